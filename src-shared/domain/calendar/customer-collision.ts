import type { EpochMs } from '../../kernel/brand.ts';
import { DAY, MINUTE } from './civil.ts';
import { conflictId, inOrder, party } from './conflict-shape.ts';
import type { Conflict } from './conflict-shape.ts';
import { sweepPairs } from './sweep.ts';
import { compareTexts } from '../../kernel/compare-texts.ts';

/** A visit or call as seen from the customer: who goes to which customer group. */
export interface Visit {
  readonly eventId: string;
  readonly uid: string;
  readonly recurrenceId: string;
  readonly personId: string;
  /** The group of companies, or the customer itself where it belongs to none. */
  readonly groupId: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/**
 * Two managers at one customer group within `days` of each other (R65, R66, R95): not an error but the proposal of
 * a joint visit. One manager's own two visits, and one event that both attend, are none.
 */
export function sameCustomerCollision(visits: readonly Visit[], days = 3): Conflict[] {
  const groups = Map.groupBy(visits, (visit) => visit.groupId);
  const found = new Map<string, Conflict>();
  for (const [groupId, group] of groups) {
    const starts = group.map((visit) => ({ start: visit.start, end: visit.start, visit }));
    sweepPairs(
      starts,
      ({ visit: x }, { visit: y }) => {
        if (x.uid === y.uid || x.personId === y.personId || y.start - x.start > days * DAY) return;
        const [a, b] = x.start === y.start && compareTexts(y.eventId, x.eventId) < 0 ? [y, x] : [x, y];
        const subject = { kind: 'customer', id: groupId } as const;
        const id = conflictId('customer', a, b, subject);
        const overlap = { start: a.start, end: Math.max(a.end, b.end) };
        const minutes = Math.round((b.start - a.start) / MINUTE);
        found.set(id, {
          id,
          kind: 'customer',
          severity: 'info',
          subject,
          a: party(a),
          b: party(b),
          overlap,
          minutes,
          required: false,
        });
      },
      days * DAY,
    );
  }
  return inOrder(found);
}
