import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIcs } from './ics.ts';
import { expandIcs, seriesOf } from './ics-expand.ts';
import { icsHead, outOf, textLine, writeIcs } from './ics-write.ts';
import type { IcsOut } from './ics-write.ts';
import { expand } from './recurrence.ts';
import type { Slot } from './slot.ts';

const PRODUCT = '-//Semicolon//Test//EN';
const aSlot = (changes: Partial<Slot> = {}): Slot => ({
  allDay: 0,
  start: '2026-03-03T10:00',
  end: '2026-03-03T11:00',
  zone: 'Europe/Berlin',
  rrule: null,
  rdate: null,
  exdate: null,
  ...changes,
});
const anEvent = (changes: Partial<Slot> = {}, lines: string[] = []): IcsOut => ({
  uid: 'u',
  slot: aSlot(changes),
  lines,
});
const written = (...events: IcsOut[]): string[] => writeIcs(events, PRODUCT).split('\r\n');

function starts(text: string): string[] {
  return seriesOf(readIcs(text).events).flatMap((series) => {
    const found = expandIcs(series, { from: Date.UTC(2026, 0, 1), to: Date.UTC(2028, 0, 1) });
    if (!found.ok) throw new Error(found.error.type);
    return found.value.map((o) => `${o.start} ${o.end}`);
  });
}

