import type { DateText } from '../../kernel/brand.ts';
import { DAY, formatAs, parseWall } from './civil.ts';

/** A day that is worked or not worked otherwise than its weekday says. */
export interface ListedDay {
  readonly date: DateText;
  readonly kind: 'holiday' | 'working';
  readonly name: string | null;
}

export interface DayList {
  /** One for each date, in order of the dates; of two words about one date the later holds. */
  readonly days: readonly ListedDay[];
  /** Lines that say nothing that can be read, counted from 1. */
  readonly unread: readonly { readonly line: number; readonly text: string }[];
}

/** Longer is a slip of the pen. */
const MOST_DAYS = 31;
const NAME_MAX = 200;

/**
 * Reads a year's list of days off, as it comes: the sentences of the official notice
 * (`二、春节：2月15日（周日）至23日放假调休，共9天。2月14日（周六）、2月28日（周六）上班。`), or lines of a table:
 * `2027-02-06..2027-02-12, 休, 春节` and `2027-02-20 班`. `year` is that of dates without one.
 */
export function readDayList(text: string, year: number): DayList {
  const days = new Map<DateText, ListedDay>();
  const unread: { line: number; text: string }[] = [];
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const read = ofTable(line, year) ?? ofNotice(line, year);
    if (read.length === 0) unread.push({ line: at + 1, text: line.slice(0, NAME_MAX) });
    for (const day of read) days.set(day.date, day);
  }
  return { days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), unread };
}

const DATE = String.raw`(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?`;
const TABLE = new RegExp(
  String.raw`^${DATE}(?:\s*(?:\.\.|~|～|—|–|至|到|to)\s*${DATE})?[\s,，;；:：]+(休|班|放假|上班|补班|off|holiday|work|working)(?![a-z])[\s,，;；:：]*(.*)$`,
  'i',
);

/** A line of a table; null where it is none. */
function ofTable(line: string, year: number): ListedDay[] | null {
  const found = TABLE.exec(line);
  if (found === null) return null;
  const [, y1, m1, d1, y2, m2, d2, word, rest] = found;
  const first = dateOf(y1 ?? year, m1!, d1!);
  const last = m2 === undefined ? first : dateOf(y2 ?? y1 ?? year, m2, d2!);
  const kind = /^(休|放假|off|holiday)$/i.test(word!) ? 'holiday' : 'working';
  return span(first, last, kind, nameOf(rest ?? ''));
}

const OFF = new RegExp(String.raw`${DATE}(?:至(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日)?放假`);
const WORKED = /((?:(?:\d{4}年)?\d{1,2}月\d{1,2}日[、和及，]?)+)(?:照常|正常)?上班/;

/** A sentence of the notice; empty where nothing in it can be read. */
function ofNotice(line: string, year: number): ListedDay[] {
  const plain = line.replace(/（[^）]*）|\([^)]*\)/g, '').replace(/\s+/g, '');
  const name = nameOf(/^(?:[一二三四五六七八九十\d]+[、.．])?([^：:]{1,20})[：:]/.exec(plain)?.[1] ?? '');
  const read: ListedDay[] = [];
  const off = OFF.exec(plain);
  if (off !== null) {
    const [, y1, m1, d1, y2, m2, d2] = off;
    const first = dateOf(y1 ?? year, m1!, d1!);
    read.push(
      ...span(first, d2 === undefined ? first : dateOf(y2 ?? y1 ?? year, m2 ?? m1!, d2), 'holiday', name),
    );
  }
  for (const [, y, m, d] of (WORKED.exec(plain)?.[1] ?? '').matchAll(new RegExp(DATE, 'g')))
    read.push(...span(dateOf(y ?? year, m!, d!), dateOf(y ?? year, m!, d!), 'working', name));
  return read;
}

const nameOf = (text: string): string | null => text.trim().slice(0, NAME_MAX) || null;

/** Null where there is no such day, as of 30 February. */
function dateOf(year: string | number, month: string, day: string): DateText | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = parseWall(date);
  return !Number.isNaN(at) && formatAs(at, 1) === date ? date : null;
}

function span(
  first: DateText | null,
  last: DateText | null,
  kind: ListedDay['kind'],
  name: string | null,
): ListedDay[] {
  if (first === null || last === null) return [];
  const count = Math.round((parseWall(last) - parseWall(first)) / DAY) + 1;
  if (count < 1 || count > MOST_DAYS) return [];
  return Array.from({ length: count }, (_, at) => ({
    date: formatAs(parseWall(first) + at * DAY, 1),
    kind,
    name,
  }));
}
