import type { WallTime } from '../../kernel/brand.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { dayOfWall, formatDay, formatWall, parseWall } from './civil.ts';
import type { WallMs } from './civil.ts';
import { readTime } from './ics-values.ts';

/** The frequencies of RFC 5545 §3.3.10, from coarse to fine. */
export const FREQUENCIES = [
  'YEARLY',
  'MONTHLY',
  'WEEKLY',
  'DAILY',
  'HOURLY',
  'MINUTELY',
  'SECONDLY',
] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** Monday first, so that the position is the weekday number of `weekdayOf`. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `TU` is every Tuesday (ordinal 0); `2TU` and `-1TU` are the second and last of the month or year. */
export interface RuleDay {
  readonly ordinal: number;
  /** 0 = Monday */
  readonly weekday: number;
}

/** UNTIL as written. An instant is turned into the series' wall time by whoever knows the zone. */
export interface Until {
  readonly wall: WallMs;
  readonly form: 'date' | 'local' | 'utc';
}

/** A recurrence rule, checked: every list is sorted, without duplicates and in range; null means not given. */
export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: Until | null;
  readonly byMonth: readonly number[] | null;
  readonly byWeekNo: readonly number[] | null;
  readonly byYearDay: readonly number[] | null;
  readonly byMonthDay: readonly number[] | null;
  readonly byDay: readonly RuleDay[] | null;
  readonly byHour: readonly number[] | null;
  readonly byMinute: readonly number[] | null;
  readonly bySecond: readonly number[] | null;
  readonly bySetPos: readonly number[] | null;
  readonly weekStart: number;
}

export interface BadRule {
  readonly type: 'SlotBadRule';
  /** The part that could not be read, as written. */
  readonly part: string;
}

const parsed = new Map<string, Result<Rule, BadRule>>();

/**
 * Reads the value of an RRULE (a leading `RRULE:` is tolerated). Parts that nobody has defined are ignored, but an
 * unknown BY… part is an error: it would silently restrict less than its author meant.
 */
export function parseRule(text: string): Result<Rule, BadRule> {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const result = readRule(text);
  // A calendar repeats a handful of rules thousands of times; a hostile one must not fill the memory.
  if (parsed.size > 5000) parsed.clear();
  parsed.set(text, result);
  return result;
}

const NUMBER_PARTS: Record<
  string,
  { readonly key: keyof Rule; readonly max: number; readonly signed: boolean }
> = {
  BYMONTH: { key: 'byMonth', max: 12, signed: false },
  BYWEEKNO: { key: 'byWeekNo', max: 53, signed: true },
  BYYEARDAY: { key: 'byYearDay', max: 366, signed: true },
  BYMONTHDAY: { key: 'byMonthDay', max: 31, signed: true },
  BYHOUR: { key: 'byHour', max: 23, signed: false },
  BYMINUTE: { key: 'byMinute', max: 59, signed: false },
  BYSECOND: { key: 'bySecond', max: 60, signed: false },
  BYSETPOS: { key: 'bySetPos', max: 366 * 86_400, signed: true },
};
const FROM_ZERO = new Set(['BYHOUR', 'BYMINUTE', 'BYSECOND']);

function readRule(text: string): Result<Rule, BadRule> {
  const value = text.replace(/^RRULE[:;]/i, '').trim();
  const fields: { -readonly [K in keyof Rule]?: Rule[K] } = {};
  for (const part of value.split(';')) {
    if (part.trim() === '') continue;
    const bad = err({ type: 'SlotBadRule', part } as const);
    const equals = part.indexOf('=');
    if (equals < 1) return bad;
    const name = part.slice(0, equals).trim().toUpperCase();
    const given = part
      .slice(equals + 1)
      .trim()
      .toUpperCase();
    const list = NUMBER_PARTS[name];
    if (list !== undefined) {
      const numbers = readNumbers(given, list.max, list.signed, FROM_ZERO.has(name));
      if (numbers === null) return bad;
      Object.assign(fields, { [list.key]: numbers });
    } else if (name === 'FREQ') {
      const freq = FREQUENCIES.find((known) => known === given);
      if (freq === undefined) return bad;
      fields.freq = freq;
    } else if (name === 'INTERVAL' || name === 'COUNT') {
      if (!/^\d{1,9}$/.test(given) || Number(given) < 1) return bad;
      fields[name === 'COUNT' ? 'count' : 'interval'] = Number(given);
    } else if (name === 'UNTIL') {
      const until = readTime(given);
      if (until === null) return bad;
      fields.until = until;
    } else if (name === 'BYDAY') {
      const days = readDays(given);
      if (days === null) return bad;
      fields.byDay = days;
    } else if (name === 'WKST') {
      const weekday = WEEKDAYS.findIndex((known) => known === given);
      if (weekday < 0) return bad;
      fields.weekStart = weekday;
    } else if (name.startsWith('BY') || (name === 'RSCALE' && given !== 'GREGORIAN')) {
      return bad;
    }
  }
  if (fields.freq === undefined) return err({ type: 'SlotBadRule', part: 'FREQ' });
  return ok({ ...EMPTY, freq: fields.freq, ...fields });
}

