import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRule, describeRule, FREQUENCIES, parseRule, withParts } from './rule.ts';

describe('a rule as text', () => {
  it.each([
    'FREQ=WEEKLY;BYDAY=MO,XX',
    'FREQ=FORTNIGHTLY',
    'BYDAY=MO',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;UNTIL=tomorrow',
    'FREQ=DAILY;UNTIL=20260230',
    'FREQ=DAILY;UNTIL=20260301T990000Z',
    'FREQ=DAILY;UNTIL=20260301T106100',
    'FREQ=MONTHLY;BYMONTHDAY=0',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=DAILY;BYHOUR=24',
    'FREQ=YEARLY;BYEASTER=0',
    'RSCALE=CHINESE;FREQ=YEARLY',
    'FREQ',
    '',
  ])('is refused: %s', (text) => {
    expect(parseRule(text)).toMatchObject({ ok: false, error: { type: 'SlotBadRule' } });
  });

  it('names the part that could not be read', () => {
    expect(parseRule('FREQ=DAILY;BYHOUR=25')).toEqual({
      ok: false,
      error: { type: 'SlotBadRule', part: 'BYHOUR=25' },
    });
  });

  it('is read in any case and order, with its name and with unknown extensions', () => {
    const result = parseRule('RRULE:byday=fr,+2mo;X-COLOUR=red;freq=monthly');
    expect(result).toMatchObject({
      ok: true,
      value: {
        freq: 'MONTHLY',
        byDay: [
          { ordinal: 0, weekday: 4 },
          { ordinal: 2, weekday: 0 },
        ],
      },
    });
  });

  it('is described for the interface and built from it without loss', () => {
    const parts = fc.record({
      freq: fc.constantFrom(...FREQUENCIES),
      interval: fc.integer({ min: 1, max: 99 }),
      byDay: fc.constantFrom<string[]>([], ['MO'], ['-1FR'], ['MO', 'WE', 'FR']),
      byMonthDay: fc.constantFrom<number[]>([], [15], [-1, 1]),
      byMonth: fc.constantFrom<number[]>([], [2], [1, 12]),
      bySetPos: fc.constantFrom<number[]>([], [-1]),
      until: fc.constantFrom(null, '2026-12-31', '2026-12-31T18:00', '2026-12-31T10:00Z'),
      count: fc.option(fc.integer({ min: 1, max: 500 })),
      weekStart: fc.constantFrom('MO' as const, 'SU' as const),
      more: fc.constant(false),
    });
    fc.assert(
      fc.property(parts, (p) => {
        expect(describeRule(buildRule(p))).toEqual(p);
      }),
    );
  });

  it('says when it holds more than an editor shows', () => {
    expect(describeRule('FREQ=YEARLY;BYWEEKNO=20')?.more).toBe(true);
    expect(describeRule('nonsense')).toBeNull();
  });

  it('keeps the parts that an edit does not name', () => {
    expect(withParts('FREQ=WEEKLY;WKST=SU;COUNT=9;BYDAY=MO', { COUNT: null, UNTIL: '20260101' })).toBe(
      'FREQ=WEEKLY;WKST=SU;BYDAY=MO;UNTIL=20260101',
    );
  });
});
