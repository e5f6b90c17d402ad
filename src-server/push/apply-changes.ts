import type { StoredResult } from '../../db/server/queries/push-results.ts';
import type { WriteBase } from '../../db/server/queries/bases.ts';
import type { Author } from '../../db/server/queries/log.ts';
import { together } from '../../db/server/together.ts';
import type { Role } from '../../src-shared/domain/organisation/tables.ts';
import { completeCells, type TableSpec } from '../../src-shared/schema/table.ts';
import { isTableName, TABLE_NAMES, tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { chainsOf, isReplaced, type Chain } from '../../src-shared/sync/chains.ts';
import { baseOf, ROW_MARK, unitsOf, type Cells, type Change } from '../../src-shared/sync/change.ts';
import { clamp, sameMark, type Mark, type Stamp } from '../../src-shared/sync/clock.ts';
import { insertRow, mergeChange } from '../../src-shared/sync/merge.ts';
import type { LateEdit, Overwrite } from '../../src-shared/sync/merged.ts';
import type { Refusal } from '../../src-shared/sync/protocol.ts';
import type { Grants } from '../../src-shared/sync/scope.ts';
import { namedBy, ownerElsewhere } from './follow-owners.ts';
import { judgeChange } from './judge-change.ts';
import { judgeMerge, loadSurvivors, mergeRefusal } from './merged-rows.ts';
import type { Stray } from './quarantine.ts';
import type { WriteSet } from './write-set.ts';

export interface RowOverwrite extends Overwrite {
  readonly table: TableName;
  readonly id: string;
  /** The change that brought it about. */
  readonly n: number;
  /** What both started from, where the history of this row does not know it. */
  readonly baseCells?: Cells;
}

/** An edit of a row that was merged into another. */
export interface RowLateEdit extends LateEdit {
  readonly table: TableName;
  readonly id: string;
  /** The change that brought it about. */
  readonly n: number;
  readonly author: Author;
  /** What it wrote over in the merged row itself without having seen it. */
  readonly over: RowOverwrite | null;
}

export interface Applied {
  readonly results: StoredResult[];
  readonly overwrites: RowOverwrite[];
  readonly late: RowLateEdit[];
  /** Writes that did not follow what was here. */
  readonly apart: WriteBase[];
  /** Refused for want of a right, or of a row: perhaps the writer had it when they wrote. */
  readonly strays: Stray[];
  /** Changes that made the merge throw; logged by number, never by content. */
  readonly poisoned: { n: number; error: unknown }[];
}

export interface Pusher {
  readonly device: number;
  readonly personId: string;
  readonly grants: Grants;
  /** Known where it decides: who may say who works on a book. */
  readonly role: Role | null;
  /** Other numbers that its laptop has had; undefined where its program does not tell them. */
  readonly earlier?: readonly number[] | undefined;
  /** Its laptop has let go of the changes, and is to be told like all others. */
  readonly forgot?: boolean;
}

/** Loads the rows that changes write or name; all tables are asked at once. */
export async function loadChanged(set: WriteSet, changes: readonly Change[]): Promise<void> {
  const ids = new Map<string, Set<string>>();
  for (const change of changes) {
    const list = ids.get(change.table) ?? new Set();
    ids.set(change.table, list.add(change.id));
    const owner = namedBy(change);
    if (owner) ids.set(owner.table, (ids.get(owner.table) ?? new Set()).add(owner.id));
  }
  await together(
    ...TABLE_NAMES.flatMap((table) => {
      const wanted = ids.get(table);
      return wanted ? [set.load(table, wanted)] : [];
    }),
  );
}

/**
 * Brings changes into the rows of the write set, which must have been loaded, one after the other. A refused change does
 * not stop the others; one that throws is refused as `Poison`.
 *
 * `all` are the changes of the request, `fresh` those that were not decided before; `banned` were found to break the
 * database.
 */
export async function applyChanges(
  set: WriteSet,
  pusher: Pusher,
  changes: { all: readonly Change[]; fresh: readonly Change[]; banned: ReadonlySet<number> },
  now: number,
): Promise<Applied> {
  const specOf = (name: string): TableSpec | undefined => (isTableName(name) ? tableSpec(name) : undefined);
  const { earlier } = pusher;
  const isOwn = (device: number): boolean =>
    device === pusher.device || earlier === undefined || earlier.includes(device);
  const chains = chainsOf(specOf, changes.all, isOwn);
  await loadSurvivors(set, changes.fresh);
  const applied: Applied = { results: [], overwrites: [], late: [], apart: [], strays: [], poisoned: [] };
  for (const change of changes.fresh) {
    if (changes.banned.has(change.n)) {
      applied.results.push(refusal(change, 'Poison'));
      continue;
    }
    const owner = await ownerElsewhere(set, change);
    if (owner && pusher.grants.get(owner.scope) !== 'write') {
      const row = isTableName(change.table) ? set.row(change.table, change.id) : null;
      applied.strays.push({ change, row, owner });
      applied.results.push(refusal(change, 'NotGranted'));
      continue;
    }
    try {
      const result = applyOne(set, pusher, change, chains.get(change.n)!, now, applied);
      if (result) applied.results.push(result);
    } catch (error) {
      applied.poisoned.push({ n: change.n, error });
      applied.results.push(refusal(change, 'Poison'));
    }
  }
  const open = new Set(changes.fresh.map(({ n }) => n));
  for (const { n, outcome } of applied.results) if (outcome === 'refused') open.delete(n);
  const clocks = new Map(applied.results.map(({ n, clock }) => [n, clock]));
  const takenAs = new Map(
    changes.fresh.flatMap(({ n, clock }) => (open.has(n) ? [[n, clocks.get(n) ?? clock] as const] : [])),
  );
  const strayed = new Set(applied.strays.filter(({ row }) => row).map(({ change }) => change.n));
  for (const change of changes.fresh)
    if ((!open.has(change.n) || isEmptied(change)) && !strayed.has(change.n))
      applied.apart.push(
        ...bridgesOf(change, pusher.device),
        ...builtOn(change, chains, pusher.device, takenAs),
      );
  const isOwnDraft = (n: number, unit: string, [, device]: Mark): boolean =>
    device === pusher.device && isReplaced(chains, n, unit, (next) => open.has(next));
  const isDraft = ({ n, unit, mark }: RowLateEdit): boolean => isOwnDraft(n, unit, mark);
  const drafts = applied.late.filter(isDraft);
  return {
    ...applied,
    // Where both sides are this laptop's, what is lost is not the change but what it came over.
    overwrites: applied.overwrites.filter(
      ({ n, unit, lostMark, keptMark }) => keptMark[1] === pusher.device || !isOwnDraft(n, unit, lostMark),
    ),
    late: applied.late
      .filter((edit) => !isDraft(edit))
      .map((edit) => (edit.over ? edit : { ...edit, over: overOf(drafts, edit) })),
  };
}

/** Its laptop was made to forget what it had written; only its marks are left. */
const isEmptied = ({ kind, cells }: Change): boolean => kind === 'update' && Object.keys(cells).length === 0;

/**
 * What a change that is not taken had seen: what its writer wrote on top of it has seen that too, and so has whoever saw
 * it at a server that had taken it and was put back since, perhaps to before the row was made.
 */
function bridgesOf(change: Change, device: number): WriteBase[] {
  const { table, id, clock, cells, base } = change;
  if (!isTableName(table)) return [];
  const units = isEmptied(change)
    ? Object.keys(base).filter((unit) => unit !== ROW_MARK)
    : unitsOf(tableSpec(table), cells);
  return units.map((unit) => ({
    ...{ table, id, unit, mark: [clock, device] as const, base: baseOf(change, unit) ?? null },
  }));
}

/** What its writer wrote on top of a refused change, and that was taken: it follows that change, and not what was here. */
function builtOn(
  { n, table, id, clock, cells }: Change,
  chains: ReadonlyMap<number, Chain>,
  device: number,
  takenAs: ReadonlyMap<number, Stamp>,
): WriteBase[] {
  if (!isTableName(table)) return [];
  return unitsOf(tableSpec(table), cells).flatMap((unit) => {
    const at = takenAs.get(chains.get(n)?.next.get(unit) ?? 0);
    return at === undefined ? [] : [{ table, id, unit, mark: [at, device], base: [clock, device] }];
  });
}

/** What the drafts of a late edit had written over: the edit that replaced them stands for them there too. */
const overOf = (drafts: readonly RowLateEdit[], { table, id, unit }: RowLateEdit): RowOverwrite | null =>
  drafts.find((one) => one.over && one.table === table && one.id === id && one.unit === unit)?.over ?? null;

const refusal = (change: Change, reason: Refusal, column?: string): StoredResult => ({
  n: change.n,
  table: change.table,
  id: change.id,
  outcome: 'refused',
  reason,
  column: column ?? null,
  clock: null,
});

function applyOne(
  set: WriteSet,
  pusher: Pusher,
  given: Change,
  { rootBase }: Chain,
  now: number,
  { overwrites, late, apart, strays }: Applied,
): StoredResult | null {
  const row = isTableName(given.table) ? set.row(given.table, given.id) : null;
  const { change, refused: impossible } = judgeMerge(set, given, row, pusher.grants);
  const refused = judgeChange(change, row, pusher) ?? impossible;
  if (refused || !isTableName(change.table)) {
    if (refused?.reason === 'NotGranted' || refused?.reason === 'RowMissing') strays.push({ change, row });
    return refusal(change, refused?.reason ?? 'UnknownTable', refused?.column);
  }
  const spec = tableSpec(change.table);
  const has = pusher.forgot === true ? 0 : pusher.device;
  const clock = clamp(change.clock, now);
  const author: Author = {
    personId: pusher.personId,
    device: pusher.device,
    n: change.n,
    tx: change.tx,
    claimedClock: clock === change.clock ? null : change.clock,
  };
  const merged = (taken: Stamp): StoredResult => ({
    n: change.n,
    table: change.table,
    id: change.id,
    outcome: 'merged',
    reason: null,
    column: null,
    clock: taken === change.clock ? null : taken,
  });
  if (!row) {
    const made = insertRow(change, [clock, pusher.device]);
    const unfit = mergeRefusal(set, null, made, pusher.grants);
    if (unfit) return refusal(change, unfit.reason, unfit.column);
    const cells = { ...made.cells, ...completeCells(spec, made.cells) };
    set.put({ ...made, cells }, { cells: {}, marks: {} }, has, author);
    return clock === change.clock ? null : merged(clock);
  }
  const { device, earlier } = pusher;
  const outcome = mergeChange(row, change, { spec, device, clock, rootBase, earlier });
  const unfit = mergeRefusal(set, row, outcome.row, pusher.grants);
  if (unfit) return refusal(change, unfit.reason, unfit.column);
  set.put(
    outcome.row,
    { cells: outcome.written, marks: outcome.writtenMarks },
    outcome.plain && change === given ? has : 0,
    author,
  );
  const place = { table: change.table, id: change.id, n: change.n };
  apart.push(...outcome.apart.map((one) => ({ ...one, table: change.table, id: change.id })));
  const found = outcome.overwrites.map((overwrite): RowOverwrite => ({ ...overwrite, ...place }));
  for (const edit of outcome.late) {
    const over = found.find(({ unit, lostMark }) => unit === edit.unit && !sameMark(lostMark, edit.mark));
    late.push({ ...edit, ...place, author, over: over ?? null });
  }
  // What is weighed again on the row that this one was merged into is recorded there.
  const weighed = new Set(outcome.late.map(({ unit }) => unit));
  overwrites.push(...found.filter(({ unit }) => !weighed.has(unit)));
  // A second one of the same moment stands behind the first.
  const stamps = Object.values(outcome.writtenMarks).flatMap(([at, by]) =>
    by === pusher.device ? [at] : [],
  );
  return outcome.plain && change === given ? null : merged(Math.max(clock, ...stamps));
}
