import type { Cells } from '../../../src-shared/sync/change.ts';
import type { Mark } from '../../../src-shared/sync/clock.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import { fromJsonList, jsonList } from '../array-literal.ts';
import type { Param, Sql } from '../store.ts';
import { unitsText } from './rows.ts';

/** One entry of a scope's log, before it has a number. */
export interface LogDraft {
  readonly scope: Scope;
  readonly table: string;
  readonly id: string;
  readonly op: 'put' | 'remove';
  /** Null: read the row. */
  readonly cells: Cells | null;
  readonly row: Mark;
  readonly units: Readonly<Record<string, Mark>>;
  /** The device that has this already; 0: nobody has. */
  readonly device: number;
  readonly author: Author;
  /** Cells before this entry, where no older entry has them. */
  readonly prior: Cells | null;
}

/** Who did it, for the history: a change of a laptop, or the server. */
export interface Author {
  readonly personId: string | null;
  readonly device: number;
  readonly n: number | null;
  readonly tx: number | null;
  readonly claimedClock: number | null;
}

export const SERVER: Author = { personId: null, device: 0, n: null, tx: null, claimedClock: null };

const COLUMNS = {
  scope: 'text',
  seq: 'bigint',
  tbl: 'text',
  row_id: 'text',
  op: 'text',
  cells: 'json',
  row_clock: 'bigint',
  row_device: 'integer',
  units: 'json',
  device: 'integer',
  person_id: 'text',
  by_device: 'integer',
  n: 'bigint',
  tx: 'bigint',
  claimed_clock: 'bigint',
  prior: 'json',
} as const;

const NAMES = Object.keys(COLUMNS).join(', ');
const ARRAYS = Object.values(COLUMNS)
  .map((type, at) => (type === 'json' ? fromJsonList(at + 1) : `$${at + 1}::${type}[]`))
  .join(', ');
const INSERT = `INSERT INTO "sync_log" (${NAMES}, at)`;
const APPEND_NUMBERED = `${INSERT} SELECT *, $17::bigint FROM unnest(${ARRAYS})`;
const NUMBERED = Object.keys(COLUMNS)
  .map((name) => (name === 'seq' ? 'head.seq - new.seq' : `new.${name}`))
  .join(', ');
const APPEND = `${INSERT} SELECT ${NUMBERED}, $17::bigint FROM unnest(${ARRAYS}) AS new(${NAMES})
  JOIN "scope_head" AS head ON head.scope = new.scope`;

/** The next number of a scope, counted on in `last` (from `takeHeads`). */
export function nextSeq(last: Map<Scope, number>, scope: Scope): number {
  const seq = (last.get(scope) ?? 0) + 1;
  last.set(scope, seq);
  return seq;
}

/**
 * Appends all entries of a commit that has taken its heads for them: the last of a scope gets its head's number. The
 * database counts, so that this need not wait until the heads are told.
 */
export async function appendLog(sql: Sql, drafts: readonly LogDraft[], at: number): Promise<void> {
  if (drafts.length > 0) await sql.query(APPEND, [...columnLists(drafts, stepsToHead(drafts)), at]);
}

/** Appends entries; `last` holds each scope's number before its first entry and is counted on. */
export async function appendNumbered(
  sql: Sql,
  drafts: readonly LogDraft[],
  last: Map<Scope, number>,
  at: number,
): Promise<void> {
  if (drafts.length === 0) return;
  const seqs = drafts.map((draft) => nextSeq(last, draft.scope));
  await sql.query(APPEND_NUMBERED, [...columnLists(drafts, seqs), at]);
}

/** For each entry how many of its scope follow it. */
export function stepsToHead(drafts: readonly LogDraft[]): number[] {
  const left = new Map<Scope, number>();
  for (const { scope } of drafts) left.set(scope, (left.get(scope) ?? 0) + 1);
  return drafts.map(({ scope }) => {
    const steps = left.get(scope)! - 1;
    left.set(scope, steps);
    return steps;
  });
}

function columnLists(drafts: readonly LogDraft[], seqs: readonly number[]): Param[] {
  return [
    drafts.map((draft) => draft.scope),
    seqs,
    drafts.map((draft) => draft.table),
    drafts.map((draft) => draft.id),
    drafts.map((draft) => draft.op),
    jsonList(drafts.map((draft) => draft.cells && JSON.stringify(draft.cells))),
    drafts.map((draft) => draft.row[0]),
    drafts.map((draft) => draft.row[1]),
    jsonList(drafts.map((draft) => unitsText(draft.units))),
    drafts.map((draft) => draft.device),
    drafts.map((draft) => draft.author.personId),
    drafts.map((draft) => draft.author.device),
    drafts.map((draft) => draft.author.n),
    drafts.map((draft) => draft.author.tx),
    drafts.map((draft) => draft.author.claimedClock),
    jsonList(drafts.map((draft) => draft.prior && JSON.stringify(draft.prior))),
  ];
}

const POINTERS = `
  INSERT INTO "sync_log" (scope, seq, row_id, tbl, op, row_clock, row_device, device, by_device, at)
  SELECT *, $4, 'put', $5::bigint, 0, 0, 0, $6::bigint FROM unnest($1::text[], $2::bigint[], $3::text[])`;

