import { describe, expect, test } from 'vitest';
import { planImport } from './ics-import.ts';
import { readIcs } from './ics.ts';

const START = 'DTSTART:20260105T090000Z';
const anEvent = (...lines: string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:a',
    START,
    ...lines,
    'SUMMARY:kept',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');
const many = (count: number, line: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => line(i));
const told = (text: string): (readonly [string, number])[] =>
  planImport(readIcs(text)).problems.map(({ type, at }) => [type, at] as const);

describe('a file that is made to hurt is read up to where it does, and the line is named', () => {
  test.each<[string, string, string]>([
    ['parameters of a megabyte', 'IcsBadLine', `X-A;P=${'x'.repeat(1_000_000)}:v`],
    ['thousands of parameters', 'IcsBadLine', `X-A${';P=x'.repeat(10_000)}:v`],
    ['a rule of a megabyte', 'IcsBadRule', `RRULE:FREQ=DAILY;BYHOUR=${'1,'.repeat(500_000)}1`],
    ['dates without end', 'IcsBadValue', `EXDATE:${'20260105T090000Z,'.repeat(50_000)}`],
    ['a length of a megabyte', 'IcsBadValue', `DURATION:P${'1'.repeat(1_000_000)}`],
  ])('%s', (_name, type, line) => {
    const text = anEvent(line);
    expect(told(text)).toContainEqual([type, 5]);
    expect(readIcs(text).events.map(({ summary }) => summary)).toEqual(['kept']);
  });

  test('lines without end, in one event', () => {
    const text = anEvent(...many(30_000, (i) => `X-A${i}:v`));
    expect(told(text)).toContainEqual(['IcsTooMuch', 20_003]);
    expect(readIcs(text).events).toHaveLength(1);
  });

  test('alarms without end', () => {
    const text = anEvent(...many(2_000, () => 'BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM'));
    expect(told(text)).toContainEqual(['IcsTooMuch', 5 + 3_000]);
    expect(planImport(readIcs(text)).items[0]).toMatchObject({ title: 'kept', reminders: '5' });
  });

  test('components without end: nothing after them is read', () => {
    const found = readIcs('BEGIN:X\r\n'.repeat(250_002));
    expect(found.problems.filter(({ type }) => type === 'IcsTooMuch').map(({ at }) => at)).toContain(250_001);
  });

  test('a fault on every line is told twenty thousand times, and then that there are more', () => {
    const { problems } = readIcs('nonsense\r\n'.repeat(30_000));
    expect([problems.length, problems.at(-1)]).toMatchObject([20_001, { type: 'IcsTooMuch', at: 20_001 }]);
  });

  test('a text of a megabyte is cut as a field cuts it', () => {
    const text = anEvent(`DESCRIPTION:${'\\n'.repeat(500_000)}x`);
    expect(planImport(readIcs(text)).items).toHaveLength(1);
  });
});

describe('zones without end', () => {
  const inZone = (zone: string, i: number): string =>
    `BEGIN:VEVENT\r\nUID:${i}\r\nDTSTART;TZID=${zone}:20260701T090000\r\nEND:VEVENT`;

  test('that nobody knows are told one by one, and real ones beside them still count', () => {
    const text = [inZone('Europe/Berlin', 0), ...many(3_000, (i) => inZone(`Nowhere/${i}`, i + 1))].join(
      '\r\n',
    );
    const { events, problems } = readIcs(text);
    expect([events.length, problems.length]).toEqual([3_001, 3_000]);
    expect(events[0]?.slot.zone).toBe('Europe/Berlin');
    expect(readIcs(inZone('Europe/Vienna', 0)).events[0]?.slot.zone).toBe('Europe/Vienna');
  });

  test('that a file defines by rules which never come true end with what one file may cost', () => {
    const zone = (i: number): string =>
      [
        'BEGIN:VTIMEZONE',
        `TZID:Own ${i}`,
        'BEGIN:STANDARD',
        'DTSTART:19700101T000000',
        'TZOFFSETFROM:+0100',
        'TZOFFSETTO:+0137',
        'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
        'END:STANDARD',
        'END:VTIMEZONE',
      ].join('\r\n');
    const { events, problems } = readIcs(
      [...many(200, zone), ...many(200, (i) => inZone(`Own ${i}`, i))].join('\r\n'),
    );
    expect(events).toHaveLength(200);
    expect(new Set(problems.map(({ type }) => type))).toEqual(new Set(['IcsNoZone']));
    expect(new Set(events.map(({ slot }) => slot.zone))).toEqual(new Set(['+01:37', 'UTC']));
  });

  test('of an ordinary file cost nothing of that', () => {
    const german = [
      'BEGIN:VTIMEZONE',
      'TZID:W. Europe Customized',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ].join('\r\n');
    const { events, problems } = readIcs(`${german}\r\n${inZone('W. Europe Customized', 1)}`);
    expect([events[0]?.slot.zone, problems]).toEqual(['Europe/Berlin', []]);
  });
});
