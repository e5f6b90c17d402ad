import type { Value } from '../../src-shared/schema/column.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import type { Unreadable } from './import-fault.ts';

/** What a cell holds, or why it cannot be read as what the mapping says it is. */
export type Cell = Result<Value, Unreadable>;

/** Date layouts that a mapping may name; each letter stands for a digit, the rest must be there as written. */
export const DATE_FORMATS = [
  'yymmdd',
  'yymmdd HH:MM:SS',
  'yyyymmdd',
  'yyyy-mm-dd',
  'yyyy/mm/dd',
  'dd.mm.yyyy',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const DATE_PATTERNS = new Map(
  DATE_FORMATS.map((format) => {
    const source = format
      .replace(/[./-]/g, '\\$&')
      .replace('yyyy', '(?<year>\\d{4})')
      .replace('yy', '(?<short>\\d\\d)')
      .replace('mm', '(?<month>\\d\\d)')
      .replace('dd', '(?<day>\\d\\d)')
      .replace('HH:MM:SS', '\\d\\d:\\d\\d:\\d\\d');
    return [format, new RegExp(`^${source}$`)] as const;
  }),
);

const LONG_MONTHS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function dateText(year: number, month: number, day: number): string | null {
  const last = month === 2 && isLeap(year) ? 29 : LONG_MONTHS[month - 1];
  if (last === undefined || day < 1 || day > last) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Two digits of a year: below the pivot they belong to this century, from it on to the last. */
const fullYear = (short: number, pivot: number): number => (short < pivot ? 2000 : 1900) + short;

/** A date as `YYYY-MM-DD`. Days that no calendar has are refused. */
export function readDate(text: string, format: DateFormat, pivot: number): Cell {
  const parts = DATE_PATTERNS.get(format)?.exec(text)?.groups;
  if (!parts) return err({ type: 'NotADate', text, format });
  const year = parts['year'] === undefined ? fullYear(Number(parts['short']), pivot) : Number(parts['year']);
  const date = dateText(year, Number(parts['month']), Number(parts['day']));
  return date === null ? err({ type: 'NoSuchDay', text }) : ok(date);
}

/** A Czech birth number's six leading digits `yymmdd`, where a woman's month is 50 higher. */
export function readBirthNumber(text: string, part: 'date' | 'gender', pivot: number): Cell {
  const match = /^(\d\d)(\d\d)(\d\d)/.exec(text);
  if (!match) return err({ type: 'NotABirthNumber', text });
  const month = Number(match[2]);
  const woman = month > 50;
  const date = dateText(fullYear(Number(match[1]), pivot), woman ? month - 50 : month, Number(match[3]));
  if (date === null) return err({ type: 'BirthNumberOfNoDay', text });
  return ok(part === 'date' ? date : woman ? 'female' : 'male');
}

/** An amount like `1234.5` in minor units (two decimals). More decimals than the currency has are refused. */
export function readMoney(text: string, mark: '.' | ','): Cell {
  const plain = mark === ',' ? text.replace(',', '.') : text;
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return err({ type: 'NotAnAmount', text });
  const minor = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  if (!Number.isSafeInteger(minor)) return err({ type: 'AmountTooLarge', text });
  return ok(match[1] === '-' && minor !== 0 ? -minor : minor);
}

export function readInteger(text: string): Cell {
  const number = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(number)
    ? ok(number)
    : err({ type: 'NotAWholeNumber', text });
}

/** A decimal stays text, so that no digit is lost. */
export const readDecimal = (text: string): Cell =>
  /^-?\d+(\.\d+)?$/.test(text) ? ok(text) : err({ type: 'NotADecimal', text });

/** One word for another; a word that is not in the list is refused, so that a new code of the feed is noticed. */
export function readWord(text: string, words: Readonly<Record<string, string | null>>): Cell {
  const word = Object.hasOwn(words, text) ? words[text] : undefined;
  return word === undefined ? err({ type: 'WordUnknown', text }) : ok(word);
}

/** Whether a text stands for "nothing": blank, or one of the mapping's words for it, such as `?`. */
export const isNothing = (text: string, nulls: readonly string[]): boolean =>
  text.trim() === '' || nulls.includes(text);
