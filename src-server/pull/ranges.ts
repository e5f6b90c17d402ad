import type { Device } from '../../db/server/queries/devices.ts';
import type { Tx } from '../../db/server/statements.ts';
import type { ServerStore } from '../../db/server/store.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import { isTableName } from '../../src-shared/schema/tables.ts';
import { addChecksums, checksumText, EMPTY_CHECKSUM } from '../../src-shared/sync/checksum.ts';
import {
  compareKeys,
  rowsWithin,
  sumOf,
  wholeTable,
  type KeyRange,
  type RangeSum,
} from '../../src-shared/sync/key-range.ts';
import type { RangesRequest, RangesResponse } from '../../src-shared/sync/protocol.ts';
import type { Scope } from '../../src-shared/sync/scope.ts';
import { CHARACTERS, fitting, FULL, type AnswerSize } from './fitting.ts';
import { sumsOfPage, sumsOfRange, tablesOf } from './scope-sums.ts';

type Told = Pick<RangesResponse, 'ranges' | 'pages'>;

/**
 * What a scope's rows add up to by ranges of keys, or the rows of ranges: with this a laptop whose sum does not agree
 * finds what differs. Read from the rows, never from the heads: the head may be what is wrong.
 */
export function ranges(
  context: { store: ServerStore; epoch: string; size?: AnswerSize },
  device: Device,
  request: RangesRequest,
  now: number,
): Promise<Result<RangesResponse, { type: 'NotGranted' }>> {
  return context.store.transaction(async (tx) => {
    const { scope } = request;
    if (!(await tx.grants.read(device.person_id)).has(scope)) return err({ type: 'NotGranted' });
    const seq = (await tx.heads.read([scope])).get(scope)?.seq ?? 0;
    const asked: readonly KeyRange[] = request.ranges ?? tablesOf(scope).map(wholeTable);
    const { rows } = context.size ?? FULL;
    const told =
      request.rows === true ? await rowsOf(tx, scope, asked, rows) : await sumsOf(tx, scope, asked);
    return ok({ epoch: context.epoch, serverTime: now, seq, ...told });
  }, 'repeatable read read only');
}

const NOTHING: RangeSum = { rows: 0, sum: EMPTY_CHECKSUM };

const toldOf = ({ table, after, upto }: KeyRange, { rows, sum }: RangeSum): Told['ranges'][number] => ({
  table,
  after,
  upto,
  rows,
  checksum: checksumText(sum),
});

/** One pass over each table, over everything between its first and its last range. */
async function sumsOf(tx: Tx, scope: Scope, asked: readonly KeyRange[]): Promise<Told> {
  const sums = asked.map(() => NOTHING);
  for (const table of new Set(asked.map((range) => range.table))) {
    if (!isTableName(table)) continue;
    const own = [...asked.entries()].filter(([, range]) => range.table === table);
    for await (const rows of sumsOfRange(tx, table, scope, hullOf(own.map(([, range]) => range)))) {
      for (const [at, range] of own) sums[at] = together(sums[at]!, sumOf(rowsWithin(rows, range)));
    }
  }
  return { ranges: asked.map((range, at) => toldOf(range, sums[at]!)), pages: [] };
}

const together = (a: RangeSum, b: RangeSum): RangeSum => ({
  rows: a.rows + b.rows,
  sum: addChecksums(a.sum, b.sum),
});

function hullOf(own: readonly KeyRange[]): { after: string; upto: string | null } {
  let { after, upto } = own[0]!;
  for (const range of own) {
    if (compareKeys(range.after, after) < 0) ({ after } = range);
    if (range.upto === null || (upto !== null && compareKeys(range.upto, upto) > 0)) ({ upto } = range);
  }
  return { after, upto };
}

/** The rows of ranges, as many as fit into an answer: the last range that is told ends where they ended. */
async function rowsOf(tx: Tx, scope: Scope, asked: readonly KeyRange[], most: number): Promise<Told> {
  const told: Told = { ranges: [], pages: [] };
  let [room, characters] = [most, CHARACTERS];
  for (const range of asked) {
    const { table } = range;
    if (!isTableName(table)) {
      told.ranges.push(toldOf(range, NOTHING));
      continue;
    }
    if (room === 0) break;
    const page = await tx.rows.range(table, scope, range, room);
    const taken = fitting(page.rows, characters);
    const rows = page.rows.slice(0, taken.count);
    const whole = taken.count === page.rows.length && page.rows.length < room;
    room -= taken.count;
    characters -= taken.characters;
    const last = rows.at(-1);
    if (!whole && last === undefined) break;
    const upto = whole ? range.upto : String(last![0]);
    if (rows.length > 0) told.pages.push({ table, columns: page.columns, rows });
    told.ranges.push(toldOf({ ...range, upto }, sumOf(sumsOfPage(table, { ...page, rows }))));
    if (!whole) break;
  }
  return told;
}
