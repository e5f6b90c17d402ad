import { dayOfWall, weekdayOf, type DayNumber, type WallMs } from '../calendar/civil.ts';
import { onOrAfter } from './day-zh.ts';
import type { Scan } from './scan.ts';
import { EN_DAY, englishDay } from './weekdays.ts';

const NEXT_WEEK = '(?:\\s+(?:of\\s+)?(?:the\\s+)?next\\s+week\\b)';
const STRETCH = new RegExp(
  `(?<![\\w-])(?:from\\s+)?(?:(?<lead>next\\s+week)\\s+|(?<next>next)\\s+)?(?<first>${EN_DAY})\\s*(?:-|to|till?|until|through|thru)\\s*(?<last>${EN_DAY})\\b(?<trail>${NEXT_WEEK})?(?!\\s*-)`,
  'i',
);
const LATER_IN_IT = /\bnext week\b/i;

/**
 * Mon-Fri, "next week Mon to Wed", "Monday-Wednesday 9am training next week": the first and the last of some days that
 * follow each other, of which chrono sees but one where a hyphen stands between them.
 */
export function weekdayStretch(
  scan: Scan,
  now: WallMs,
): { days: readonly [DayNumber, DayNumber]; anyWeek: boolean } | null {
  const match = STRETCH.exec(scan.rest);
  if (!match?.groups) return null;
  const { lead, next, first = '', last = '', trail } = match.groups;
  scan.takeRange(match.index, match.index + match[0].length, 'time');
  const isNext =
    lead !== undefined ||
    next !== undefined ||
    trail !== undefined ||
    scan.take(LATER_IN_IT, 'time') !== null;
  const today = dayOfWall(now);
  const monday = today - weekdayOf(today) + 7;
  const begins = isNext ? monday + englishDay(first) : onOrAfter(today, englishDay(first));
  return { days: [begins, onOrAfter(begins, englishDay(last))], anyWeek: !isNext };
}
