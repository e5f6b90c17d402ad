import type { Database } from 'better-sqlite3';
import {
  countLive,
  deletedHere,
  deletionsConfirmed,
  readDeletionAsk,
  type DeletionAsk,
} from '../../../db/client/local/deletions.ts';
import { readNumber } from '../../../db/client/local/meta.ts';
import type { WaitingText } from '../../../db/client/local/outbox.ts';
import { DELETED } from '../../../src-shared/schema/table.ts';
import type { Cells } from '../../../src-shared/sync/change.ts';
import {
  DELETION_WINDOW_MS,
  isMassDeletion,
  mayBeMassDeletion,
} from '../../../src-shared/sync/mass-deletion.ts';

/** What of a batch may go, whether its deletions were asked about, and what the person is to be asked. */
export interface Guarded {
  readonly batch: readonly WaitingText[];
  readonly confirmed: boolean;
  readonly ask: DeletionAsk | null;
}

/**
 * Keeps back, from the first deletion on, what would delete too much of a scope: once it is sent, every colleague's
 * laptop follows. What was written before goes on its way.
 */
export function guardDeletions(db: Database, batch: readonly WaitingText[], now: number): Guarded {
  const offset = readNumber(db, 'outboxOffset', 0);
  const confirmedUpTo = deletionsConfirmed(db) - offset;
  const deletions = batch.flatMap(deletionIn);
  const confirmed = deletions.some(({ n }) => n <= confirmedUpTo);
  const open = deletions.filter(({ n }) => n > confirmedUpTo);
  const ask = open.length === 0 ? null : askAbout(db, new Set(open.map(({ scope }) => scope)), now);
  if (ask === null) return { batch, confirmed, ask };
  const first = open.find(({ scope }) => scope === ask.scope)!.tx;
  const until = batch.findIndex(({ tx }) => tx === first);
  return { batch: batch.slice(0, until), confirmed, ask };
}

/** Most changes delete nothing, and are not read for it. */
function deletionIn({ n, tx, text }: WaitingText): { n: number; tx: number; scope: string }[] {
  if (!text.includes(`"${DELETED}":1`)) return [];
  const { cells, scope } = JSON.parse(text) as { cells: Cells; scope: string };
  return cells[DELETED] === 1 ? [{ n, tx, scope }] : [];
}

function askAbout(db: Database, scopes: ReadonlySet<string>, now: number): DeletionAsk | null {
  const asked = readDeletionAsk(db);
  if (
    asked?.byServer === true &&
    scopes.has(asked.scope) &&
    deletedHere(db, asked.scope, Infinity).length > 0
  )
    return asked;
  for (const scope of scopes) {
    const deleted = deletedHere(db, scope, now - DELETION_WINDOW_MS).length;
    if (!mayBeMassDeletion(deleted)) continue;
    const of = countLive(db, scope) + deleted;
    if (isMassDeletion(deleted, of)) return { scope, deleted, of, byServer: false };
  }
  return null;
}
