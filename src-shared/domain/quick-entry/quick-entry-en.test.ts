import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

const ENGLISH: readonly (readonly [string, string])[] = [
  ['Tue 3pm-4:30 visit Acme, room 302', 'visit 26-12-01T15:00/16:30 @Acme #302 "visit Acme"'],
  ['Tue 3pm visit Acme 1h', 'visit 26-12-01T15:00/16:00 @Acme "visit Acme"'],
  ['tomorrow 9am for 1h call Mr. Li', 'call 26-11-27T09:00/10:00 @Mr. Li "call Mr. Li"'],
  ['tomorrow at 3 meeting with Liu Yang', 'meeting 26-11-27T15:00/16:00 @Liu Yang "meeting with Liu Yang"'],
  ['today 4pm coffee with Chen Jing', 'meeting 26-11-26T16:00/17:00 @Chen Jing "coffee with Chen Jing"'],
  ['next Mon to Wed leave', 'leave 26-11-30/26-12-03 "leave"'],
  ['next Monday 10am review', 'meeting 26-11-30T10:00/11:00 "review"'],
  ['Friday 2pm site visit', 'visit 26-11-27T14:00/15:00 "site visit"'],
  ['Dec 3 14:00-15:30 call Li Min', 'call 26-12-03T14:00/15:30 @Li Min "call Li Min"'],
  ['3 December at 10am due diligence', 'visit 26-12-03T10:00/11:00 "due diligence"'],
  ['next Friday 10-11:30 meeting in room 302', 'meeting 26-12-04T10:00/11:30 #302 "meeting"'],
  ['Tue 3-4:30 visit Acme', 'visit 26-12-01T15:00/16:30 @Acme "visit Acme"'],
  ['Jan 5 planning', 'meeting 27-01-05/27-01-06 "planning"'],
  ['2026-12-03 15:00 review', 'meeting 26-12-03T15:00/16:00 "review"'],
  ['3/12 2pm review', 'meeting 26-12-03T14:00/15:00 "review"'],
  [
    'in 3 days at 10 lunch with Liu Yang and Chen Jing at Grand Hotel',
    'meeting 26-11-29T10:00/11:00 @Liu Yang @Chen Jing in Grand Hotel "lunch with Liu Yang and Chen Jing"',
  ],
  ['in 2 hours call Zhou Lan', 'call 26-11-26T12:00/12:30 @Zhou Lan "call Zhou Lan"'],
  ['Fri noon lunch with Acme', 'meeting 26-11-27T12:00/13:00 @Acme "lunch with Acme"'],
  ['tomorrow morning team meeting', 'internal 26-11-27T09:00/09:30 "team meeting"'],
  [
    'tomorrow afternoon visit Clearwater Foods',
    'visit 26-11-27T14:00/15:00 @Clearwater Foods "visit Clearwater Foods"',
  ],
  ['tonight dinner with Wang', 'meeting 26-11-26T19:00/20:00 @Wang "dinner with Wang"'],
  ['Wed 9-11am workshop', 'seminar 26-12-02T09:00/11:00 "workshop"'],
  ['Wed 11-1pm lunch', 'meeting 26-12-02T11:00/13:00 "lunch"'],
  ['Wed from 2pm to 4pm training', 'seminar 26-12-02T14:00/16:00 "training"'],
  ['Wed 10:30 standup 15 min', 'internal 26-12-02T10:30/10:45 "standup"'],
  ['Thu 3pm review 90 minutes', 'meeting 26-11-26T15:00/16:30 "review"'],
  ['Thu 3pm review for 1h30', 'meeting 26-11-26T15:00/16:30 "review"'],
  ['Thu 3pm review half an hour', 'meeting 26-11-26T15:00/15:30 "review"'],
  ['tomorrow 10am review, remind me 30 min before', 'meeting 26-11-27T10:00/11:00 r30 "review"'],
  ['tomorrow 10am review alert 1 hour before', 'meeting 26-11-27T10:00/11:00 r60 "review"'],
  ['tomorrow 10am review 1 day reminder', 'meeting 26-11-27T10:00/11:00 r1440 "review"'],
  ['every Monday 9am standup', 'internal 26-11-30T09:00/09:30 FREQ=WEEKLY;BYDAY=MO "standup"'],
  ['every Mon, Wed and Fri 9am calls', 'meeting 26-11-27T09:00/10:00 FREQ=WEEKLY;BYDAY=MO,WE,FR "calls"'],
  ['every weekday 8:30 standup', 'internal 26-11-27T08:30/09:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR "standup"'],
  ['daily 8:30am standup', 'internal 26-11-27T08:30/09:00 FREQ=DAILY "standup"'],
  ['every other Friday 3pm review', 'meeting 26-11-27T15:00/16:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR "review"'],
  ['every first Monday 9am review', 'meeting 26-12-07T09:00/10:00 FREQ=MONTHLY;BYDAY=1MO "review"'],
  [
    'every last Friday of the month 4pm drinks',
    'meeting 26-11-27T16:00/17:00 FREQ=MONTHLY;BYDAY=-1FR "drinks"',
  ],
  ['monthly on Dec 5 10am report', 'meeting 26-12-05T10:00/11:00 FREQ=MONTHLY "report"'],
  ['every Monday 9am sync 10 times', 'meeting 26-11-30T09:00/10:00 FREQ=WEEKLY;BYDAY=MO;COUNT=10 "sync"'],
  ['Dec 28 to Dec 31 vacation', 'leave 26-12-28/27-01-01 "vacation"'],
  ['vacation Dec 28 for 3 days', 'leave 26-12-28/26-12-31 "vacation"'],
  ['hold Tue 3pm for Acme', 'hold 26-12-01T15:00/16:00 "hold for Acme"'],
  ['Tue 10am seminar at Head Office', 'seminar 26-12-01T10:00/12:00 in Head Office "seminar"'],
  ['Tue 10am meet Ms. Zhao in room B12', 'meeting 26-12-01T10:00/11:00 @Ms. Zhao #B12 "meet Ms. Zhao"'],
  ['todo: prepare the credit file', 'task - "prepare the credit file"'],
  ['send report by Friday', 'task 26-11-27/26-11-28 "send report"'],
  ['remind me to call Li tomorrow 3pm', 'task 26-11-27T15:00/15:30 @Li "call Li"'],
  ['finish plan by end of month', 'task 26-11-30/26-12-01 "finish plan"'],
  ['prepare slides', 'task - "prepare slides"'],
  ['Tue 3pm 拜访王总', 'visit 26-12-01T15:00/16:00 @王总 "拜访王总"'],
  ['周三 3pm visit Acme', 'visit 26-12-02T15:00/16:00 @Acme "visit Acme"'],
];

test.each(ENGLISH)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});
