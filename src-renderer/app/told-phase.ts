import type { SyncState } from '../../src-shared/contract/desk.ts';

/**
 * How sync stands, as the badge and the sync screen tell it alike. A full disk stops it as a missing network does, but
 * waiting does not help: it is told by its own name.
 */
export const toldAs = (state: Pick<SyncState, 'phase' | 'lastError'>): SyncState['phase'] | 'disk_full' =>
  state.phase === 'offline' && state.lastError?.type === 'DiskFull' ? 'disk_full' : state.phase;
