import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import { compactNotes } from './compact-notes.ts';
import { findDuplicates } from './find-duplicates.ts';
import { trim, type Trimmed, type UpkeepContext } from './trim.ts';

export interface Kept extends Trimmed {
  /** Rows of notes' bodies that became fewer, and how many they are now. */
  readonly noteUpdates: { readonly before: number; readonly after: number };
}

/** What the server does for itself once a day, in small commits. Done twice it changes nothing. */
export async function upkeep(context: UpkeepContext, now: EpochMs): Promise<Kept> {
  await findDuplicates(context, now);
  const noteUpdates = await compactNotes(context, now);
  return { ...(await trim(context, now)), noteUpdates };
}
