import fc from 'fast-check';
import type { Row } from '../../src-shared/schema/tables.ts';
import type { PlainStore } from './plain-store.ts';

export const NOW = Date.parse('2026-11-23T01:00:00Z');
export const PEOPLE = ['p0', 'p1', 'p2'];
const STARTS = [
  '2026-11-24T09:00',
  '2026-11-24T09:30',
  '2026-11-24T10:00',
  '2026-11-25T10:00',
  '2026-12-01T09:30',
];

export const times = (start: string, rrule: string | null): Partial<Row<'event'>> => ({
  all_day: 0,
  start,
  end: `${start.slice(0, 11)}${start.slice(11, 13) === '09' ? '10' : '11'}:15`,
  zone: 'Asia/Shanghai',
  rrule,
});
export const facts: Partial<Row<'event'>> = {
  kind: 'visit',
  title: 'x',
  status: 'confirmed',
  transparency: 'busy',
  privacy: 'normal',
  reminders: '30',
  travel_min: 20,
};

/** A meeting in the own calendar, but for its id and its time. */
export const OWN_MEETING = {
  scope: 'calendar:p0',
  all_day: 0,
  zone: 'Asia/Shanghai',
  kind: 'meeting',
  title: 'x',
  organiser_id: 'p0',
  status: 'confirmed',
  transparency: 'busy',
  privacy: 'normal',
} as const;

export const CARS = { kind: 'car', unit_id: 'u', name: '公务车', seats: 5 } as const;
export const COMPANY = {
  kind: 'company',
  name: '云岫',
  tier: 'key',
  lifecycle: 'active',
  stage: 'gather',
} as const;

const person = fc.constantFrom(...PEOPLE);
const start = fc.constantFrom(...STARTS);
const n = fc.nat(3);
/** What can happen to a laptop's rows: edits, answers, blocks that move, and rows that go when a right ends. */
export const step = fc.oneof(
  fc.record({
    do: fc.constant('event' as const),
    n,
    start,
    person,
    rrule: fc.constantFrom(null, 'FREQ=WEEKLY;COUNT=3'),
    deleted: fc.boolean(),
  }),
  fc.record({ do: fc.constant('override' as const), n, start, deleted: fc.boolean() }),
  fc.record({
    do: fc.constant('attendee' as const),
    n,
    person,
    answer: fc.constantFrom('accepted' as const, 'declined' as const, 'needs_action' as const),
    deleted: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('invitation' as const),
    n,
    start,
    answer: fc.constantFrom('accepted' as const, 'declined' as const),
  }),
  fc.record({ do: fc.constant('block' as const), n, person, start, deleted: fc.boolean() }),
  fc.record({ do: fc.constant('gone' as const), n }),
  fc.record({
    do: fc.constant('room' as const),
    n,
    room: fc.constantFrom('hall', 'cars'),
    status: fc.constantFrom('requested' as const, 'confirmed' as const, 'refused' as const),
    deleted: fc.boolean(),
  }),
  fc.record({ do: fc.constant('pool' as const), capacity: fc.constantFrom(null, 2, 3) }),
  fc.record({ do: fc.constant('visits' as const), n, customer: fc.nat(1), deleted: fc.boolean() }),
  fc.record({
    do: fc.constant('customer' as const),
    customer: fc.nat(1),
    geo: fc.constantFrom(null, '30.281;114.052', '30.309;114.243'),
  }),
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Does it, and lets everything that is derived follow. */
export function apply(store: PlainStore, one: Step): void {
  const gone = (deleted: boolean): 0 | 1 => (deleted ? 1 : 0);
  const event = 'n' in one ? `e${one.n}` : '';
  switch (one.do) {
    case 'event':
      store.put('event', {
        id: event,
        scope: `calendar:${one.person}`,
        deleted: gone(one.deleted),
        ...facts,
        ...times(one.start, one.rrule),
        organiser_id: one.person,
      });
      break;
    case 'override':
      store.put('event', {
        id: `o${one.n}`,
        scope: 'calendar:p0',
        deleted: gone(one.deleted),
        ...facts,
        ...times(one.start, null),
        organiser_id: 'p0',
        series_id: event,
        recurrence_id: one.start,
      });
      break;
    case 'attendee':
      store.put('attendee', {
        id: `a${one.n}${one.person}`,
        scope: 'calendar:p0',
        deleted: gone(one.deleted),
        event_id: event,
        person_id: one.person,
        role: 'required',
        answer: one.answer,
      });
      break;
    case 'invitation':
      store.put('invitation', {
        id: `i${one.n}`,
        scope: 'calendar:p0',
        ...(facts as Partial<Row<'invitation'>>),
        ...(times(one.start, null) as Partial<Row<'invitation'>>),
        event_id: `x${one.n}`,
        person_id: 'p0',
        organiser_id: 'p1',
        role: 'required',
        sent_at: 0,
        answer: one.answer,
      });
      break;
    case 'block': {
      const at = Date.parse(`${one.start}+08:00`);
      store.put('busy_block', {
        id: `b${one.n}${one.person}`,
        scope: 'busy:t',
        deleted: gone(one.deleted),
        subject_kind: 'person',
        subject_id: one.person,
        event_id: `x${one.n}`,
        uid: `x${one.n}`,
        recurrence_id: '',
        start: at,
        end: at + 45 * 60_000,
        status: 'busy',
        required: 1,
      });
      break;
    }
    case 'room':
      store.put('event_resource', {
        id: `l${one.n}${one.room}`,
        scope: 'calendar:p0',
        deleted: gone(one.deleted),
        event_id: event,
        resource_id: one.room,
        status: one.status,
      });
      break;
    case 'pool':
      store.put('resource', { id: 'cars', scope: 'bank', ...CARS, capacity: one.capacity });
      break;
    case 'visits':
      store.put('event_customer', {
        id: `v${one.n}${one.customer}`,
        scope: 'calendar:p0',
        deleted: gone(one.deleted),
        event_id: event,
        customer_id: `c${one.customer}`,
      });
      break;
    case 'customer':
      store.put('customer', { id: `c${one.customer}`, scope: 'book:b', ...COMPANY, geo: one.geo });
      break;
    case 'gone':
      store.take('event', event);
      break;
  }
  store.settle(NOW);
}
