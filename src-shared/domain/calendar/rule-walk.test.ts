import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { DAY, formatWall, parseWall } from './civil.ts';
import { parseRule, WEEKDAYS } from './rule.ts';
import { walk } from './rule-walk.ts';

function occurrences(
  rrule: string,
  start: string,
  from: number,
  to: number,
  steps = 1e6,
): number[] | 'spent' {
  const rule = parseRule(rrule);
  if (!rule.ok) throw new Error(rule.error.part);
  const found: number[] = [];
  const window = { rule: rule.value, start: parseWall(start), from, to, until: Infinity };
  return walk(window, { left: steps }, (wall) => found.push(wall) > 0) ? found : 'spent';
}

/** The rules that calendars use. */
const commonRule = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { maxLength: 4 }),
    ordinal: fc.constantFrom('', '1', '2', '-1'),
    dates: fc.uniqueArray(fc.constantFrom(1, 2, 15, 28, 31, -1), { maxLength: 2 }),
    count: fc.option(fc.integer({ min: 1, max: 40 })),
  })
  .map(({ freq, interval, days, ordinal, dates, count }) =>
    [
      `FREQ=${freq};INTERVAL=${interval}`,
      ...(freq === 'MONTHLY' && dates.length > 0 ? [`BYMONTHDAY=${dates.join(',')}`] : []),
      ...((freq === 'WEEKLY' || (freq === 'MONTHLY' && dates.length === 0)) && days.length > 0
        ? [`BYDAY=${days.map((day) => (freq === 'MONTHLY' ? ordinal : '') + day).join(',')}`]
        : []),
      ...(count === null ? [] : [`COUNT=${count}`]),
    ].join(';'),
  );
const start = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 900_000, max: Date.UTC(2028, 0, 1) / 900_000 })
  .map((quarter) => formatWall(quarter * 900_000));

describe('the occurrences of a rule', () => {
  it('are those of rrule-temporal for the rules that calendars use', () => {
    fc.assert(
      fc.property(commonRule, start, fc.integer({ min: 0, max: 900 }), (rrule, from, offset) => {
        const low = parseWall(from) + offset * DAY;
        const high = low + 120 * DAY;
        const library = new RRuleTemporal({
          rruleString: `RRULE:${rrule}`,
          dtstart: Temporal.PlainDateTime.from(from).toZonedDateTime('UTC'),
        });
        const expected = library.between(new Date(low), new Date(high - 1), true);
        expect(occurrences(rrule, from, low, high)).toEqual(expected.map((d) => d.epochMilliseconds));
      }),
      { numRuns: 300 },
    );
  });

  it('of a window are the cut of a larger window', () => {
    fc.assert(
      fc.property(commonRule, start, fc.integer({ min: 0, max: 2000 }), (rrule, from, offset) => {
        const low = parseWall(from) + offset * DAY;
        const all = occurrences(rrule, from, parseWall(from), low + 90 * DAY);
        if (all === 'spent') throw new Error('spent');
        expect(occurrences(rrule, from, low, low + 90 * DAY)).toEqual(all.filter((wall) => wall >= low));
      }),
    );
  });

  it('a window in a far century costs no more steps than one at the start', () => {
    const from = parseWall('2525-06-01');
    const found = occurrences('FREQ=MINUTELY;INTERVAL=7', '2020-01-01T00:00', from, from + DAY, 500);
    expect(found).toHaveLength(206);
  });

  it('a rule that never occurs ends when the steps are spent, or the years', () => {
    const far = parseWall('9999-12-31');
    expect(occurrences('FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01T00:00', 0, far, 10_000)).toBe(
      'spent',
    );
    expect(occurrences('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01T00:00', 0, far, 100_000)).toEqual(
      [],
    );
  });

  it.each([
    'FREQ=YEARLY;BYMONTH=7;BYWEEKNO=53',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2',
  ])('what does not occur in four hundred years never does: %s', (rrule) => {
    const far = parseWall('9999-12-31');
    expect(occurrences(rrule, '2026-01-01T00:00', 0, far, 300_000)).toEqual([]);
  });

  it('what occurs once in four hundred years is found', () => {
    const rrule = 'FREQ=YEARLY;INTERVAL=100;BYMONTH=2;BYMONTHDAY=29';
    const found = occurrences(rrule, '2001-01-01T09:00', 0, parseWall('2901-01-01'), 1e6);
    expect(found).toEqual([]);
    expect(occurrences(rrule, '2100-01-01T09:00', 0, parseWall('2901-01-01'), 1e6)).toEqual(
      ['2400-02-29T09:00', '2800-02-29T09:00'].map(parseWall),
    );
  });

  it('the last working day of each month', () => {
    const found = occurrences(
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-01-30T16:00',
      0,
      parseWall('2026-05-01'),
    );
    expect(found).toEqual(
      ['2026-01-30T16:00', '2026-02-27T16:00', '2026-03-31T16:00', '2026-04-30T16:00'].map(parseWall),
    );
  });

  it('plain and numbered days in one rule are both meant', () => {
    const found = occurrences('FREQ=MONTHLY;BYDAY=3MO,FR', '2026-06-01T09:00', 0, parseWall('2026-07-01'));
    expect(found).toHaveLength(5);
    expect(found).toContain(parseWall('2026-06-15T09:00'));
  });

  it('weeks are counted from WKST, which matters with an interval', () => {
    const twice = (wkst: string): unknown =>
      occurrences(`FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=${wkst}`, '1997-08-05T09:00', 0, 1e12);
    expect(twice('MO')).toEqual(
      ['1997-08-05T09:00', '1997-08-10T09:00', '1997-08-19T09:00', '1997-08-24T09:00'].map(parseWall),
    );
    expect(twice('SU')).toEqual(
      ['1997-08-05T09:00', '1997-08-17T09:00', '1997-08-19T09:00', '1997-08-31T09:00'].map(parseWall),
    );
  });
});
