import type { SyncState } from '../../../src-shared/contract/desk.ts';

/** How sync stands, as the sync loop knows it; what can be counted in the database is counted there. */
export type SyncStatus = Pick<SyncState, 'phase' | 'since' | 'nextTryAt' | 'lastError' | 'progress'>;

export const SIGNED_OUT: SyncStatus = {
  phase: 'signed_out',
  since: 0,
  nextTryAt: null,
  lastError: null,
  progress: null,
};
