import type { Device } from '../../db/server/queries/devices.ts';
import type { Head } from '../../db/server/queries/heads.ts';
import type { StoredEntry } from '../../db/server/queries/log.ts';
import { unitsText } from '../../db/server/queries/rows.ts';
import type { Tx } from '../../db/server/statements.ts';
import type { ServerStore } from '../../db/server/store.ts';
import { together } from '../../db/server/together.ts';
import { isTableName } from '../../src-shared/schema/tables.ts';
import { checksumText, EMPTY_CHECKSUM } from '../../src-shared/sync/checksum.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import type { PullRequest, PullResponse } from '../../src-shared/sync/protocol.ts';
import type { Grants, Scope } from '../../src-shared/sync/scope.ts';
import { expectNoneMissing } from '../missing-rights.ts';
import { wholeCells } from '../push/whole-cells.ts';
import { FULL, type AnswerSize } from './fitting.ts';

export interface PullContext {
  readonly store: ServerStore;
  readonly epoch: string;
  readonly size?: AnswerSize;
  /** A laptop knows more than the server without a new epoch: the server lost a commit. Must be looked at. */
  readonly beyondHead: (scope: Scope, cursor: number, head: number) => void;
  /** None of the laptop's cursors means what it meant, or an administrator wants everything loaded anew. */
  readonly anew?: boolean;
}

/** An entry as it goes over the wire, and what the server itself asks of it. */
export interface ToldEntry {
  readonly table: string;
  readonly id: string;
  readonly op: 'put' | 'remove';
  /** JSON of a `LogEntry`, put together from the JSON that lies in the log: it is not read on the way. */
  readonly text: string;
}

interface Checkpoint {
  readonly scope: Scope;
  readonly to: number;
  /** Where it reaches the head. */
  readonly checksum?: string;
  readonly entries: readonly ToldEntry[];
}

/** A `PullResponse` whose entries are text already; `textOf` makes the message of it. */
export type PullAnswer = Omit<PullResponse, 'checkpoints'> & { readonly checkpoints: readonly Checkpoint[] };

/** The message, as it goes over the wire. */
export function textOf({ checkpoints, ...answer }: PullAnswer): string {
  const told = checkpoints.map(({ entries, ...checkpoint }) => {
    const frame = JSON.stringify(checkpoint);
    return `${frame.slice(0, -1)},"entries":[${entries.map(({ text }) => text).join()}]}`;
  });
  return `${JSON.stringify(answer).slice(0, -1)},"checkpoints":[${told.join()}]}`;
}

interface Range {
  readonly scope: Scope;
  readonly after: number;
  readonly upto: number;
  readonly head: number;
  readonly checksum: string;
}

/**
 * What happened since the laptop's cursors, as one snapshot over all its scopes. Scopes that the person may not see any
 * more are left out: `grants` says so. Throws `RightsMissing`.
 */
export function pull(
  context: PullContext,
  device: Device,
  request: PullRequest,
  now: number,
): Promise<PullAnswer> {
  return context.store.transaction(async (tx) => {
    const [grants, heads] = await together(
      tx.grants.read(device.person_id),
      tx.heads.read(Object.keys(request.cursors)),
    );
    await expectNoneMissing(tx, device.person_id, { held: grants, inQuestion: Object.keys(request.cursors) });
    const base = { epoch: context.epoch, serverTime: now, grants: Object.fromEntries(grants) };
    const held = Object.keys(request.cursors).filter((scope) => grants.has(scope));
    const fromNow = { ...base, checkpoints: [], resnapshot: held, more: false };
    if (request.epoch !== context.epoch) return fromNow;
    // Also what the laptop is just loading, or has not heard of yet: it is asked for once, from its beginning.
    if (context.anew === true) return { ...fromNow, resnapshot: [...grants.keys()] };
    const { ranges, resnapshot } = rangesOf(context, heads, request.cursors, held);
    const waiting = ranges.filter((range) => range.upto > range.after);
    const stored = waiting.length === 0 ? [] : await tx.log.read(waiting, device.id);
    const told = await entriesOf(tx, stored);
    const more = ranges.some((range) => range.upto < range.head);
    const byScope = more ? await withoutGone(tx, told) : told;
    if (more) await completeMoves(tx, byScope, ranges, grants);
    const checkpoints = ranges.map((range) => ({
      scope: range.scope,
      to: range.upto,
      ...(range.upto === range.head ? { checksum: range.checksum } : {}),
      entries: byScope.get(range.scope) ?? [],
    }));
    return { ...base, checkpoints, resnapshot, more };
  }, 'repeatable read read only');
}

