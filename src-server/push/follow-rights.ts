/**
 * Rights follow the organisation in the very commit that changes it, and what copies in other scopes may say follows the
 * rights: whoever loses a customer loses the exact place of the visits they are asked to and the customer of the tasks
 * that they were handed; whoever gains one gains both.
 */
import { movesGrants, type Holder } from '../../db/server/queries/grants.ts';
import type { Tx } from '../../db/server/statements.ts';
import { parseScope, type Scope } from '../../src-shared/sync/scope.ts';
import { reofferTasks } from '../projections/assignments.ts';
import { loadFamilies } from '../projections/family.ts';
import { rewriteWhereabouts } from '../projections/write-projections.ts';
import { WriteSet } from './write-set.ts';

export interface RightsFollowed {
  /** Whose rights changed. */
  readonly people: readonly string[];
  /** Scopes with new entries. */
  readonly scopes: ReadonlySet<Scope>;
  readonly entries: number;
}

const NOTHING: RightsFollowed = { people: [], scopes: new Set(), entries: 0 };

/** After the rows of a commit were written: rights are reckoned from what the database holds. */
export async function followRights(written: WriteSet, now: number): Promise<RightsFollowed> {
  const moved = [...written.touchedTables].some((table) =>
    written.touched(table).some(({ before, now: after }) => movesGrants(table, before, after)),
  );
  if (!moved) return NOTHING;
  const rights = await written.tx.grants.recompute(now);
  return { people: rights.people, ...(await rewriteCopies(written.tx, rights.moved, written.stamp, now)) };
}

/**
 * Brings copies to what the rights are now. It takes heads a second time in one transaction; two that wait for each other
 * because of it are tried again.
 */
export async function rewriteCopies(
  tx: Tx,
  moved: readonly Holder[],
  stamp: number,
  now: number,
): Promise<Omit<RightsFollowed, 'people'>> {
  const books = moved.filter(({ scope }) => parseScope(scope)?.family === 'book');
  if (books.length === 0) return NOTHING;
  // A commit that is inviting one of them holds their row and has read their rights: it ends first, and is found.
  await tx.calendar.lockPeople([...new Set(books.map((one) => one.person_id))]);
  const set = new WriteSet(tx, stamp);
  const { families, eventIds } = await loadFamilies(set, await tx.calendar.visitsShown(books));
  await rewriteWhereabouts(set, eventIds, families);
  await reofferTasks(set, await tx.tasks.handedTo(books), now);
  await set.flush(now);
  return { scopes: set.scopes, entries: set.entries };
}
