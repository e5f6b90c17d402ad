/**
 * Ranges of keys of one table within a scope: by their checksums two stores find the rows in which they differ. Keys
 * are in the order of their UTF-8 bytes, which every program can compute, and not in a database's own collation.
 */
import type { Checksum } from './checksum.ts';
import { addChecksums, EMPTY_CHECKSUM } from './checksum.ts';

/** Keys after `after`, up to and including `upto`; null: to the end. */
export interface KeyRange {
  readonly table: string;
  readonly after: string;
  readonly upto: string | null;
}

/** A row as a range counts it. */
export interface KeySum {
  readonly id: string;
  readonly sum: Checksum;
}

export interface RangeSum {
  readonly rows: number;
  readonly sum: Checksum;
}

/** Every key of a table. */
export const wholeTable = (table: string): KeyRange => ({ table, after: '', upto: null });

/** UTF-16 units in the order of their code points: surrogates after everything else of the basic plane. */
const rank = (unit: number): number =>
  unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;

export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

export const isWithin = (range: KeyRange, id: string): boolean =>
  compareKeys(id, range.after) > 0 && (range.upto === null || compareKeys(id, range.upto) <= 0);

/** The rows of a range, of rows in the order of their keys. */
export function rowsWithin(rows: readonly KeySum[], range: KeyRange): readonly KeySum[] {
  const end = range.upto === null ? rows.length : firstAfter(rows, range.upto);
  return rows.slice(firstAfter(rows, range.after), end);
}

export function sumOf(rows: readonly KeySum[]): RangeSum {
  let sum = EMPTY_CHECKSUM;
  for (const row of rows) sum = addChecksums(sum, row.sum);
  return { rows: rows.length, sum };
}

/** Cuts a range into at most `parts` of about as many of `rows` each; together they are the range, gaps included. */
export function splitRange(range: KeyRange, rows: readonly KeySum[], parts: number): KeyRange[] {
  const inside = rowsWithin(rows, range);
  const step = Math.ceil(inside.length / parts);
  const cuts: string[] = [];
  for (let at = step; step > 0 && at < inside.length; at += step) cuts.push(inside[at - 1]!.id);
  const starts = [range.after, ...cuts];
  return starts.map((after, at) => ({ table: range.table, after, upto: cuts[at] ?? range.upto }));
}

/** The place of the first row whose key comes after `id`. */
function firstAfter(rows: readonly KeySum[], id: string): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(rows[middle]!.id, id) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
