import { describe, expect, it } from 'vitest';
import { importableSlot, readIcs } from './ics.ts';
import { mendedFolds } from './ics-bytes.ts';
import { expandIcs, seriesOf } from './ics-expand.ts';
import { planImport } from './ics-import.ts';

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', 'UID:u', ...lines, 'END:VEVENT'];
const YEAR = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };

function starts(text: string): string[] {
  return seriesOf(readIcs(text).events).flatMap((series) => {
    const found = expandIcs(series, YEAR);
    if (!found.ok) throw new Error(found.error.type);
    return found.value.map((o) => `${new Date(o.start).toISOString().slice(0, 16)} ${o.event.summary}`);
  });
}

describe('an iCalendar file', () => {
  it('gives slots with an IANA zone, from Windows names and from paths too', () => {
    const zones = [
      'Asia/Shanghai',
      'China Standard Time',
      '/mozilla.org/20070129_1/Europe/Berlin',
      'UTC+08:00',
    ];
    const text = calendar(...zones.flatMap((zone) => event(`DTSTART;TZID="${zone}":20260303T100000`)));
    expect(readIcs(text).events.map((e) => e.slot.zone)).toEqual([
      'Asia/Shanghai',
      'Asia/Shanghai',
      'Europe/Berlin',
      '+08:00',
    ]);
  });

  it('an unknown zone without definition is floating, and is reported once', () => {
    const text = calendar(
      ...event('DTSTART;TZID=Nowhere:20260303T100000', 'DTEND;TZID=Nowhere:20260303T110000'),
    );
    const { events, problems } = readIcs(text, 'Asia/Shanghai');
    expect(events[0]).toMatchObject({
      floating: true,
      slot: { zone: 'Asia/Shanghai', end: '2026-03-03T11:00' },
    });
    expect(problems.map((p) => p.type)).toEqual(['IcsNoZone']);
  });

  it('a zone that the file defines counts by its rules; what no IANA zone equals is kept in UTC', () => {
    const definition = [
      'BEGIN:VTIMEZONE',
      'TZID:Ours',
      'BEGIN:STANDARD',
      'DTSTART:20201025T030000',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      'TZOFFSETFROM:+0720',
      'TZOFFSETTO:+0620',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:20200329T020000',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'TZOFFSETFROM:+0620',
      'TZOFFSETTO:+0720',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ];
    const text = calendar(
      ...definition,
      ...event('DTSTART;TZID=Ours:20260115T100000', 'RRULE:FREQ=MONTHLY;INTERVAL=6;COUNT=2'),
    );
    expect(starts(text)).toEqual(['2026-01-15T03:40 ', '2026-07-15T02:40 ']);
    const [read] = readIcs(text).events;
    expect(importableSlot(read!)).toMatchObject({ zone: 'UTC', start: '2026-01-15T03:40' });
  });

  it('the end comes from DTEND, from DURATION, or is a day or a moment', () => {
    const ends = [
      ['DTSTART:20260303T100000Z', 'DTEND:20260303T113000Z'],
      ['DTSTART:20260303T100000Z', 'DURATION:PT1H30M'],
      ['DTSTART:20260303T100000Z'],
      ['DTSTART;VALUE=DATE:20260303'],
      ['DTSTART:20260303', 'DTEND:20260305'],
      ['DTSTART:20260303T100000Z', 'DTEND:20260303T090000Z'],
    ];
    const { events, problems } = readIcs(calendar(...ends.flatMap((lines) => event(...lines))));
    expect(events.map((e) => e.slot.end)).toEqual([
      '2026-03-03T11:30',
      '2026-03-03T11:30',
      '2026-03-03T10:00',
      '2026-03-04',
      '2026-03-05',
      '2026-03-03T10:00',
    ]);
    expect(problems.map((p) => p.type)).toEqual(['IcsEndBeforeStart']);
  });

  it.each([
    ['PT24H', '2026-10-31T12:00', '2026-11-01T11:00'],
    ['P1D', '2026-10-31T12:00', '2026-11-01T12:00'],
    ['P1DT1H', '2026-10-31T12:00', '2026-11-01T13:00'],
    ['PT24H', '2026-03-07T12:00', '2026-03-08T13:00'],
    ['PT2H', '2026-03-08T01:30', '2026-03-08T04:30'],
    // The second one o'clock of that night has no wall of its own.
    ['PT1H30M', '2026-11-01T00:30', '2026-11-01T02:00'],
  ])('hours pass and days are those of the wall: %s from %s', (duration, from, to) => {
    const start = from.replaceAll(/[-:]/g, '');
    const lines = event(`DTSTART;TZID=America/New_York:${start}00`, `DURATION:${duration}`);
    expect(readIcs(calendar(...lines)).events[0]?.slot.end).toBe(to);
  });

  it('a series is as long on the wall as it says, whatever its first night does', () => {
    const lines = event(
      'DTSTART;TZID=America/New_York:20261031T120000',
      'DURATION:PT24H',
      'RRULE:FREQ=WEEKLY;COUNT=3',
    );
    expect(readIcs(calendar(...lines)).events[0]?.slot.end).toBe('2026-11-01T12:00');
  });

  it('an override replaces its instance, THISANDFUTURE the rest; the higher SEQUENCE counts', () => {
    const text = calendar(
      ...event('DTSTART:20260303T100000Z', 'RRULE:FREQ=DAILY;COUNT=4', 'SUMMARY:daily'),
      ...event('RECURRENCE-ID:20260304T100000Z', 'DTSTART:20260304T120000Z', 'SEQUENCE:2', 'SUMMARY:newer'),
      ...event('RECURRENCE-ID:20260304T100000Z', 'DTSTART:20260304T110000Z', 'SEQUENCE:1', 'SUMMARY:older'),
      ...event(
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20260305T100000Z',
        'DTSTART:20260305T160000Z',
        'SUMMARY:late',
      ),
    );
    expect(starts(text)).toEqual([
      '2026-03-03T10:00 daily',
      '2026-03-04T12:00 newer',
      '2026-03-05T16:00 late',
      '2026-03-06T16:00 late',
    ]);
  });

  it('of an older version of a changed instance the import says that it is left out', () => {
    const at = (sequence: number): string[] =>
      event('RECURRENCE-ID:20260304T100000Z', 'DTSTART:20260304T120000Z', `SEQUENCE:${sequence}`);
    const file = readIcs(
      calendar(...event('DTSTART:20260303T100000Z', 'RRULE:FREQ=DAILY'), ...at(2), ...at(1)),
    );
    expect(planImport(file)).toMatchObject({
      items: [{ recurrence_id: null }, { recurrence_id: '2026-03-04T10:00' }],
      problems: [{ type: 'IcsOlder', at: 14 }],
    });
  });

  it('EXDATE in another form of time, RDATE as period, and several rules are understood', () => {
    const text = calendar(
      ...event(
        'DTSTART;TZID=Asia/Shanghai:20260303T100000',
        'RRULE:FREQ=DAILY;COUNT=3',
        'RRULE:FREQ=MONTHLY;COUNT=2',
        'EXDATE:20260304T020000Z',
        'RDATE;VALUE=PERIOD:20260401T000000Z/PT2H',
      ),
    );
    expect(starts(text).map((s) => s.trim())).toEqual([
      '2026-03-03T02:00',
      '2026-03-05T02:00',
      '2026-04-01T00:00',
      '2026-04-03T02:00',
    ]);
    expect(readIcs(text).problems.map((p) => p.type)).toEqual(['IcsSeveralRules']);
  });

  it('a rule of what does not happen is told, and a rule in small letters is one', () => {
    const text = calendar(
      ...event(
        'DTSTART:20260303T020000Z',
        'rrule:freq=daily;count=3',
        'EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2',
      ),
    );
    const { events, problems } = readIcs(text);
    expect(events[0]?.slot.rrule).toBe('FREQ=DAILY;COUNT=3');
    expect(problems.map((problem) => problem.type)).toEqual(['IcsExRule']);
  });

  it('what is broken is reported with its line, and the rest is read', () => {
    const text = [
      'BEGIN:VCALENDAR',
      'NO COLON HERE',
      ...event('SUMMARY:no start'),
      ...event('DTSTART:20261303T100000'),
      ...event('DTSTART:20260303T100000Z', 'RRULE:FREQ=SOMETIMES', 'RDATE:never', 'SUMMARY:good'),
      'BEGIN:VTODO',
      'END:VTODO',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'DTSTART:20260304T100000Z',
    ].join('\n');
    const { events, problems } = readIcs(text);
    expect(events.map((e) => e.slot.start)).toEqual(['2026-03-03T10:00', '2026-03-04T10:00']);
    expect(problems.map((p) => [p.type, p.at])).toEqual(
      expect.arrayContaining([
        ['IcsBadLine', 2],
        ['IcsNoStart', 3],
        ['IcsNoStart', 9],
        ['IcsBadRule', 14],
        ['IcsBadValue', 15],
        ['IcsNotAnEvent', 18],
        ['IcsStrayEnd', 20],
        ['IcsUnclosed', 1],
        ['IcsUnclosed', 21],
      ]),
    );
  });

  it('folded lines, quoted parameters and escapes are one text; unknown properties are kept as written', () => {
    const text = calendar(
      ...event(
        'DTSTART:20260303T100000Z',
        'SUMMARY;LANGUAGE="zh:CN":客户\\, 来',
        ' 访\\n二',
        'X-ODD;A="b;c":d:e',
      ),
    );
    const [read] = readIcs(text).events;
    expect(read?.summary).toBe('客户, 来访\n二');
    expect(read?.lines.find((line) => line.name === 'X-ODD')).toMatchObject({
      value: 'd:e',
      text: 'X-ODD;A="b;c":d:e',
    });
  });

  it('an event inside another one lacks an END before it: both are read', () => {
    const text = calendar(
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTART:20260303T100000Z',
      'BEGIN:VALARM',
      'BEGIN:VEVENT',
      'UID:b',
      'DTSTART:20260304T100000Z',
      'BEGIN:VALARM',
      'END:VEVENT',
    );
    const { events, problems } = readIcs(`X-LOST:outside\n${text}`);
    expect(events.map((e) => [e.uid, e.children.length])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(problems.map((p) => [p.type, p.at])).toEqual([
      ['IcsBadLine', 1],
      ['IcsUnclosed', 6],
      ['IcsUnclosed', 3],
      ['IcsUnclosed', 10],
    ]);
  });

  it('what is nested without end is read in time, and does not overflow', () => {
    const deep = `${'BEGIN:X\n'.repeat(100_000)}${event('DTSTART:20260303').join('\n')}\n${'END:Y\n'.repeat(100_000)}`;
    const { events, problems } = readIcs(deep);
    expect(events).toHaveLength(1);
    expect(problems.filter((p) => p.type === 'IcsStrayEnd')).toHaveLength(20_000);
    expect(problems.some((p) => p.type === 'IcsTooMuch')).toBe(true);
  });

  it('carets in parameters say what could not stand there; a NUL is no text', () => {
    const text = calendar(
      ...event('DTSTART:20260303', 'ATTENDEE;CN="^\'Wang^\' ^^ ^n":mailto:a@b', 'SUMMARY:a\u0000b'),
    );
    const [read] = readIcs(text).events;
    expect(read?.lines.find((line) => line.name === 'ATTENDEE')?.params.get('CN')).toBe('"Wang" ^ \n');
    expect(read?.summary).toBe('a\uFFFDb');
  });

  it('times and rules that cannot be read are kept as they were written', () => {
    const [read] = readIcs(
      calendar(...event('DTSTART:20260303', 'RRULE:FREQ=SOMETIMES', 'DTEND:soon')),
    ).events;
    expect(read?.unread.map((line) => line.text)).toEqual(['DTEND:soon', 'RRULE:FREQ=SOMETIMES']);
    expect(planImport({ events: [read!], problems: [] }).items[0]?.ics).toBe(
      'X-SEMICOLON-UNREAD-RRULE:FREQ=SOMETIMES\nX-SEMICOLON-UNREAD-DTEND:soon',
    );
  });

  it('a fold inside a character is mended, any other is left', () => {
    const bytes = new TextEncoder().encode('SUMMARY:\u5ba2 plain\r\n  fold');
    const broken = Uint8Array.from([...bytes.slice(0, 9), 13, 10, 32, ...bytes.slice(9)]);
    expect(new TextDecoder().decode(mendedFolds(broken))).toBe('SUMMARY:\u5ba2 plain\r\n  fold');
    expect(mendedFolds(bytes)).toBe(bytes);
  });

  it('an all-day event without length is kept as one day', () => {
    const [read] = readIcs(calendar(...event('DTSTART:20260303', 'DTEND:20260303'))).events;
    expect(importableSlot(read!)).toMatchObject({ start: '2026-03-03', end: '2026-03-04' });
  });
});
