import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** English as it is spoken: weeks from a day, hours in words, days in either order. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['Friday week 10am review with Acme', 'meeting 26-12-04T10:00/11:00 @Acme "review with Acme"'],
  ['a week on Friday 10am review', 'meeting 26-12-04T10:00/11:00 "review"'],
  ['Monday week lunch with Lisa', 'meeting 26-12-07/26-12-08 @Lisa "lunch with Lisa"'],
  ['a week from Monday 2pm call Helen', 'call 26-12-07T14:00/14:30 @Helen "call Helen"'],
  ['two weeks from Friday board meeting', 'meeting 26-12-11/26-12-12 "board meeting"'],
  ['in 2 hours call Helen', 'call 26-11-26T12:00/12:30 @Helen "call Helen"'],
  ['call Helen in two hours', 'call 26-11-26T12:00/12:30 @Helen "call Helen"'],
  ['in an hour and a half call Chen', 'call 26-11-26T11:30/12:00 @Chen "call Chen"'],
  ['in half an hour stand-up', 'internal 26-11-26T10:30/11:00 "stand-up"'],
  ['in 3 days follow up Acme', 'meeting 26-11-29/26-11-30 "follow up Acme"'],
  ['next Friday week holiday', 'leave 26-12-04/26-12-05 "holiday"'],
  ['last working day of the month reconcile accounts', 'meeting 26-11-30/26-12-01 "reconcile accounts"'],
  ['first working day of the month report', 'meeting 26-12-01/26-12-02 "report"'],
  ['at the end of the quarter submit report', 'meeting 26-12-31/27-01-01 "submit report"'],
  ['end of quarter portfolio review', 'meeting 26-12-31/27-01-01 "portfolio review"'],
  ['end of year stocktake', 'meeting 26-12-31/27-01-01 "stocktake"'],
  ['early next week call Zhou Lan', 'call 26-11-30/26-12-01 @Zhou Lan "call Zhou Lan"'],
  ['this afternoon visit Acme', 'visit 26-11-26T14:00/15:00 @Acme "visit Acme"'],
  ['tomorrow morning visit Acme for 90 minutes', 'visit 26-11-27T09:00/10:30 @Acme "visit Acme"'],
  ['8 to 10 Dec training', 'seminar 26-12-08/26-12-11 "training"'],
  // one range of hours beside several days is of each of them, past midnight too
  [
    '10pm-6am Dec 8-10 night shift',
    'meeting 26-12-08T22:00/26-12-09T06:00 FREQ=DAILY;UNTIL=20261210 "night shift"',
  ],
  ['Dec 8-10 9am-5pm training', 'seminar 26-12-08T09:00/17:00 FREQ=DAILY;UNTIL=20261210 "training"'],
  ['9am-5pm Mon-Wed training', 'seminar 26-11-30T09:00/17:00 FREQ=DAILY;UNTIL=20261202 "training"'],
  ['Dec 8 10pm to Dec 10 6am stocktaking', 'meeting 26-12-08T22:00/26-12-10T06:00 "stocktaking"'],
  // zones of several places are those of whoever writes, else those that are meant in China
  ['call Acme 10am CST tomorrow', 'call 26-11-27T10:00/10:30 ~Asia/Shanghai @Acme "call Acme"'],
  ['call Acme at 15:00 IST', 'call 26-11-26T15:00/15:30 ~Asia/Kolkata @Acme "call Acme"'],
  ['Dec 8-10 training in Shanghai', 'seminar 26-12-08/26-12-11 "training in Shanghai"'],
  ['8-10 December training', 'seminar 26-12-08/26-12-11 "training"'],
  ['8th-10th Dec leave', 'leave 26-12-08/26-12-11 "leave"'],
  ['from 9am till noon tomorrow workshop', 'seminar 26-11-27T09:00/12:00 "workshop"'],
  ['tomorrow 9:00–11:30 credit review', 'meeting 26-11-27T09:00/11:30 "credit review"'],
  ['tomorrow at noon lunch with Mr Zhao', 'meeting 26-11-27T12:00/13:00 @Mr Zhao "lunch with Mr Zhao"'],
  ['midnight tomorrow system cutover', 'meeting 26-11-27T00:00/01:00 "system cutover"'],
  ['next month on the 5th visit Acme', 'visit 26-12-05/26-12-06 @Acme "visit Acme"'],
  ['the 15th at 3pm visit Acme', 'visit 26-12-15T15:00/16:00 @Acme "visit Acme"'],
  ['on the 3rd call Li', 'call 26-12-03/26-12-04 @Li "call Li"'],
  ['fri 3 pm visit acme', 'visit 26-11-27T15:00/16:00 "visit acme"'],
  ['friday 3pm acme visit @ room 302', 'visit 26-11-27T15:00/16:00 #302 "acme visit"'],
  ['visit Acme tomorrow 3pm room 302 for 1hr', 'visit 26-11-27T15:00/16:00 @Acme #302 "visit Acme"'],
  [
    'meet with Wang Zong and Li Zong tues 4-5',
    'meeting 26-12-01T16:00/17:00 @Wang Zong @Li Zong "meet with Wang Zong and Li Zong"',
  ],
  ['Tues 4-5 meeting', 'meeting 26-12-01T16:00/17:00 "meeting"'],
  ['Weds 9am review', 'meeting 26-12-02T09:00/10:00 "review"'],
  ['call with legal 11/30 9am', 'call 26-11-30T09:00/09:30 "call with legal"'],
  ['30/11 9am call legal', 'call 26-11-30T09:00/09:30 "call legal"'],
  ['2026-12-08 14:00 visit Qinghe', 'visit 26-12-08T14:00/15:00 @Qinghe "visit Qinghe"'],
  ['in 5 business days follow up', 'meeting 26-12-03/26-12-04 "follow up"'],
  ['next Wed or Thu visit Acme', 'visit 26-12-02/26-12-03 @Acme "or Thu visit Acme"'],
  ['all day tomorrow training', 'seminar 26-11-27/26-11-28 "training"'],
  ['all-day Friday offsite', 'meeting 26-11-27/26-11-28 "offsite"'],
  ['after 2 hours call Li', 'call 26-11-26T12:00/12:30 @Li "call Li"'],
  ['Sunday week brunch', 'meeting 26-12-06/26-12-07 "brunch"'],
  ['visit the 15th floor tomorrow 3pm', 'visit 26-11-27T15:00/16:00 "visit the 15th floor"'],
  ['seminar Saturday 9am-noon', 'seminar 26-11-28T09:00/12:00 "seminar"'],
  ['talk Friday 9am to noon', 'meeting 26-11-27T09:00/12:00 "talk"'],
  ['Mon-Wed leave', 'leave 26-11-30/26-12-03 "leave"'],
  ['in 2 minutes call Helen', 'call 26-11-26T10:02/10:32 @Helen "call Helen"'],
  ['half past two tomorrow review', 'meeting 26-11-27T14:30/15:30 "review"'],
  ['meeting at nine tomorrow', 'meeting 26-11-27T09:00/10:00 "meeting"'],
  ['quarter to five call Zhao Lei', 'call 26-11-26T16:45/17:15 @Zhao Lei "call Zhao Lei"'],
  ["three o'clock tomorrow call Wang", 'call 26-11-27T15:00/15:30 @Wang "call Wang"'],
  ['half day leave tomorrow', 'leave 26-11-27T09:00/13:00 "leave"'],
  ['at ten to five', 'meeting 26-11-26T16:50/17:50 ""'],
  ['at two customers tomorrow visit', 'visit 26-11-27/26-11-28 "at two customers visit"'],
  ['call at five', 'call 26-11-26T17:00/17:30 "call"'],
  ['lunch at twelve with Bob Friday', 'meeting 26-11-27T12:00/13:00 @Bob "lunch with Bob"'],
  ['two to three people visit tomorrow', 'visit 26-11-27/26-11-28 "two to three people visit"'],
  ['1h30 meeting tomorrow 9am', 'meeting 26-11-27T09:00/10:30 "meeting"'],
  ['Tue 3pm visit Acme by car 1', 'visit 26-12-01T15:00/16:00 @Acme by car 1 "visit Acme"'],
  ['3 weeks today review with Acme', 'meeting 26-12-17/26-12-18 @Acme "review with Acme"'],
  ['three weeks today at 10 review', 'meeting 26-12-17T10:00/11:00 "review"'],
  ['two weeks tomorrow lunch with Lisa', 'meeting 26-12-11/26-12-12 @Lisa "lunch with Lisa"'],
  ['call Helen a week today', 'call 26-12-03/26-12-04 @Helen "call Helen"'],
  ['tomorrow week call Helen', 'call 26-12-04/26-12-05 @Helen "call Helen"'],
  ['a fortnight today board meeting', 'meeting 26-12-10/26-12-11 "board meeting"'],
  ['3 weeks from today review', 'meeting 26-12-17/26-12-18 "review"'],
  ['a month from today review', 'meeting 26-12-26/26-12-27 "review"'],
];

test.each(PHRASES)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});

test('CST and IST are the zone of whoever writes where it is called so', () => {
  const zoneFor = (sentence: string, zone: string): string | null =>
    readQuickEntry(sentence, NOW, { zone, language: 'en' }).zone;
  expect(zoneFor('call Acme 10am CST tomorrow', 'America/Denver')).toBe('America/Chicago');
  expect(zoneFor('call Acme 10am IST tomorrow', 'Europe/Dublin')).toBe('Europe/Dublin');
});
