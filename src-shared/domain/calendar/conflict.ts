import { MINUTE } from './civil.ts';
import { conflictId, inOrder, party } from './conflict-shape.ts';
import type { Conflict, Party } from './conflict-shape.ts';
import type { Occupancy } from './occupancy.ts';
import { commonPart, isOnIn, overfull, overlaps, sweepPairs } from './sweep.ts';
import type { Interval } from './sweep.ts';
import { travelNeed } from './travel.ts';
import type { TravelOptions } from './travel.ts';
import { compareTexts } from '../../kernel/compare-texts.ts';

export type { Conflict, Party } from './conflict-shape.ts';
export { effectiveStatus } from './occupancy.ts';
export type { BusyStatus, Occupancy, Subject } from './occupancy.ts';

export interface ConflictOptions extends TravelOptions {
  /** How many events a resource takes at once; default the occupancy's own capacity, else 1. */
  capacityOf?(resourceId: string): number | undefined;
}

/**
 * A meeting is told against so many that began before it and are on with it, the earliest of them: each that is on has its
 * clashes in the list, and a thousand at one hour (a broken file, an attack) are not half a million lines. Those from which
 * the way is too long are counted by themselves, up to as many: they hide nothing that is on at the same time.
 */
export const MOST_AT_ONCE = 20;

/**
 * All conflicts among the occupancies, by time, up to `MOST_AT_ONCE`. Sort-sweep for each subject; the same as comparing
 * all pairs.
 */
export function findConflicts(occupancies: readonly Occupancy[], options: ConflictOptions = {}): Conflict[] {
  const found = new Map<string, Conflict>();
  for (const group of bySubject(occupancies)) {
    const judge = judgeOf(group, options);
    const on = new Map<Occupancy, number>();
    const away = new Map<Occupancy, number>();
    const tell = (a: Occupancy, b: Occupancy): void => {
      const told = overlaps(a, b) ? on : away;
      const before = told.get(b) ?? 0;
      const next = before < MOST_AT_ONCE ? judge.of(a, b) : null;
      if (next === null) return;
      told.set(b, before + 1);
      keep(found, next);
    };
    // Of what begins at one time the order decides which are told, and it may not be that of arrival.
    sweepPairs(group.toSorted(compareTimes), tell, judge.reach());
  }
  return inOrder(found);
}

/**
 * The conflicts that saving `candidate` would make with what exists, not those among what exists. `existing` should
 * be limited to the candidate's people and days; an older version of the same event in it is ignored.
 */
export function checkSlot(
  candidate: readonly Occupancy[],
  existing: readonly Occupancy[],
  options: ConflictOptions = {},
): Conflict[] {
  const found = new Map<string, Conflict>();
  const groups = bySubject(candidate).map((wanted) => ({ wanted, others: [] as Occupancy[] }));
  // A person and a room never share an id, but nothing here depends on it.
  const people = new Map<string, (typeof groups)[number]>();
  const resources = new Map<string, (typeof groups)[number]>();
  for (const group of groups) {
    const { kind, id } = group.wanted[0]!.subject;
    (kind === 'person' ? people : resources).set(id, group);
  }
  for (const other of existing) {
    if (other.status === 'free') continue;
    const group = (other.subject.kind === 'person' ? people : resources).get(other.subject.id);
    if (group !== undefined && group.wanted.every((w) => w.uid !== other.uid)) group.others.push(other);
  }
  for (const { wanted, others } of groups) {
    if (others.length === 0) continue;
    const judge = judgeOf([...wanted, ...others], options);
    for (const w of wanted) for (const other of others) keep(found, judge.of(w, other));
  }
  return inOrder(found);
}