describe('an exported calendar', () => {
  it('writes zoned, UTC, floating and all-day times each in its form', () => {
    expect(written(anEvent())).toContain('DTSTART;TZID=Europe/Berlin:20260303T100000');
    expect(written(anEvent({ zone: 'UTC' }))).toContain('DTEND:20260303T110000Z');
    expect(written({ ...anEvent(), floating: true })).toContain('DTSTART:20260303T100000');
    expect(written(anEvent({ allDay: 1, start: '2026-03-03', end: '2026-03-05' }))).toContain(
      'DTEND;VALUE=DATE:20260305',
    );
  });

  it('UNTIL is in UTC beside a zone, and a date beside dates', () => {
    expect(written(anEvent({ rrule: 'FREQ=DAILY;UNTIL=20260310' }))).toContain(
      'RRULE:FREQ=DAILY;UNTIL=20260310T225959Z',
    );
    const days = { allDay: 1, start: '2026-03-03', end: '2026-03-04' } as const;
    expect(written(anEvent({ ...days, rrule: 'FREQ=DAILY;UNTIL=20260310T120000Z' }))).toContain(
      'RRULE:FREQ=DAILY;UNTIL=20260310',
    );
  });

  it('defines each zone it names, once, as the zone counts', () => {
    const lines = written(anEvent(), anEvent({ start: '2026-08-03T10:00', end: '2026-08-03T11:00' }));
    expect(lines.filter((line) => line === 'BEGIN:VTIMEZONE')).toHaveLength(1);
    const renamed = lines.join('\r\n').replaceAll('Europe/Berlin', 'Somewhere');
    expect(starts(renamed)).toEqual(starts(lines.join('\r\n')));
  });

  it.each([
    ['before zones are known', '0012-03-03', '0012-03-04'],
    ['after the last that any law tells of', '9988-03-03', '9988-03-04'],
    ['at the end of all dates', '9999-12-30', '9999-12-31'],
  ])('with a mistyped year %s tells its zones for the years that are known alone', (_, start, end) => {
    const typo = anEvent({ start: `${start}T10:00`, end: `${end}T11:00` });
    const year = Number(start.slice(0, 4));
    const span = { from: Math.min(year, 2026) - 1, to: Math.max(year, 2026) + 10 };
    const heads = [writeIcs([anEvent(), typo], PRODUCT), icsHead(PRODUCT, [], ['Europe/Berlin'], span)];
    for (const text of heads) {
      const definition = text.slice(text.indexOf('BEGIN:VTIMEZONE'), text.indexOf('END:VTIMEZONE'));
      expect(definition).toContain('BEGIN:DAYLIGHT');
      expect(definition).not.toMatch(/NaN/);
      const years = [...definition.replaceAll('\r\n ', '').matchAll(/[:,](\d{4})\d{4}T/g)];
      expect(years.filter(([, told]) => told! < '1970' || told! > '2099')).toEqual([]);
    }
  });

  it('of events that all lie beyond what is known is written, and read again as it was', () => {
    for (const start of ['0012-03-03T10:00', '9999-12-30T10:00']) {
      const text = writeIcs([anEvent({ start, end: `${start.slice(0, 11)}11:00` })], PRODUCT);
      expect(text).not.toMatch(/NaN/);
      expect(readIcs(text).events[0]?.slot.start).toBe(start);
    }
  });

  it('folds at 75 octets without cutting a character', () => {
    const lines = written(
      anEvent({}, [textLine('SUMMARY', '客户经理拜访，下午三点；讨论授信额度与结算方案'.repeat(4))]),
    );
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(readIcs(lines.join('\r\n')).events[0]?.summary).toContain('讨论授信额度');
  });

  it('gives back what was imported: unknown properties, alarms, overrides', () => {
    const text = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:u',
      'DTSTART;TZID=China Standard Time:20260303T100000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'X-ODD;A="b;c":d',
      'BEGIN:VALARM',
      'TRIGGER:-PT30M',
      'END:VALARM',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:u',
      'RECURRENCE-ID;TZID=Asia/Shanghai:20260310T100000',
      'DTSTART;TZID=Asia/Shanghai:20260311T150000',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const out = writeIcs(readIcs(text).events.map(outOf), PRODUCT);
    expect(out.split('\r\n')).toEqual(
      expect.arrayContaining([
        'X-ODD;A="b;c":d',
        'BEGIN:VALARM',
        'TRIGGER:-PT30M',
        'RECURRENCE-ID;TZID=Asia/Shanghai:20260310T100000',
      ]),
    );
    expect(starts(out)).toEqual(starts(text));
    expect(starts(out)).toHaveLength(3);
  });

  it('calls an instance as its series does, also where the clocks leave out its time', () => {
    const text = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:u',
      'DTSTART;TZID=America/New_York:20260301T023000',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:u',
      'RECURRENCE-ID;TZID=America/New_York:20260308T023000',
      'DTSTART;TZID=Europe/Berlin:20260309T150000',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const out = writeIcs(readIcs(text).events.map(outOf), PRODUCT);
    expect(out).toContain('RECURRENCE-ID;TZID=America/New_York:20260308T023000');
    expect(starts(out)).toEqual(starts(text));
    expect(starts(out)).toHaveLength(3);
  });

  it('has the same occurrences after import, whatever the slot', () => {
    const slots = fc.record({
      zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'UTC', 'Asia/Kathmandu'),
      rrule: fc.constantFrom(
        null,
        'FREQ=WEEKLY;BYDAY=TU,FR',
        'FREQ=DAILY;UNTIL=20261101T120000',
        'FREQ=DAILY;INTERVAL=3;UNTIL=20260610',
        'FREQ=MONTHLY;BYDAY=-1TU;COUNT=9',
      ),
      rdate: fc.constantFrom(null, '2026-04-01T09:00,2026-05-01T09:00/2026-05-01T12:00'),
      exdate: fc.constantFrom(null, '2026-03-10T10:00', '2026-03-10,2026-04-01T09:00'),
    });
    fc.assert(
      fc.property(slots, fc.constantFrom('02:30', '10:00', '23:45'), (changes, time) => {
        const event = anEvent({ ...changes, start: `2026-03-03T${time}`, end: '2026-03-04T00:30' });
        const text = writeIcs([event], PRODUCT);
        expect(readIcs(text).problems).toEqual([]);
        const window = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2028, 0, 1) };
        const before = expand({ slot: event.slot }, window);
        const after = expandIcs({ master: readIcs(text).events[0]!, overrides: [] }, window);
        expect(after.ok && after.value.map(({ start, end }) => [start, end])).toEqual(
          before.ok && before.value.map(({ start, end }) => [start, end]),
        );
      }),
    );
  });
});

describe('a reader of damaged files', () => {
  it('never throws, and what it read can be expanded or says why not', () => {
    const base = writeIcs(
      [anEvent({ rrule: 'FREQ=WEEKLY;BYDAY=TU', exdate: '2026-03-10T10:00' }, ['SUMMARY:a'])],
      PRODUCT,
    );
    const damage = fc.array(
      fc.tuple(
        fc.nat(base.length),
        fc.nat(12),
        fc.constantFrom('', ';', ':', '"', '\n', 'T', '99', 'RRULE:FREQ=SECONDLY\n'),
      ),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(damage, (cuts) => {
        const text = cuts.reduce((t, [at, n, put]) => t.slice(0, at) + put + t.slice(at + n), base);
        for (const series of seriesOf(readIcs(text).events)) {
          const found = expandIcs(series, { from: 0, to: Date.UTC(2030, 0, 1) }, 1000);
          expect(found.ok || found.error.type).toBeTruthy();
        }
      }),
    );
  });
});
