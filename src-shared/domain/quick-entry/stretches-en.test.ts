import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** Stretches of weekdays, hours without a half of the day beside a day, weeks counted ahead. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['Mon-Fri 9am standup', 'internal 26-11-30T09:00/09:30 FREQ=DAILY;UNTIL=20261204 "standup"'],
  [
    'Mon-Fri 9am-10am training next week',
    'seminar 26-11-30T09:00/10:00 FREQ=DAILY;UNTIL=20261204 "training"',
  ],
  ['next week Mon-Wed leave', 'leave 26-11-30/26-12-03 "leave"'],
  ['Monday-Wednesday 9am-5pm workshop', 'seminar 26-11-30T09:00/17:00 FREQ=DAILY;UNTIL=20261202 "workshop"'],
  ['Fri 17:00 - Sat 01:00 cutover', 'meeting 26-11-27T17:00/26-11-28T01:00 "cutover"'],
  ['in two weeks Wed 4pm retro', 'meeting 26-12-09T16:00/17:00 "retro"'],
  ['Wednesday in two weeks 4pm retro', 'meeting 26-12-09T16:00/17:00 "retro"'],
  ['meeting 11-12 tomorrow', 'meeting 26-11-27T11:00/12:00 "meeting"'],
  ['call 2-3 Friday', 'call 26-11-27T14:00/15:00 "call"'],
  ['tonight 8 dinner', 'meeting 26-11-26T20:00/21:00 "dinner"'],
  [
    'weekly on Tuesday and Thursday at 10am outreach',
    'meeting 26-12-01T10:00/11:00 FREQ=WEEKLY;BYDAY=TU,TH "outreach"',
  ],
  [
    'visit Acme every 3 months starting Dec 1',
    'visit 26-12-01/26-12-02 FREQ=MONTHLY;INTERVAL=3 @Acme "visit Acme"',
  ],
  ['next month 5th 2pm audit', 'meeting 26-12-05T14:00/15:00 "audit"'],
  ['Tue 3-4pm visit Acme with 1h travel', 'visit 26-12-01T15:00/16:00 @Acme "visit Acme with 1h travel"'],
  ['review pages 10-12 tomorrow', 'meeting 26-11-27/26-11-28 "review pages 10-12"'],
  ['2h drive Tuesday 9am', 'meeting 26-12-01T09:00/11:00 "drive"'],
];

test.each(PHRASES)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});
