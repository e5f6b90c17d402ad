import { EN_DAY, englishDay } from './weekdays.ts';
import { onOrAfter } from './day-zh.ts';
import type { DayNumber } from '../calendar/civil.ts';
import type { Scan } from './scan.ts';

const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  half: 0.5,
};
const COUNT = '\\d+(?:\\.\\d+)?|half(?:\\s+an?)?|an?|one|two|three|four|five';
const LATER = new RegExp(
  `\\b(?:in|after|within)\\s+(${COUNT})\\s*(hours?|hrs?|h|minutes?|mins?)\\b(\\s+and\\s+a\\s+half\\b)?|\\b(${COUNT})\\s*(hours?|hrs?|minutes?|mins?)\\s+from\\s+now\\b`,
  'i',
);
const numberOf = (text: string): number => WORDS[text.toLowerCase().split(/\s/)[0] ?? ''] ?? Number(text);

/** "in an hour and a half": how many of which unit from now; null where the sentence does not say so. */
export function englishLater(scan: Scan): { count: number; unit: 'hour' | 'minute' } | null {
  const match = scan.take(LATER, 'time');
  if (!match) return null;
  const unit = (match[2] ?? match[5] ?? '').toLowerCase().startsWith('h') ? 'hour' : 'minute';
  return { count: numberOf(match[1] ?? match[4] ?? '') + (match[3] === undefined ? 0 : 0.5), unit };
}

const WEEK_ON = new RegExp(
  `\\b(?:on\\s+)?(?:(a|one|two|three|2|3)\\s+weeks?\\s+(?:on|from)\\s+|(?:a\\s+)?(fortnight)\\s+(?:on|from)\\s+)(${EN_DAY})\\b|\\b(?:on\\s+)?(?:next\\s+)?(${EN_DAY})\\s+week\\b`,
  'i',
);

/** "Friday week" and "a week on Friday": the Friday after the coming one; "two weeks from Friday" one more. */
export function weekOnDay(scan: Scan, today: DayNumber): DayNumber | null {
  const match = scan.take(WEEK_ON, 'time');
  if (!match) return null;
  const weeks = match[2] === undefined ? numberOf(match[1] ?? 'a') : 2;
  return onOrAfter(today, englishDay(match[3] ?? match[4] ?? '')) + 7 * weeks;
}