/** What takes time, grouped; the free are dropped here, so a declined event changes nothing. */
function bySubject(occupancies: readonly Occupancy[]): Occupancy[][] {
  const people = new Map<string, Occupancy[]>();
  const resources = new Map<string, Occupancy[]>();
  for (const occupancy of occupancies) {
    if (occupancy.status === 'free') continue;
    const groups = occupancy.subject.kind === 'person' ? people : resources;
    const group = groups.get(occupancy.subject.id);
    if (group === undefined) groups.set(occupancy.subject.id, [occupancy]);
    else group.push(occupancy);
  }
  return [...people.values(), ...resources.values()];
}

interface Judge {
  /** Milliseconds of gap within which a pair can still be a travel conflict. */
  reach(): number;
  of(x: Occupancy, y: Occupancy): Conflict | null;
}

function judgeOf(group: readonly Occupancy[], options: ConflictOptions): Judge {
  const subject = group[0]!.subject;
  if (subject.kind === 'resource') {
    const capacity = options.capacityOf?.(subject.id) ?? group[0]!.capacity ?? 1;
    const stretches = capacity > 1 ? overfull(group, capacity) : null;
    return {
      reach: () => 0,
      of: (x, y) => {
        if (x.uid === y.uid || !overlaps(x, y)) return null;
        // A pool has thousands of stretches and of pairs: they are not compared each with each.
        if (stretches !== null && !isOnIn(stretches, commonPart(x, y))) return null;
        return overlapConflict('resource', x, y);
      },
    };
  }
  const need = travelNeed(group, options);
  return {
    reach: () => need.most() * MINUTE,
    of: (x, y) => {
      if (x.uid === y.uid) return null;
      if (overlaps(x, y)) return overlapConflict('person', x, y);
      const [a, b] = inTime(x, y);
      const gap = (b.start - a.end) / MINUTE;
      const minutes = need.between(a, b) - gap;
      if (minutes <= 0) return null;
      return conflict('travel', 'soft', a, b, { start: a.end, end: b.start }, Math.ceil(minutes));
    },
  };
}

function overlapConflict(kind: 'person' | 'resource', x: Occupancy, y: Occupancy): Conflict {
  const [a, b] = inTime(x, y);
  const overlap = commonPart(a, b);
  const firm = a.status !== 'tentative' && b.status !== 'tentative' && a.required && b.required;
  const minutes = Math.round((overlap.end - overlap.start) / MINUTE);
  return conflict(kind, firm ? 'hard' : 'soft', a, b, overlap, minutes);
}

function conflict(
  kind: Conflict['kind'],
  severity: Conflict['severity'],
  a: Occupancy,
  b: Occupancy,
  overlap: Interval,
  minutes: number,
): Conflict {
  return {
    id: conflictId(kind, a, b, a.subject),
    kind,
    severity,
    subject: a.subject,
    a: party(a),
    b: party(b),
    overlap,
    minutes,
    required: a.required && b.required,
  };
}

const compareTimes = (x: Party, y: Party): number =>
  x.start - y.start ||
  x.end - y.end ||
  compareTexts(x.eventId, y.eventId) ||
  compareTexts(x.recurrenceId, y.recurrenceId);

const inTime = <T extends Party>(x: T, y: T): [T, T] => (compareTimes(x, y) <= 0 ? [x, y] : [y, x]);

const RANK = { hard: 0, soft: 1, info: 2 } as const;

/**
 * Two rows can tell of the same pair (an event and a colleague's older busy block of it). The worse reading wins,
 * then the earlier: the answer may not depend on the order of arrival.
 */
function keep(found: Map<string, Conflict>, next: Conflict | null): void {
  if (next === null) return;
  const known = found.get(next.id);
  if (known === undefined || prefers(next, known)) found.set(next.id, next);
}

const prefers = (next: Conflict, known: Conflict): boolean =>
  (RANK[next.severity] - RANK[known.severity] ||
    next.overlap.start - known.overlap.start ||
    known.minutes - next.minutes ||
    next.a.start - known.a.start ||
    (next.b?.start ?? 0) - (known.b?.start ?? 0) ||
    next.a.end - known.a.end ||
    (next.b?.end ?? 0) - (known.b?.end ?? 0)) < 0;
