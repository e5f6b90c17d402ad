import { describe, expect, test } from 'vitest';
import type { Occupancy } from './occupancy.ts';
import { refusedRooms } from './refused-room.ts';

const HOUR = 3_600_000;
const inRoom = (eventId: string, from: number, to: number, more: Partial<Occupancy> = {}): Occupancy => ({
  eventId,
  uid: eventId,
  recurrenceId: '',
  subject: { kind: 'resource', id: '302' },
  start: from * HOUR,
  end: to * HOUR,
  status: 'busy',
  required: true,
  ...more,
});
const told = (refused: Occupancy, ...others: Occupancy[]) =>
  refusedRooms([refused], others).map((one) => [one.a.eventId, one.b?.eventId ?? null, one.minutes]);

describe('a room that was refused', () => {
  const late = inRoom('late', 10, 11, { status: 'free' });

  test('clashes with what has it, whichever begins first', () => {
    expect(told(late, inRoom('first', 10.5, 12))).toEqual([['late', 'first', 30]]);
    expect(told(late, inRoom('first', 9, 10.5))).toEqual([['late', 'first', 30]]);
  });

  test('is missing, too, where nothing is known to be in its way', () => {
    const elsewhere = { subject: { kind: 'resource', id: '303' } } as const;
    expect(told(late)).toEqual([['late', null, 60]]);
    expect(told(late, inRoom('after', 11, 12), inRoom('other', 10, 11, elsewhere))).toEqual([
      ['late', null, 60],
    ]);
    expect(told(late, inRoom('gone', 10, 11, { status: 'free' }))).toEqual([['late', null, 60]]);
  });

  test('does not clash with meetings of its own series', () => {
    expect(told(late, inRoom('override', 10, 11, { uid: 'late' }))).toEqual([['late', null, 60]]);
  });
});
