/**
 * The kinds of column that a synced table may have. There are two physical types on purpose, text and integer:
 * both databases hold them exactly, JSON carries them exactly, and checksums agree everywhere.
 * Decimals are text, flags are 0 or 1, instants are epoch milliseconds, documents are base64 text.
 */
export interface Column<T extends Value = Value> {
  readonly type: 'text' | 'int';
  readonly nullable: boolean;
  /** Allowed values, where the column is an enumeration. */
  readonly values?: readonly string[];
  /** The table whose id this column holds. */
  readonly ref?: string;
  /** Longest text, in UTF-16 units; a change that brings more is rejected. */
  readonly max?: number;
  /** A check of the text's form. */
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Type carrier only; never set. */
  readonly _?: T;
}

/** What a cell can hold, on disk and on the wire. */
export type Value = string | number | null;

const NAME_MAX = 200;
const TEXT_MAX = 20_000;

export const text = (max = TEXT_MAX): Column<string> => ({ type: 'text', nullable: false, max });
/** A name or title: one line, at most 200 units. */
export const name = (): Column<string> => text(NAME_MAX);
export const int = (
  minimum = Number.MIN_SAFE_INTEGER,
  maximum = Number.MAX_SAFE_INTEGER,
): Column<number> => ({
  type: 'int',
  nullable: false,
  minimum,
  maximum,
});
/** 0 or 1. */
export const flag = (): Column<0 | 1> => ({ type: 'int', nullable: false, minimum: 0, maximum: 1 });
/** Epoch milliseconds. */
export const instant = (): Column<number> => int(-8.64e15, 8.64e15);
/** Minor units of the currency beside it. */
export const money = (): Column<number> => int();
/** ISO 4217. */
export const currency = (): Column<string> => ({
  type: 'text',
  nullable: false,
  max: 3,
  pattern: /^[A-Z]{3}$/,
});
/** A day that there is; the 29th of February in every year. */
const DAY = String.raw`\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d))`;
const WALL = String.raw`${DAY}(?:T(?:[01]\d|2[0-3]):[0-5]\d)?`;
/** YYYY-MM-DD. */
export const date = (): Column<string> => ({
  type: 'text',
  nullable: false,
  max: 10,
  pattern: new RegExp(`^${DAY}$`),
});
/** YYYY-MM. */
export const month = (): Column<string> => ({
  type: 'text',
  nullable: false,
  max: 7,
  pattern: /^\d{4}-(0[1-9]|1[0-2])$/,
});
/** A wall-clock time without zone, or a date: `YYYY-MM-DDTHH:mm` or `YYYY-MM-DD`. */
export const wallTime = (): Column<string> => ({
  type: 'text',
  nullable: false,
  max: 16,
  pattern: new RegExp(`^${WALL}$`),
});
/** Times as `wallTime`, with a comma between them; one may be a period, `start/end`. */
export const wallTimes = (max: number): Column<string> => ({
  ...text(max),
  pattern: new RegExp(`^${WALL}(?:/${WALL})?(?:,${WALL}(?:/${WALL})?)*$`),
});
/** What is written into a calendar file as it is: one line of RFC 5545 §3.1, without control characters. */
export const contentLine = (max: number): Column<string> => ({ ...text(max), pattern: /^[^\p{Cc}]+$/u });
/** A decimal number as text, `-12.50`. */
export const decimal = (): Column<string> => ({
  type: 'text',
  nullable: false,
  max: 40,
  pattern: /^-?\d+(\.\d+)?$/,
});
/** Where something is: `lat;lon` in decimal degrees, WGS 84, as GEO of RFC 5545 §3.8.1.6. */
export const geo = (): Column<string> => ({
  type: 'text',
  nullable: false,
  max: 40,
  pattern: /^-?\d{1,2}(\.\d+)?;-?\d{1,3}(\.\d+)?$/,
});
/** A place in an order that somebody chose: see `kernel/keys-between.ts`. Compared by code units. */
export const rank = (): Column<string> => ({
  type: 'text',
  nullable: false,
  max: 60,
  pattern: /^[0-9A-Za-z]*[1-9A-Za-z]$/,
});
export const oneOf = <const V extends string>(...values: readonly V[]): Column<V> => ({
  type: 'text',
  nullable: false,
  values,
  max: 40,
});
/** The id of a row of another table. It may be missing on this laptop: another scope may hold it. */
export const ref = (table: string): Column<string> => ({
  type: 'text',
  nullable: false,
  ref: table,
  max: 64,
});

/** The same column, but it may be empty. */
export const optional = <T extends Value>(column: Column<T>): Column<T | null> => ({
  ...column,
  nullable: true,
});

/** Why a value does not fit its column, or null where it does. */
export function valueFault(
  column: Column,
  value: unknown,
): null | 'required' | 'type' | 'range' | 'length' | 'form' {
  if (value === null || value === undefined) return column.nullable ? null : 'required';
  if (column.type === 'int') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'type';
    if (column.minimum !== undefined && value < column.minimum) return 'range';
    if (column.maximum !== undefined && value > column.maximum) return 'range';
    return null;
  }
  if (typeof value !== 'string') return 'type';
  if (column.max !== undefined && value.length > column.max) return 'length';
  if (column.values && !column.values.includes(value)) return 'range';
  if (column.pattern && !column.pattern.test(value)) return 'form';
  // U+0000 cannot be stored by PostgreSQL, and a lone surrogate cannot be written as UTF-8: both would be lost silently.
  if (value.includes('\u0000') || !value.isWellFormed()) return 'form';
  return null;
}
