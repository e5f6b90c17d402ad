/**
 * Whether two stores hold the same rows, told by one number per scope.
 *
 * The sum of a 64-bit hash of every cell that is not empty, over (table, id, column, value), modulo 2^64. It is
 * additive, so that a commit updates it by what it changed, a key range has a sum of its own (for bisecting), and an
 * unknown column of a newer version counts the same everywhere. Values are included: two stores that agree on
 * versions but not on contents do not agree.
 *
 * Not cryptographic: it finds faults, not forgers.
 */
import type { Value } from '../schema/column.ts';
import type { Cells, RowState } from './change.ts';

/** Two unsigned 32-bit halves: faster than BigInt by an order of magnitude. */
export interface Checksum {
  readonly hi: number;
  readonly lo: number;
}

export const EMPTY_CHECKSUM: Checksum = { hi: 0, lo: 0 };

export function addChecksums(a: Checksum, b: Checksum): Checksum {
  const lo = a.lo + b.lo;
  return { hi: (a.hi + b.hi + (lo > 0xffffffff ? 1 : 0)) >>> 0, lo: lo >>> 0 };
}

export function subtractChecksums(a: Checksum, b: Checksum): Checksum {
  const lo = a.lo - b.lo;
  return { hi: (a.hi - b.hi - (lo < 0 ? 1 : 0)) >>> 0, lo: lo >>> 0 };
}

/** 16 lower-case hex digits, as on the wire and on disk. */
export const checksumText = (sum: Checksum): string =>
  sum.hi.toString(16).padStart(8, '0') + sum.lo.toString(16).padStart(8, '0');

export const checksumFrom = (text: string): Checksum => ({
  hi: Number.parseInt(text.slice(0, 8), 16) >>> 0,
  lo: Number.parseInt(text.slice(8, 16), 16) >>> 0,
});

/** The contribution of a row: all its cells, and its deletion where it is deleted. */
export function rowChecksum(row: Pick<RowState, 'table' | 'id' | 'deleted' | 'cells'>): Checksum {
  const start = prefix(row.table, row.id);
  let sum = cellsWith(start, row.cells);
  if (row.deleted === 1) sum = addChecksums(sum, cell(start, 'deleted', 1));
  return sum;
}

/** The contribution of some cells of a row; a change of one field costs two of these, not two rows. */
export const cellsChecksum = (table: string, id: string, cells: Cells): Checksum =>
  cellsWith(prefix(table, id), cells);

function cellsWith(start: Checksum, cells: Cells): Checksum {
  let hi = 0;
  let lo = 0;
  for (const column in cells) {
    const value = cells[column];
    if (value === null || value === undefined) continue;
    const part = cell(start, column, value);
    lo += part.lo;
    hi = (hi + part.hi + (lo > 0xffffffff ? 1 : 0)) >>> 0;
    lo >>>= 0;
  }
  return { hi, lo };
}

const prefix = (table: string, id: string): Checksum =>
  hash(hash({ hi: 0x9e3779b9, lo: 0x85ebca6b }, table), id);

function cell(start: Checksum, column: string, value: Exclude<Value, null>): Checksum {
  // The type is part of the value: the text "1" is not the number 1.
  const named = hash(start, column);
  return finish(hash(named, typeof value === 'number' ? `#${value}` : `$${value}`));
}

/** Two independent multiplicative streams over UTF-16 units, with a separator after each part. */
function hash(from: Checksum, text: string): Checksum {
  let a = from.hi | 0;
  let b = from.lo | 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca77);
    b = (b << 13) | (b >>> 19);
  }
  a = Math.imul(a ^ 0x1f, 0x01000193);
  b = Math.imul(b ^ 0x1f, 0xc2b2ae3d);
  return { hi: a >>> 0, lo: b >>> 0 };
}

/** The avalanche of MurmurHash3 (Appleby, public domain), crossed between the halves. */
function finish(from: Checksum): Checksum {
  let a = from.hi ^ (from.lo >>> 16);
  let b = from.lo ^ (from.hi << 5);
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (b >>> 15), 0xc2b2ae35);
  a = Math.imul(a ^ (a >>> 13) ^ b, 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16) ^ a, 0x27d4eb2f);
  return { hi: (a ^ (a >>> 16)) >>> 0, lo: (b ^ (b >>> 15)) >>> 0 };
}
