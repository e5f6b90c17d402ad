import { DELETED } from '../schema/table.ts';
import type { Marks } from './change.ts';
import { stampTime } from './clock.ts';
import { SERVERS } from './seen.ts';

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

/**
 * Whether a deleted record was only taken back: made and deleted on one device within the hour, and written in by nobody
 * else. Before that hour there was nothing that could be lost, so an import that is given up is not asked about. It is
 * read off the record's own marks, which no merge, move or return to life makes younger, so that laptop and server say
 * the same, however late the deletion arrives.
 */
export function isTakenBack({ row: [made, maker], units }: Marks): boolean {
  const gone = units[DELETED];
  return (
    gone !== undefined &&
    gone[1] === maker &&
    stampTime(gone[0]) - stampTime(made) < DELETION_WINDOW_MS &&
    Object.values(units).every(([, writer]) => writer === maker || writer === SERVERS)
  );
}
