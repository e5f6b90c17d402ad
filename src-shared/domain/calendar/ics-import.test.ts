import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundtrip } from '../../../tests/conformance/roundtrip.ts';
import { formatDay } from './civil.ts';
import { readIcs } from './ics.ts';
import { planImport } from './ics-import.ts';
import { expand } from './recurrence.ts';

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', 'UID:u', ...lines, 'END:VEVENT'];
const SH = 'TZID=Asia/Shanghai';

/** When the desk shows the meetings that it would keep of a file, each with its title. */
function kept(text: string): string[] {
  const { items } = planImport(readIcs(text, 'Asia/Shanghai'));
  const window = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
  return items
    .filter((item) => item.recurrence_id === null)
    .flatMap((item) => {
      const its = items.filter(({ uid, recurrence_id }) => uid === item.uid && recurrence_id !== null);
      const slotOf = ({ slot: { all_day, ...times } }: typeof item) => ({ ...times, allDay: all_day });
      const overrides = its.map((one, i) => ({
        id: String(i),
        recurrenceId: one.recurrence_id!,
        slot: slotOf(one),
      }));
      const found = expand({ slot: slotOf(item), overrides }, window);
      if (!found.ok) throw new Error(found.error.type);
      return found.value.map(
        ({ start, override }) =>
          `${new Date(start).toISOString().slice(0, 16)} ${override === undefined ? item.title : its[Number(override)]!.title}`,
      );
    })
    .sort();
}
const told = (text: string): string[] => planImport(readIcs(text)).problems.map(({ type }) => type);

describe('one UID twice in a file', () => {
  const at = (hour: number, ...lines: string[]): string[] =>
    event(`DTSTART;${SH}:20260303T${hour}0000`, `SUMMARY:${hour}`, ...lines);

  it.each([
    ['the higher SEQUENCE', ['SEQUENCE:2'], ['SEQUENCE:1', 'DTSTAMP:20260301T000000Z']],
    ['of one SEQUENCE the later DTSTAMP', ['DTSTAMP:20260302T000000Z'], ['DTSTAMP:20260301T000000Z']],
    ['a number before none', ['SEQUENCE:1'], []],
  ])('is one event, the newer, and the older is told: %s', (_, newer, older) => {
    for (const text of [
      calendar(...at(10, ...older), ...at(11, ...newer)),
      calendar(...at(11, ...newer), ...at(10, ...older)),
    ]) {
      expect(kept(text)).toEqual(['2026-03-03T03:00 11']);
      expect(told(text)).toEqual(['IcsOlder']);
    }
  });

  it('stays two events where nothing says which is newer', () => {
    const text = calendar(...at(10), ...at(11));
    expect(kept(text)).toHaveLength(2);
    expect(told(text)).toEqual([]);
  });
});

describe('a change of this and all later instances', () => {
  const series = event(
    `DTSTART;${SH}:20260303T100000`,
    'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=6',
    `EXDATE;${SH}:20260324T100000`,
    `RDATE;${SH}:20260402T150000`,
    'SUMMARY:old',
  );
  const future = event(
    `RECURRENCE-ID;RANGE=THISANDFUTURE;${SH}:20260317T100000`,
    `DTSTART;${SH}:20260318T110000`,
    'SUMMARY:new',
  );

  it('moves days of the week, and keeps out what was excluded and in what was added', () => {
    const text = calendar(...series, ...future);
    expect(kept(text)).toEqual([
      '2026-03-03T02:00 old',
      '2026-03-10T02:00 old',
      '2026-03-18T03:00 new',
      '2026-04-01T03:00 new',
      '2026-04-03T08:00 new',
      '2026-04-08T03:00 new',
    ]);
    expect(roundtrip(text)).toBeNull();
  });

  it('takes later changes of single instances along, which are called as the moved ones are', () => {
    const text = calendar(
      ...series,
      ...future,
      ...event(`RECURRENCE-ID;${SH}:20260331T100000`, `DTSTART;${SH}:20260405T090000`, 'SUMMARY:single'),
    );
    expect(kept(text).slice(2)).toEqual([
      '2026-03-18T03:00 new',
      '2026-04-03T08:00 new',
      '2026-04-05T01:00 single',
      '2026-04-08T03:00 new',
    ]);
    expect(roundtrip(text)).toBeNull();
  });

  it('moves the whole series where it is the first', () => {
    const first = event(
      `RECURRENCE-ID;RANGE=THISANDFUTURE;${SH}:20260303T100000`,
      `DTSTART;${SH}:20260303T120000`,
      'SUMMARY:new',
    );
    const text = calendar(...series, ...first);
    expect(kept(text)).toHaveLength(6);
    expect(kept(text)[1]).toBe('2026-03-10T04:00 new');
    expect(roundtrip(text)).toBeNull();
  });

  it('after another counts from the series as it was, not from that one', () => {
    const second = event(
      `RECURRENCE-ID;RANGE=THISANDFUTURE;${SH}:20260331T100000`,
      `DTSTART;${SH}:20260331T130000`,
      'SUMMARY:last',
    );
    const text = calendar(...series, ...future, ...second);
    expect(kept(text).slice(2)).toEqual([
      '2026-03-18T03:00 new',
      '2026-03-31T05:00 last',
      '2026-04-02T10:00 last',
      '2026-04-07T05:00 last',
    ]);
    expect(roundtrip(text)).toBeNull();
  });

  it('that no rule can say is listed, and that is told', () => {
    const text = calendar(
      ...event(`DTSTART;${SH}:20260130T100000`, 'RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=8', 'SUMMARY:old'),
      ...event(
        `RECURRENCE-ID;RANGE=THISANDFUTURE;${SH}:20260227T100000`,
        `DTSTART;${SH}:20260301T100000`,
        'SUMMARY:new',
      ),
    );
    expect(kept(text).slice(1, 4)).toEqual([
      '2026-03-01T02:00 new',
      '2026-03-29T02:00 new',
      '2026-04-26T02:00 new',
    ]);
    expect(told(text)).toEqual(['IcsListed']);
    expect(roundtrip(text)).toBeNull();
  });
});

