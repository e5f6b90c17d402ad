import { describe, expect, it } from 'vitest';
import { DAY as A_DAY, HOUR } from './civil.ts';
import { sameCustomerCollision } from './customer-collision.ts';

const DAY = Date.UTC(2026, 2, 3);

describe('two managers at one customer group', () => {
  const visit = (eventId: string, personId: string, day: number, groupId = 'G') => ({
    eventId,
    uid: eventId,
    recurrenceId: '',
    personId,
    groupId,
    start: DAY + day * A_DAY,
    end: DAY + day * A_DAY + HOUR,
  });

  it('within three days is the proposal of a joint visit', () => {
    const found = sameCustomerCollision([visit('a', 'A', 0), visit('b', 'B', 3), visit('c', 'B', 6.5)]);
    expect(found).toMatchObject([
      {
        kind: 'customer',
        severity: 'info',
        subject: { kind: 'customer', id: 'G' },
        a: { eventId: 'a' },
        b: { eventId: 'b' },
      },
    ]);
  });

  it('is none for one person, for one shared visit, or for another group', () => {
    expect(sameCustomerCollision([visit('a', 'A', 0), visit('b', 'A', 1)])).toEqual([]);
    expect(sameCustomerCollision([visit('a', 'A', 0), visit('a', 'B', 0)])).toEqual([]);
    expect(sameCustomerCollision([visit('a', 'A', 0), visit('b', 'B', 1, 'H')])).toEqual([]);
  });
});
