import type { UseCases } from '../../engine/context.ts';
import { readNotice } from './read-notice.ts';
import { settleEditConflict } from './settle-edit-conflict.ts';
import { settleQuarantine } from './settle-quarantine.ts';

export const inboxUseCases: UseCases<'editConflict.settle' | 'quarantine.settle' | 'notice.read'> = {
  'editConflict.settle': settleEditConflict,
  'quarantine.settle': settleQuarantine,
  'notice.read': readNotice,
};
