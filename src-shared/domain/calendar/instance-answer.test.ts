import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerAt,
  firstPerMeeting,
  instanceAnswerId,
  shiftedStart,
  singleAnswers,
} from './instance-answer.ts';
import { ANSWERS, type Answer } from './tables.ts';
import { effectiveStatus } from './occupancy.ts';

const walls = ['2026-12-01T10:00', '2026-12-08T10:00', '2026-12-15T10:00'];
const row = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  event_id: fc.constantFrom('s1', 's2'),
  person_id: fc.constantFrom('B', 'C'),
  recurrence_id: fc.constantFrom(...walls),
  answer: fc.constantFrom<Answer>(...ANSWERS),
  copy_of: fc.constantFrom(null, 'x'),
});
const rows = fc.array(row, { maxLength: 8 });
const busy = { status: 'confirmed', transparency: 'busy', kind: 'meeting', allDay: 0 } as const;

describe('an answer to one meeting', () => {
  it('decides of that meeting and of no other, and a declined one takes no time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ANSWERS),
        fc.constantFrom(...walls),
        fc.constantFrom(...walls),
        (whole, at, other) => {
          const single = new Map([[at, 'declined' as const]]);
          expect(effectiveStatus(busy, answerAt(whole, single, at))).toBe('free');
          if (other !== at) expect(answerAt(whole, single, other)).toBe(whole);
        },
      ),
    );
  });

  it('is not given by whoever has nothing to answer', () => {
    expect(answerAt(null, new Map([[walls[0]!, 'declined']]), walls[0]!)).toBeNull();
  });

  it('is the same whatever order its rows come in, and one per meeting', () => {
    fc.assert(
      fc.property(rows, fc.func(fc.nat()), (some, rank) => {
        const distinct = [...new Map(some.map((one) => [`${one.id}${one.copy_of}`, one])).values()];
        const shuffled = [...distinct].sort((a, b) => rank(a) - rank(b));
        expect(singleAnswers(shuffled)).toEqual(singleAnswers(distinct));
        const keys = firstPerMeeting(distinct).map(
          (one) => `${one.event_id}${one.person_id}${one.recurrence_id}`,
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('of the attendee stands before the organiser’s copy, also where it says nothing any more', () => {
    const said = { event_id: 's', person_id: 'B', recurrence_id: walls[0]! };
    const copy = { ...said, id: 'a', answer: 'declined', copy_of: 'b' } as const;
    const own = { ...said, id: 'b', answer: 'needs_action', copy_of: null } as const;
    expect(singleAnswers([copy, own]).size).toBe(0);
    expect(singleAnswers([copy]).get('s B')?.get(walls[0]!)).toBe('declined');
  });

  it('has one id on every laptop, and goes with its meeting there and back', () => {
    expect(instanceAnswerId('s', 'B', walls[0]!)).toBe(instanceAnswerId('s', 'B', walls[0]!));
    fc.assert(
      fc.property(fc.constantFrom(...walls), fc.integer({ min: -400_000, max: 400_000 }), (wall, minutes) => {
        const moved = shiftedStart(wall, minutes * 60_000, 0);
        expect(shiftedStart(moved, -minutes * 60_000, 0)).toBe(wall);
      }),
    );
    expect(shiftedStart('2026-12-01T10:00', -10 * 3_600_000, 1)).toBe('2026-12-01');
  });
});
