import { conflictId, inOrder, party, type Conflict } from './conflict-shape.ts';
import type { Occupancy } from './occupancy.ts';
import { commonPart, overlaps } from './sweep.ts';

/**
 * What has the room that each of `refused` asked for and did not get. The meeting without a room is `a`, whichever begins
 * first. Where nothing is known to be in the way, as with a room of another branch, or after that has gone, `b` is null: the
 * room is still not booked, until it is asked for again.
 */
export function refusedRooms(refused: readonly Occupancy[], others: readonly Occupancy[]): Conflict[] {
  const found = new Map<string, Conflict>();
  const bySubject = Map.groupBy(
    others.filter((one) => one.status !== 'free'),
    (one) => one.subject.id,
  );
  for (const a of refused) {
    const having = (bySubject.get(a.subject.id) ?? []).filter((b) => b.uid !== a.uid && overlaps(a, b));
    for (const b of having.length === 0 ? [null] : having) {
      const one = withoutRoom(a, b);
      found.set(one.id, one);
    }
  }
  return inOrder(found);
}

function withoutRoom(a: Occupancy, b: Occupancy | null): Conflict {
  const overlap = b === null ? { start: a.start, end: a.end } : commonPart(a, b);
  return {
    id: conflictId('refused', a, b, a.subject),
    kind: 'refused',
    severity: 'hard',
    subject: a.subject,
    a: party(a),
    b: b && party(b),
    overlap,
    minutes: Math.round((overlap.end - overlap.start) / 60_000),
    required: true,
  };
}
