import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { formatWall } from './civil.ts';
import { addDays, addWall, dayEnd, dayStart, instantToWall, isZone, wallToInstant } from './zone.ts';

const HOUR = 3_600_000;
const zones = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
];
const zone = fc.constantFrom(...zones);
const minute = fc
  .integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2037, 0, 1) / 60_000 })
  .map((m) => m * 60_000);

describe('wall time in a zone', () => {
  it('a time that a gap skips moves forward by the gap', () => {
    expect(instantToWall(wallToInstant('2026-03-08T02:30', 'America/New_York'), 'America/New_York')).toBe(
      '2026-03-08T03:30',
    );
    expect(wallToInstant('2026-03-29T02:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1));
  });

  it('a repeated hour is the first one', () => {
    expect(wallToInstant('2026-11-01T01:30', 'America/New_York')).toBe(Date.UTC(2026, 10, 1, 5, 30));
    expect(wallToInstant('2026-10-25T02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  it('agrees with Temporal on every minute, in both directions', () => {
    fc.assert(
      fc.property(minute, zone, (ms, tz) => {
        const wall = formatWall(ms);
        const plain = Temporal.PlainDateTime.from(wall);
        expect(wallToInstant(wall, tz)).toBe(
          plain.toZonedDateTime(tz, { disambiguation: 'compatible' }).epochMilliseconds,
        );
        const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz).toPlainDateTime();
        expect(instantToWall(ms, tz)).toBe(there.toString({ smallestUnit: 'minute' }));
      }),
      { numRuns: 400 },
    );
  });

  it('knows the daylight saving time that China had until 1991', () => {
    expect(wallToInstant('1990-07-01T12:00', 'Asia/Shanghai')).toBe(Date.UTC(1990, 6, 1, 3));
    expect(wallToInstant('1992-07-01T12:00', 'Asia/Shanghai')).toBe(Date.UTC(1992, 6, 1, 4));
  });

  it('a day has 23, 24 or 25 hours', () => {
    const hours = (date: string): number =>
      (dayEnd(date, 'America/New_York') - dayStart(date, 'America/New_York')) / HOUR;
    expect([hours('2026-03-08'), hours('2026-06-01'), hours('2026-11-01')]).toEqual([23, 24, 25]);
  });

  it('a date that a zone skipped altogether gives an instant all the same', () => {
    expect(wallToInstant('2011-12-30T12:00', 'Pacific/Apia')).toBe(
      wallToInstant('2011-12-31T12:00', 'Pacific/Apia'),
    );
  });

  it('text that is no time is not a number, an unknown zone counts as UTC', () => {
    expect(wallToInstant('2026-02-30T10:00', 'UTC')).toBeNaN();
    expect(wallToInstant('2026-02-03T24:00', 'Asia/Shanghai')).toBeNaN();
    expect(isZone('Mars/Olympus')).toBe(false);
    expect(wallToInstant('2026-02-03T10:00', 'Mars/Olympus')).toBe(Date.UTC(2026, 1, 3, 10));
  });

  it('dates and times move on the wall', () => {
    expect(addWall('2026-02-28T23:30', 45)).toBe('2026-03-01T00:15');
    expect(addWall('2028-02-28', 1440)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});
