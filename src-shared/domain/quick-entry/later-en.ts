import { ENGLISH_NUMBERS } from './english-number.ts';
import { EN_DAY, englishDay } from './weekdays.ts';
import { onOrAfter } from './day-zh.ts';
import { civilOf, weekdayOf, type DayNumber } from '../calendar/civil.ts';
import { inMonth } from './month-days.ts';
import type { Scan } from './scan.ts';

const WORDS: Readonly<Record<string, number>> = {
  ...ENGLISH_NUMBERS,
  half: 0.5,
  quarter: 0.25,
  'three-quarters': 0.75,
};
const COUNT =
  '(?:a\\s+)?quarter\\s+of\\s+an|three[\\s-]quarters\\s+of\\s+an|\\d+(?:\\.\\d+)?|half(?:\\s+an?)?|an?|one|two|three|four|five';
const LATER = new RegExp(
  `\\b(?:in|after|within)\\s+(${COUNT})\\s*(hours?|hrs?|h|minutes?|mins?)\\b(\\s+and\\s+a\\s+half\\b)?|\\b(${COUNT})\\s*(hours?|hrs?|minutes?|mins?)\\s+from\\s+now\\b`,
  'i',
);
const numberOf = (text: string): number => {
  const said = text
    .toLowerCase()
    .replace(/^a\s+(?=quarter)/, '')
    .replace(/^three\s+(?=quarters)/, 'three-');
  return WORDS[said.split(/\s/)[0] ?? ''] ?? Number(text);
};

/** "in an hour and a half": how many of which unit from now; null where the sentence does not say so. */
export function englishLater(scan: Scan): { count: number; unit: 'hour' | 'minute' } | null {
  const match = scan.take(LATER, 'time');
  if (!match) return null;
  const unit = (match[2] ?? match[5] ?? '').toLowerCase().startsWith('h') ? 'hour' : 'minute';
  return { count: numberOf(match[1] ?? match[4] ?? '') + (match[3] === undefined ? 0 : 0.5), unit };
}

const AHEAD = 'an?|one|two|three|four|five|six|\\d{1,2}';
const NEAR = 'today|tom+or+ow';
/** "3 weeks today" is three weeks from today; "for 3 weeks today" and "last 3 weeks" are no way to say a day. */
const NO_STRETCH = '(?<!\\b(?:for|in|within|last|past|next|every|these|those|the|of)\\s+)';
const WEEK_ON = new RegExp(
  [
    `\\b${NO_STRETCH}(?:on\\s+)?(?:(?<weeks>${AHEAD})\\s+weeks?|(?:a\\s+)?(?<fortnight>fortnight))\\s+(?:(?:on|from)\\s+(?<on>${EN_DAY}|${NEAR})|(?<near>${NEAR}))\\b`,
    `\\b${NO_STRETCH}(?<months>${AHEAD})\\s+months?\\s+(?:from\\s+)?(?<monthsFrom>${NEAR})\\b`,
    `\\bin\\s+(?<ahead>${AHEAD})\\s+weeks?(?:['’]\\s+time)?,?\\s+(?:on\\s+)?(?<aheadOn>${EN_DAY})\\b`,
    `\\b(?:on\\s+)?(?<onFirst>${EN_DAY})\\s+in\\s+(?<thenAhead>${AHEAD})\\s+weeks?(?:['’]\\s+time)?\\b`,
    `\\b(?:on\\s+)?(?:next\\s+)?(?<week>${EN_DAY}|${NEAR})\\s+week\\b`,
  ].join('|'),
  'i',
);

/** "In two weeks on Friday", "Friday week" and "a week on Friday": the Friday after the coming one; "3 weeks today" and "a month tomorrow": counted from there. */
export function weekOnDay(scan: Scan, today: DayNumber): DayNumber | null {
  const said = scan.take(WEEK_ON, 'time')?.groups;
  if (!said) return null;
  const { weeks, fortnight, on, near, months, monthsFrom, week } = said;
  const { aheadOn, onFirst } = said;
  const inWeeks = said['ahead'] ?? said['thenAhead'];
  // That day of the week which is so many weeks ahead, as 两周后的周三 is.
  if (inWeeks !== undefined)
    return today - weekdayOf(today) + 7 * numberOf(inWeeks) + englishDay(aheadOn ?? onFirst ?? '');
  const from = (on ?? near ?? monthsFrom ?? week ?? '').toLowerCase();
  const start =
    from === 'today' ? today : from.startsWith('tom') ? today + 1 : onOrAfter(today, englishDay(from));
  if (months !== undefined) return inMonth(numberOf(months), civilOf(start).date, start);
  return start + 7 * (fortnight === undefined ? numberOf(weeks ?? 'a') : 2);
}
