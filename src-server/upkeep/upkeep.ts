import { transact } from '../../db/server/store.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import { compactNotes } from './compact-notes.ts';
import { findDuplicates } from './find-duplicates.ts';
import { trim, type Trimmed, type UpkeepContext } from './trim.ts';

export interface Kept extends Trimmed {
  /** Rows of notes' bodies that became fewer, and how many they are now. */
  readonly noteUpdates: { readonly before: number; readonly after: number };
  /** Devices of people who hold no right here, that no commit had ended yet. */
  readonly leavers: number;
}

/**
 * What the server does for itself once a day, in small commits. Done twice it changes nothing. One part that fails does
 * not keep the others from their turn; its error comes afterwards.
 */
export async function upkeep(context: UpkeepContext, now: EpochMs): Promise<Kept> {
  const ended = await settled(transact(context.store, (tx) => tx.devices.endLeavers(null, now)));
  const found = await settled(findDuplicates(context, now));
  const noteUpdates = await settled(compactNotes(context, now));
  const trimmed = await trim(context, now);
  found();
  return { ...trimmed, noteUpdates: noteUpdates(), leavers: ended().length };
}

/** Waits for an end of any kind; the value, or the error, comes when it is asked for. */
const settled = <T>(work: Promise<T>): Promise<() => T> =>
  work.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );
