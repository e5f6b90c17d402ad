import type { UseCases } from '../../engine/context.ts';
import { readNotice } from './read-notice.ts';
import { settleEditConflict } from './settle-edit-conflict.ts';

export const inboxUseCases: UseCases<'editConflict.settle' | 'notice.read'> = {
  'editConflict.settle': settleEditConflict,
  'notice.read': readNotice,
};