/** Appends "read the row" entries of new rows of one table: all that a bulk load says. */
export async function appendPointers(
  sql: Sql,
  table: string,
  rows: readonly { scope: Scope; id: string; seq: number }[],
  clock: number,
  at: number,
): Promise<void> {
  if (rows.length === 0) return;
  const [scopes, seqs, ids] = [
    rows.map((row) => row.scope),
    rows.map((row) => row.seq),
    rows.map((row) => row.id),
  ];
  await sql.query(POINTERS, [scopes, seqs, ids, table, clock, at]);
}

/** An entry on its way to a laptop. `cells` and `units` are JSON text. */
export interface StoredEntry {
  readonly scope: Scope;
  readonly seq: number;
  readonly tbl: string;
  readonly row_id: string;
  readonly op: 'put' | 'remove';
  readonly cells: string | null;
  readonly row_clock: number;
  readonly row_device: number;
  readonly units: string | null;
  /** Who made it; null where it was the server. */
  readonly person_id: string | null;
}

const ENTRIES = `
  SELECT l.scope, l.seq, l.tbl, l.row_id, l.op, l.cells, l.row_clock, l.row_device, l.units, l.person_id
  FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS want(scope, after, upto)
  JOIN "sync_log" AS l ON l.scope = want.scope AND l.seq > want.after AND l.seq <= want.upto
  WHERE l.device <> $4
  ORDER BY l.scope, l.seq`;

/** The entries of ranges (`after`, `upto`] of scopes, without those that the device has already. */
export function readLog(
  sql: Sql,
  ranges: readonly { scope: Scope; after: number; upto: number }[],
  device: number,
): Promise<StoredEntry[]> {
  return sql.query<StoredEntry>(ENTRIES, [
    ranges.map((range) => range.scope),
    ranges.map((range) => range.after),
    ranges.map((range) => range.upto),
    device,
  ]);
}

/** What the log remembers of some rows, newest first, for looking up the value at a mark. */
export interface HistoryEntry {
  readonly tbl: string;
  readonly row_id: string;
  readonly cells: string;
  readonly prior: string | null;
  readonly row_clock: number;
  readonly row_device: number;
  readonly units: string | null;
  /** Whose work it was; null where it was the server's own. */
  readonly person_id: string | null;
}

export function readHistory(sql: Sql, ids: readonly string[]): Promise<HistoryEntry[]> {
  return sql.query<HistoryEntry>(
    `SELECT tbl, row_id, cells, prior, row_clock, row_device, units, person_id FROM "sync_log"
     WHERE row_id = ANY($1::text[]) AND cells IS NOT NULL AND op = 'put' ORDER BY at DESC, seq DESC`,
    [ids],
  );
}

/** A change of a device as the log has it: its row, and every stamp by which its own may be known. */
export interface MadeEntry {
  readonly n: number;
  readonly tbl: string;
  readonly row_id: string;
  readonly row_clock: number;
  readonly units: string | null;
  readonly claimed_clock: number | null;
}

/** What a device did to some rows. */
export async function readMade(sql: Sql, device: number, ids: readonly string[]): Promise<MadeEntry[]> {
  if (ids.length === 0) return [];
  return sql.query<MadeEntry>(
    `SELECT n, tbl, row_id, row_clock, units, claimed_clock FROM "sync_log"
     WHERE row_id = ANY($1::text[]) AND cells IS NOT NULL AND by_device = $2 AND n IS NOT NULL`,
    [ids, device],
  );
}

/** Which of some rows have been in a scope and left it. */
export async function rowsThatLeft(
  sql: Sql,
  scope: Scope,
  table: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await sql.query<{ row_id: string }>(
    `SELECT DISTINCT row_id FROM "sync_log"
     WHERE row_id = ANY($1::text[]) AND tbl = $2 AND scope = $3 AND op = 'remove' AND cells IS NOT NULL`,
    [ids, table, scope],
  );
  return rows.map((row) => row.row_id);
}

/** An entry that is old enough to go. */
export interface OldEntry {
  readonly seq: number;
  readonly tbl: string;
  readonly row_id: string;
  /** It says that a row was deleted. */
  readonly dies: boolean;
}

/** Entries of a scope after a number that are older than a moment, the oldest first. */
export const oldestEntries = (
  sql: Sql,
  scope: Scope,
  after: number,
  before: number,
  limit: number,
): Promise<OldEntry[]> =>
  sql.query<OldEntry>(
    `SELECT seq, tbl, row_id, op = 'put' AND coalesce(position('"deleted":1' IN cells), 0) > 0 AS dies
     FROM "sync_log" WHERE scope = $1 AND seq > $2 AND at < $3 ORDER BY seq LIMIT $4`,
    [scope, after, before, limit],
  );

/** Drops entries up to a number that are older than a moment; returns how many. */
export async function forgetEntries(sql: Sql, scope: Scope, upto: number, before: number): Promise<number> {
  const gone = await sql.query<{ seq: number }>(
    'DELETE FROM "sync_log" WHERE scope = $1 AND seq <= $2 AND at < $3 RETURNING seq',
    [scope, upto, before],
  );
  return gone.length;
}
