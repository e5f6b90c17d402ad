import { checkSlot } from '../../src-shared/domain/calendar/conflict.ts';
import type { Occupancy } from '../../src-shared/domain/calendar/occupancy.ts';
import { nearestFreeSlots } from '../../src-shared/domain/calendar/free-slots.ts';
import { dayKind, type DayKind } from '../../src-shared/domain/calendar/holidays.ts';
import { sweepPairs } from '../../src-shared/domain/calendar/sweep.ts';
import { seeded } from '../../src-shared/kernel/seeded.ts';
import { figureOf, section, spread, timed, type Bench, type Time } from './report.ts';

const PEOPLE = 200;
const EVENTS = 2_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = Date.UTC(2026, 0, 5);
const ASKED = 10;

/** Pure domain, no database: what conflicts cost once the rows are there, beside a plain sort and sweep. */
export const calendar: Bench = () => {
  const random = seeded('calendar');
  const calendars = Array.from({ length: PEOPLE }, (_, person) =>
    Array.from({ length: EVENTS }, (_, at) =>
      occupancy(
        `p${person}`,
        `p${person}-${at}`,
        START + random.int(0, 600) * DAY + random.int(0, 36) * 15 * MINUTE + 9 * 60 * MINUTE,
        random.pick([30, 45, 60]),
      ),
    ),
  );
  let pairs = 0;
  let plain = 0;
  const sweeps: Time[] = [];
  const plains: Time[] = [];
  for (let run = 0; run < 7; run += 1) {
    pairs = 0;
    plain = 0;
    sweeps.push(timed(() => calendars.forEach((one) => sweepPairs(one, () => (pairs += 1)))));
    plains.push(timed(() => calendars.forEach((one) => (plain += plainSweep(one)))));
  }
  if (pairs !== plain) throw new Error(`${pairs} pairs here, ${plain} by the plain sweep`);
  const own = figureOf(`overlaps of ${PEOPLE} people × ${EVENTS} events`, sweeps);
  const other = figureOf('the same by a plain sort and sweep', plains);

  const team = calendars.slice(0, ASKED);
  const wishes = Array.from(
    { length: 200 },
    () => START + random.int(0, 600) * DAY + random.int(9, 16) * 60 * MINUTE,
  );
  const existing = team.flat();
  /** As a query would bring them: what lies in the weeks that are looked at. */
  const busyAround = (near: number): Map<string, Occupancy[]> =>
    new Map(
      team.map((list, person) => [
        `p${person}`,
        list.filter((one) => one.end > near - 7 * DAY && one.start < near + 14 * DAY),
      ]),
    );
  const subjects = team.map((_, person) => ({
    id: `p${person}`,
    required: true,
    workStart: '08:30',
    workEnd: '17:30',
    zone: 'Asia/Shanghai',
  }));
  const candidate = (at: number): Occupancy[] =>
    team.map((_, person) => occupancy(`p${person}`, 'draft', at, 60));
  return [
    section(
      'Conflicts, pure functions',
      [
        own,
        other,
        spread(
          `check of a slot for ${ASKED} people against all their ${ASKED * EVENTS} events`,
          wishes.map((at) => () => checkSlot(candidate(at), existing)),
        ),
        spread(
          `three nearest free slots of ${ASKED} people in three weeks`,
          wishes
            .map((near) => ({
              near,
              now: near,
              from: near - 7 * DAY,
              to: near + 14 * DAY,
              busy: busyAround(near),
            }))
            .map((wish) => () => nearestFreeSlots({ ...wish, subjects, durationMin: 60, dayKindOf })),
        ),
      ],
      [`${pairs} overlapping pairs; ${(own.p50 / other.p50).toFixed(2)} of the plain sweep's time`],
    ),
  ];
};

const dayKindOf = (date: string): DayKind => dayKind(date);

/** What anybody would write: objects sorted by start with a comparator, then each looks ahead until it is over. */
function plainSweep(items: readonly Occupancy[]): number {
  const sorted = [...items].sort((a, b) => a.start - b.start);
  let pairs = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    for (let j = i + 1; j < sorted.length && sorted[j]!.start < sorted[i]!.end; j += 1) pairs += 1;
  }
  return pairs;
}

const occupancy = (id: string, uid: string, start: number, minutes: number): Occupancy => ({
  eventId: uid,
  uid,
  recurrenceId: '',
  subject: { kind: 'person', id },
  start,
  end: start + minutes * MINUTE,
  status: 'busy',
  required: true,
});
