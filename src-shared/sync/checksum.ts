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
  const sum = cellsWith(start, row.cells);
  return row.deleted === 1 ? addChecksums(sum, cellsWith(start, DELETED_CELL)) : sum;
}

const DELETED_CELL: Cells = { deleted: 1 };

/** The contribution of some cells of a row; a change of one field costs two of these, not two rows. */
export const cellsChecksum = (table: string, id: string, cells: Cells): Checksum =>
  cellsWith(prefix(table, id), cells);

const prefix = (table: string, id: string): Checksum =>
  hash(hash({ hi: 0x9e3779b9, lo: 0x85ebca6b }, table), id);

/**
 * The sum over all cells, each the hash of column and value after `start`, with the avalanche of MurmurHash3 (Appleby,
 * public domain) crossed between the halves. This is `hash` written out three times: it is done for every cell of every
 * row that is loaded, sent or received, and an object for each step of it doubles the time.
 */
function cellsWith(start: Checksum, cells: Cells): Checksum {
  let hi = 0;
  let lo = 0;
  for (const column in cells) {
    const value = cells[column];
    if (value === null || value === undefined) continue;
    let a = start.hi | 0;
    let b = start.lo | 0;
    for (let i = 0; i < column.length; i += 1) {
      const unit = column.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul(b ^ unit, 0x85ebca77);
      b = (b << 13) | (b >>> 19);
    }
    a = Math.imul(a ^ 0x1f, 0x01000193);
    b = Math.imul(b ^ 0x1f, 0xc2b2ae3d);
    // The type is part of the value: the text "1" is not the number 1.
    const type = typeof value === 'number' ? NUMBER : TEXT;
    a = Math.imul(a ^ type, 0x01000193);
    b = Math.imul(b ^ type, 0x85ebca77);
    b = (b << 13) | (b >>> 19);
    const text = typeof value === 'number' ? String(value) : value;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul(b ^ unit, 0x85ebca77);
      b = (b << 13) | (b >>> 19);
    }
    a = Math.imul(a ^ 0x1f, 0x01000193) >>> 0;
    b = Math.imul(b ^ 0x1f, 0xc2b2ae3d) >>> 0;
    let x = a ^ (b >>> 16);
    let y = b ^ (a << 5);
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    y = Math.imul(y ^ (y >>> 15), 0xc2b2ae35);
    x = Math.imul(x ^ (x >>> 13) ^ y, 0xc2b2ae35);
    y = Math.imul(y ^ (y >>> 16) ^ x, 0x27d4eb2f);
    lo += (y ^ (y >>> 15)) >>> 0;
    hi = (hi + ((x ^ (x >>> 16)) >>> 0) + (lo > 0xffffffff ? 1 : 0)) >>> 0;
    lo >>>= 0;
  }
  return { hi, lo };
}

const NUMBER = '#'.charCodeAt(0);
const TEXT = '$'.charCodeAt(0);

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
