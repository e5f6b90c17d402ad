import { dayOfWall, formatDay, formatWall, parseWall } from '../../src-shared/domain/calendar/civil.ts';
import { parseRule } from '../../src-shared/domain/calendar/rule.ts';
import { walk } from '../../src-shared/domain/calendar/rule-walk.ts';
import { untilWall } from '../../src-shared/domain/calendar/until.ts';
import { zoneOrUtc } from '../../src-shared/domain/calendar/zone.ts';
import { judged, LIMIT, Report } from './case.ts';
import { readTable } from './table.ts';

export interface RuleCase {
  readonly id: string;
  readonly tier: 'core' | 'core_unsynced_dtstart' | 'majority' | 'query' | 'contested';
  readonly rules: readonly string[];
  readonly dtstart: string;
  readonly tzid: string | null;
  /** The rule has no end: only as many as expected are compared. */
  readonly open_ended: boolean;
  readonly expected: readonly string[];
  readonly query?: {
    readonly method: 'before' | 'after' | 'between';
    readonly args: readonly (string | boolean)[];
  };
  readonly rfc5545_forbidden?: string | null;
}

/** Some thousands of years for most rules, and well inside a second on a busy machine. */
const STEPS = 1_000_000;

/** A table of rules. `core` gates; what RFC 5545 forbids is counted apart. */
export function runRules(file: string, limit = LIMIT): Report {
  const { cases, badLines } = readTable<RuleCase>(file);
  const report = new Report(badLines);
  for (const test of cases) {
    const group = isAllowed(test) ? test.tier : `${test.tier} (forbidden)`;
    report.add(
      group,
      test.id,
      judged(() => checkRule(test), limit),
    );
  }
  return report;
}

/** Null, or not said. */
export const isAllowed = (test: RuleCase): boolean => (test.rfc5545_forbidden ?? null) === null;

export function checkRule(test: RuleCase): string | null {
  const found = test.query === undefined ? all(test) : queried(test);
  const wanted = test.expected;
  const got = test.open_ended ? found.slice(0, wanted.length) : found;
  if (got.length === wanted.length && got.every((value, i) => value === wanted[i])) return null;
  return `expected ${wanted.join(' ')} but got ${got.slice(0, wanted.length + 2).join(' ')}`;
}

/** Times are written as DTSTART is: a date, with seconds, with Z. */
function written(wall: number, like: string): string {
  if (like.length === 10) return formatDay(dayOfWall(wall));
  return `${formatWall(wall).padEnd(19, ':00')}${like.endsWith('Z') ? 'Z' : ''}`;
}

const read = (text: string): number => parseWall(text.replace(/Z$/, ''));

function all(test: RuleCase, to = Infinity): string[] {
  const wanted = test.query === undefined ? test.expected.length + 1 : Infinity;
  return wallsOf(test, wanted, to).map((wall) => written(wall, test.dtstart));
}

function wallsOf(test: RuleCase, wanted: number, to: number): number[] {
  const start = read(test.dtstart);
  const kept = new Set<number>();
  const removed = new Set<number>();
  for (const line of test.rules) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).split(';')[0];
    const value = line.slice(colon + 1);
    const into = name === 'RRULE' || name === 'RDATE' ? kept : removed;
    if (name === 'RDATE' || name === 'EXDATE') for (const wall of dates(value)) into.add(wall);
    else expandInto(into, value, start, test, wanted + removed.size, to);
  }
  return [...kept]
    .filter((wall) => !removed.has(wall))
    .sort((a, b) => a - b)
    .slice(0, wanted);
}

function expandInto(
  into: Set<number>,
  value: string,
  start: number,
  test: RuleCase,
  wanted: number,
  to: number,
): void {
  const rule = parseRule(value);
  if (!rule.ok) throw new Error(`bad rule part ${rule.error.part}`);
  const until = untilWall(rule.value, zoneOrUtc(test.tzid ?? 'UTC'), test.dtstart.length === 10 ? 1 : 0);
  // Some of what one rule gives, another line may take out again: read on beyond what is wanted.
  let more = wanted + 50;
  walk({ rule: rule.value, start, from: start, to, until }, { left: STEPS }, (wall) => {
    into.add(wall);
    more -= 1;
    return more > 0;
  });
}

const dates = (value: string): number[] =>
  value.split(',').map((text) => {
    const [, year, month, date, hour = '00', minute = '00', second = '00'] =
      /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?Z?$/.exec(text) ?? [];
    return parseWall(`${year}-${month}-${date}T${hour}:${minute}:${second}`);
  });

function queried(test: RuleCase): string[] {
  const { method, args } = test.query!;
  const walls = (method === 'between' ? args.slice(0, 2) : args.slice(0, 1)).map((arg) => read(String(arg)));
  const inclusive = args[method === 'between' ? 2 : 1] === true;
  const [first = 0, last = 0] = walls;
  const far = first + 400 * 366 * 86_400_000;
  const list = wallsOf(
    test,
    Infinity,
    method === 'after' ? Math.min(far, first + 3e11) : Math.max(first, last) + 1,
  );
  const shown = (found: readonly number[]): string[] => found.map((wall) => written(wall, test.dtstart));
  if (method === 'between')
    return shown(list.filter((w) => (inclusive ? w >= first && w <= last : w > first && w < last)));
  if (method === 'before') return shown(list.filter((w) => (inclusive ? w <= first : w < first)).slice(-1));
  return shown(list.filter((w) => (inclusive ? w >= first : w > first)).slice(0, 1));
}
