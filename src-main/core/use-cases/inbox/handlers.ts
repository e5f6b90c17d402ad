import type { UseCases } from '../../engine/context.ts';
import { readNotice } from './read-notice.ts';
import { settleEditConflicts } from './settle-edit-conflict.ts';
import { settleQuarantine } from './settle-quarantine.ts';

export const inboxUseCases: UseCases<'editConflict.settle' | 'quarantine.settle' | 'notice.read'> = {
  'editConflict.settle': settleEditConflicts,
  'quarantine.settle': settleQuarantine,
  'notice.read': readNotice,
};
