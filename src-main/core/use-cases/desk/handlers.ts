import type { UseCases } from '../../engine/context.ts';
import { dropRefused } from './drop-refused.ts';
import { keepDraft } from './keep-draft.ts';
import { noteExported } from './note-export.ts';
import { retryRefused } from './retry-refused.ts';
import { setSettings } from './set-settings.ts';
import { confirmDeletion, undoDeletion } from './settle-deletion.ts';

export const deskUseCases: UseCases<
  | 'settings.set'
  | 'draft.keep'
  | 'desk.noteExport'
  | 'sync.retryRefused'
  | 'sync.dropRefused'
  | 'sync.confirmDeletion'
  | 'sync.undoDeletion'
> = {
  'settings.set': setSettings,
  'draft.keep': keepDraft,
  'desk.noteExport': noteExported,
  'sync.retryRefused': retryRefused,
  'sync.dropRefused': dropRefused,
  'sync.confirmDeletion': confirmDeletion,
  'sync.undoDeletion': undoDeletion,
};
