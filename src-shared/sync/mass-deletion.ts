/** How many records somebody is about to delete in a scope, and of how many. */
export interface Deletion {
  readonly scope: string;
  readonly deleted: number;
  readonly of: number;
}

/** Deletions of one device count together for so long. */
export const DELETION_WINDOW_MS = 3_600_000;
/** Fewer are never asked about, however small the scope. */
const FLOOR = 50;
const SHARE = 0.2;

/**
 * Whether so many deletions by one device are asked about before they leave it: more than a fifth of what was there, and
 * fifty at least. The laptop asks its person; the server holds what nobody was asked about.
 */
export const isMassDeletion = (deleted: number, of: number): boolean =>
  deleted >= FLOOR && deleted > of * SHARE;

/** Below this nobody need count what there is. */
export const mayBeMassDeletion = (deleted: number): boolean => deleted >= FLOOR;