const EMPTY = {
  interval: 1,
  count: null,
  until: null,
  byMonth: null,
  byWeekNo: null,
  byYearDay: null,
  byMonthDay: null,
  byDay: null,
  byHour: null,
  byMinute: null,
  bySecond: null,
  bySetPos: null,
  weekStart: 0,
} satisfies Omit<Rule, 'freq'>;

function readNumbers(text: string, max: number, signed: boolean, fromZero: boolean): number[] | null {
  const numbers = new Set<number>();
  for (const item of text.split(',')) {
    const token = item.trim();
    if (!/^[+-]?\d{1,8}$/.test(token)) return null;
    const value = Number(token);
    if (Math.abs(value) > max || (value < 0 && !signed) || (value === 0 && !fromZero)) return null;
    numbers.add(value);
  }
  return [...numbers].sort((a, b) => a - b);
}

function readDays(text: string): RuleDay[] | null {
  const days = new Map<string, RuleDay>();
  for (const item of text.split(',')) {
    const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item.trim());
    if (match === null) return null;
    const ordinal = Number(match[1] ?? 0);
    if (match[1] !== undefined && (ordinal === 0 || Math.abs(ordinal) > 53)) return null;
    const weekday = WEEKDAYS.findIndex((known) => known === match[2]);
    days.set(`${ordinal} ${weekday}`, { ordinal, weekday });
  }
  return [...days.values()].sort((a, b) => a.ordinal - b.ordinal || a.weekday - b.weekday);
}

/** A rule as the interface edits and words it. Days are `MO` or with an ordinal `-1FR`. */
export interface RuleParts {
  readonly freq: Frequency;
  readonly interval: number;
  readonly byDay: readonly string[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  /** The last day or time, as wall text (in UTC when it ends with `Z`). */
  readonly until: WallTime | null;
  readonly count: number | null;
  readonly weekStart: Weekday;
  /** True when the rule has parts that this value does not show, so that an editor keeps the text instead. */
  readonly more: boolean;
}

/** The rule as a value that the renderer puts into words; null when it cannot be read. */
export function describeRule(rrule: string): RuleParts | null {
  const result = parseRule(rrule);
  if (!result.ok) return null;
  const rule = result.value;
  return {
    freq: rule.freq,
    interval: rule.interval,
    byDay: (rule.byDay ?? []).map(dayText),
    byMonthDay: rule.byMonthDay ?? [],
    byMonth: rule.byMonth ?? [],
    bySetPos: rule.bySetPos ?? [],
    until: rule.until === null ? null : untilText(rule.until),
    count: rule.count,
    weekStart: WEEKDAYS[rule.weekStart] ?? 'MO',
    more: [rule.byWeekNo, rule.byYearDay, rule.byHour, rule.byMinute, rule.bySecond].some((x) => x !== null),
  };
}

/** Writes a rule; parts left out take their RFC 5545 defaults. The inverse of `describeRule` where `more` is false. */
export function buildRule(parts: Partial<RuleParts> & Pick<RuleParts, 'freq'>): string {
  const list = (name: string, values: readonly (string | number)[] | undefined): string[] =>
    values === undefined || values.length === 0 ? [] : [`${name}=${values.join(',')}`];
  return [
    `FREQ=${parts.freq}`,
    ...(parts.interval !== undefined && parts.interval !== 1 ? [`INTERVAL=${parts.interval}`] : []),
    ...(parts.count !== undefined && parts.count !== null ? [`COUNT=${parts.count}`] : []),
    ...(parts.until !== undefined && parts.until !== null ? [`UNTIL=${basic(parts.until)}`] : []),
    ...(parts.weekStart !== undefined && parts.weekStart !== 'MO' ? [`WKST=${parts.weekStart}`] : []),
    ...list('BYMONTH', parts.byMonth),
    ...list('BYMONTHDAY', parts.byMonthDay),
    ...list('BYDAY', parts.byDay),
    ...list('BYSETPOS', parts.bySetPos),
  ].join(';');
}

/** The rule's text with some parts replaced (or removed, with null). All other parts stay as written. */
export function withParts(rrule: string, changes: Readonly<Record<string, string | null>>): string {
  const kept = rrule
    .replace(/^RRULE[:;]/i, '')
    .split(';')
    .filter((part) => part !== '' && !(part.slice(0, part.indexOf('=')).toUpperCase() in changes));
  const added = Object.entries(changes).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}`],
  );
  return [...kept, ...added].join(';');
}

export const dayText = (day: RuleDay): string =>
  `${day.ordinal === 0 ? '' : day.ordinal}${WEEKDAYS[day.weekday] ?? ''}`;

const untilText = (until: Until): WallTime =>
  until.form === 'date'
    ? formatDay(dayOfWall(until.wall))
    : `${formatWall(until.wall)}${until.form === 'utc' ? 'Z' : ''}`;

/** Wall text (optionally with `Z`) in the basic form of an UNTIL value. */
export function basic(wall: WallTime): string {
  const utc = wall.endsWith('Z');
  const ms = parseWall(utc ? wall.slice(0, -1) : wall);
  const day = formatDay(dayOfWall(ms)).replaceAll('-', '');
  if (wall.length === 10) return day;
  const time = formatWall(ms).slice(11).replaceAll(':', '').padEnd(6, '0');
  return `${day}T${time}${utc ? 'Z' : ''}`;
}