function rangesOf(
  context: PullContext,
  heads: ReadonlyMap<Scope, Head>,
  cursors: Readonly<Record<Scope, number>>,
  held: readonly Scope[],
): { ranges: Range[]; resnapshot: Scope[] } {
  const ranges: Range[] = [];
  const resnapshot: Scope[] = [];
  let room = (context.size ?? FULL).entries;
  for (const scope of held) {
    const after = cursors[scope] ?? 0;
    const head = heads.get(scope) ?? { seq: 0, checksum: checksumText(EMPTY_CHECKSUM), floor: 0 };
    if (after > head.seq) context.beyondHead(scope, after, head.seq);
    if (after > head.seq || after < head.floor) {
      resnapshot.push(scope);
      continue;
    }
    const upto = Math.min(head.seq, after + room);
    room -= upto - after;
    ranges.push({ scope, after, upto, head: head.seq, checksum: head.checksum });
  }
  return { ranges, resnapshot };
}

/** Stored entries by scope, with the rows that pointers mean. */
async function entriesOf(tx: Tx, stored: readonly StoredEntry[]): Promise<Map<Scope, ToldEntry[]>> {
  const pointers = new Map<string, Set<string>>();
  for (const entry of stored) {
    if (entry.cells !== null) continue;
    const ids = pointers.get(entry.tbl) ?? new Set();
    pointers.set(entry.tbl, ids.add(entry.row_id));
  }
  const rows = new Map<string, RowState>();
  for (const [table, ids] of pointers) {
    if (!isTableName(table)) continue;
    for (const row of await tx.rows.read(table, [...ids])) rows.set(`${table}/${row.id}`, row);
  }
  const byScope = new Map<Scope, ToldEntry[]>();
  for (const entry of stored) {
    const list = byScope.get(entry.scope) ?? [];
    byScope.set(entry.scope, list);
    if (entry.cells !== null) {
      list.push(toldEntry({ ...entry, cells: entry.cells }));
      continue;
    }
    // A row that has left since is told by its later entries.
    const row = rows.get(`${entry.tbl}/${entry.row_id}`);
    if (row?.scope === entry.scope) list.push(wholeEntry(entry.seq, row));
  }
  return byScope;
}

const wholeEntry = (seq: number, row: RowState): ToldEntry =>
  toldEntry({
    seq,
    tbl: row.table,
    row_id: row.id,
    op: 'put',
    cells: JSON.stringify(wholeCells(row)),
    row_clock: row.marks.row[0],
    row_device: row.marks.row[1],
    units: unitsText(row.marks.units),
    person_id: null,
  });

function toldEntry(entry: Omit<StoredEntry, 'scope' | 'cells'> & { readonly cells: string }): ToldEntry {
  const { seq, tbl: table, row_id: id, op, cells, row_clock, row_device, units, person_id } = entry;
  const by = person_id === null ? '' : `,"by":${JSON.stringify(person_id)}`;
  const where = `"seq":${seq},"table":${JSON.stringify(table)},"id":${JSON.stringify(id)},"op":"${op}"`;
  const marks = `"row":[${row_clock},${row_device}],"units":${units ?? '{}'}`;
  return { table, id, op, text: `{${where},"cells":${cells},${marks}${by}}` };
}

/**
 * Where an answer does not reach every head, the removal of a row may come in a later one. What was written of it before
 * is left out: its beginning may have been a pointer, of which nothing is left, and a laptop cannot begin in the middle.
 */
async function withoutGone(
  tx: Tx,
  byScope: ReadonlyMap<Scope, readonly ToldEntry[]>,
): Promise<Map<Scope, ToldEntry[]>> {
  const scopes = new Map<string, ReadonlyMap<string, Scope>>();
  const ids = Map.groupBy([...byScope.values()].flat(), (entry) => entry.table);
  for (const [table, entries] of ids) {
    if (!isTableName(table)) continue;
    scopes.set(table, await tx.rows.scopes(table, [...new Set(entries.map(({ id }) => id))]));
  }
  const isTold = ({ op, table, id }: ToldEntry, scope: Scope): boolean =>
    op === 'remove' || scopes.get(table)?.get(id) === scope;
  return new Map(
    [...byScope].map(([scope, entries]) => [scope, entries.filter((entry) => isTold(entry, scope))]),
  );
}

/**
 * Where an answer does not reach every head, a row may leave one scope in it and enter the other only in the next:
 * such rows are told as they are now, so that no laptop shows them in neither.
 */
async function completeMoves(
  tx: Tx,
  byScope: Map<Scope, ToldEntry[]>,
  ranges: readonly Range[],
  grants: Grants,
): Promise<void> {
  const gone = new Map<string, Set<string>>();
  for (const entries of byScope.values()) {
    for (const entry of entries) {
      if (entry.op !== 'remove') continue;
      const ids = gone.get(entry.table) ?? new Set();
      gone.set(entry.table, ids.add(entry.id));
    }
  }
  for (const [table, ids] of gone) {
    if (!isTableName(table)) continue;
    for (const row of await tx.rows.read(table, [...ids])) {
      const range = ranges.find((one) => one.scope === row.scope);
      if (!range || !grants.has(row.scope)) continue;
      const list = byScope.get(row.scope) ?? [];
      byScope.set(row.scope, list);
      list.push(wholeEntry(range.upto, row));
    }
  }
}