/** A zone that only its file knows. */
const zone = (name: string, standard: string, daylight?: string): string[] => {
  const part = (kind: string, from: string, to: string, month: number): string[] => [
    `BEGIN:${kind}`,
    `DTSTART:2020${month === 3 ? '0329T020000' : '1025T030000'}`,
    `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=-1SU`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    `END:${kind}`,
  ];
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${name}`,
    ...part('STANDARD', daylight ?? standard, standard, 10),
    ...(daylight === undefined ? [] : part('DAYLIGHT', standard, daylight, 3)),
    'END:VTIMEZONE',
  ];
};

describe('a zone that only its file knows', () => {
  const weekly = (tzid: string): string[] => [
    ...event(
      `DTSTART;TZID=${tzid}:20260302T040000`,
      `DTEND;TZID=${tzid}:20260302T050000`,
      'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=6',
      'EXDATE;VALUE=DATE:20260316',
      'SUMMARY:weekly',
    ),
    ...event(
      `RECURRENCE-ID;TZID=${tzid}:20260323T040000`,
      `DTSTART;TZID=${tzid}:20260324T120000`,
      'SUMMARY:moved',
    ),
  ];

  it('and that has one offset for good keeps it as its name, so that rules and dates stay as they are', () => {
    const text = calendar(...zone('Ours', '+0545'), ...weekly('Ours'));
    const { items, problems } = planImport(readIcs(text));
    expect(items[0]?.slot).toMatchObject({
      zone: '+05:45',
      start: '2026-03-02T04:00',
      rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=6',
    });
    expect(problems).toEqual([]);
    expect(kept(text)).toEqual([
      '2026-03-01T22:15 weekly',
      '2026-03-08T22:15 weekly',
      '2026-03-24T06:15 moved',
      '2026-03-29T22:15 weekly',
      '2026-04-05T22:15 weekly',
    ]);
    expect(roundtrip(text)).toBeNull();
  });

  it('and that changes its clock gives its instants one by one, with what was changed among them', () => {
    const text = calendar(...zone('Ours', '+0620', '+0720'), ...weekly('Ours'));
    expect(kept(text)).toEqual([
      '2026-03-01T21:40 weekly',
      '2026-03-08T21:40 weekly',
      '2026-03-24T05:40 moved',
      '2026-03-29T20:40 weekly',
      '2026-04-05T20:40 weekly',
    ]);
    expect(told(text)).toEqual(['IcsUnknownZone', 'IcsListed']);
    expect(roundtrip(text)).toBeNull();
  });

  it('leaves out what was changed and then excluded', () => {
    const text = calendar(
      ...zone('Ours', '+0620', '+0720'),
      ...weekly('Ours').map((line) =>
        line.replace('EXDATE;VALUE=DATE:20260316', 'EXDATE;VALUE=DATE:20260323'),
      ),
    );
    expect(kept(text)).toEqual([
      '2026-03-01T21:40 weekly',
      '2026-03-08T21:40 weekly',
      '2026-03-15T21:40 weekly',
      '2026-03-29T20:40 weekly',
      '2026-04-05T20:40 weekly',
    ]);
    expect(roundtrip(text)).toBeNull();
  });

  it('moves its later instances by its own clock', () => {
    const text = calendar(
      ...zone('Ours', '+0620', '+0720'),
      ...weekly('Ours'),
      ...event(
        'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Ours:20260309T040000',
        'DTSTART;TZID=Ours:20260310T040000',
        'DTEND;TZID=Ours:20260310T050000',
        'SUMMARY:later',
      ),
    );
    expect(kept(text)).toEqual([
      '2026-03-01T21:40 weekly',
      '2026-03-09T21:40 later',
      '2026-03-24T05:40 moved',
      '2026-03-30T20:40 later',
      '2026-04-06T20:40 later',
    ]);
    expect(roundtrip(text)).toBeNull();
  });
});

describe('what is put together for it', () => {
  it('never makes a UID longer than one may be, and different ones stay different', () => {
    const long = 'x'.repeat(250);
    const one = (...lines: string[]): string[] => ['BEGIN:VEVENT', `UID:${long}`, ...lines, 'END:VEVENT'];
    const text = calendar(
      ...one('DTSTART:20260303T100000Z', 'RRULE:FREQ=DAILY;COUNT=4'),
      ...one('RECURRENCE-ID;RANGE=THISANDFUTURE:20260305T100000Z', 'DTSTART:20260305T120000Z'),
      ...one('DTSTART:20260401T100000Z'),
    );
    const uids = planImport(readIcs(text)).items.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(3);
    expect(uids[0]).toBe(long);
    for (const uid of uids) expect(uid.length).toBeLessThanOrEqual(255);
  });
});

it('of a series that cannot be kept the changes of its instances are told too', () => {
  const text = calendar(
    ...event('DTSTART:20260303T100000Z', `RRULE:FREQ=DAILY;BYMINUTE=${'1,'.repeat(300)}1`, 'SUMMARY:series'),
    ...event('RECURRENCE-ID:20260304T100000Z', 'DTSTART:20260304T120000Z', 'SUMMARY:one'),
  );
  const plan = planImport(readIcs(text));
  expect(plan.items).toEqual([]);
  expect(plan.problems.map(({ type, text: title }) => [type, title])).toEqual([
    ['IcsNotKept', 'series'],
    ['IcsNotKept', 'one'],
  ]);
});

it('what lasts for centuries or lies in another millennium is told and left out, and the rest is taken', () => {
  const text = calendar(
    ...event('DTSTART:20260303T100000Z', 'DTEND:90260303T110000Z', 'SUMMARY:slip').with(1, 'UID:a'),
    ...event('DTSTART:20260303T100000Z', 'DTEND:20660303T110000Z', 'SUMMARY:long').with(1, 'UID:b'),
    ...event('DTSTART:20260303T100000Z', 'DTEND:20260303T110000Z', 'SUMMARY:kept').with(1, 'UID:c'),
  );
  const plan = planImport(readIcs(text));
  expect(plan.items.map(({ title }) => title)).toEqual(['kept']);
  expect(plan.problems.map(({ type, text: title }) => [type, title])).toEqual([
    ['IcsNotKept', 'slip'],
    ['IcsNotKept', 'long'],
  ]);
});

it('takes any series through the desk and back as it was, whatever was changed of it', () => {
  const zones = ['Asia/Shanghai', 'America/New_York', 'Ours'] as const;
  const rules = [
    'FREQ=WEEKLY;BYDAY=TU',
    'FREQ=WEEKLY;BYDAY=TU,FR;COUNT=9',
    'FREQ=DAILY;UNTIL=20260501',
    'FREQ=MONTHLY;BYDAY=-1TU',
    'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=30',
  ] as const;
  const wall = (day: number, time: string): string =>
    `${formatDay(20_508 + day).replaceAll('-', '')}T${time}00`;
  const days = fc.constantFrom(0, 7, 14, 21, 28);
  const change = fc.record({
    id: days,
    to: fc.constantFrom(-1, 0, 1, 2),
    time: fc.constantFrom('0230', '1100', '2315'),
  });
  const series = fc.record({
    zone: fc.constantFrom(...zones),
    time: fc.constantFrom('0230', '1000', '2330'),
    rule: fc.constantFrom(...rules),
    exdate: fc.option(days),
    exday: fc.option(days),
    rdate: fc.option(fc.constantFrom(3, 9, 17)),
    // Of two such changes meetings may fall on each other, of which a reader shows one and the desk both.
    future: fc.option(change),
    others: fc.uniqueArray(change, { selector: ({ id }) => id, maxLength: 3 }),
  });
  fc.assert(
    fc.property(series, ({ zone: tzid, time, rule, exdate, exday, rdate, future, others }) => {
      const at = (day: number, of: string = time): string => `;TZID=${tzid}:${wall(day, of)}`;
      const changed = (one: typeof future, range: string): string[] =>
        one === null
          ? []
          : event(
              `RECURRENCE-ID${range}${at(one.id)}`,
              `DTSTART${at(one.id + one.to, one.time)}`,
              'DURATION:PT3H',
              `SUMMARY:${one.id}${range}`,
            );
      const text = calendar(
        ...zone('Ours', '+0620', '+0720'),
        ...event(
          `DTSTART${at(0)}`,
          'DURATION:PT30M',
          `RRULE:${rule}`,
          ...(exdate === null ? [] : [`EXDATE${at(exdate)}`]),
          ...(exday === null ? [] : [`EXDATE;VALUE=DATE:${wall(exday, '').slice(0, 8)}`]),
          ...(rdate === null ? [] : [`RDATE${at(rdate)}`]),
          'SUMMARY:s',
        ),
        ...changed(future, ';RANGE=THISANDFUTURE'),
        ...others.filter(({ id }) => id !== future?.id).flatMap((one) => changed(one, '')),
      );
      expect(roundtrip(text)).toBeNull();
    }),
  );
});
