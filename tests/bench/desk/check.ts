import { addDays } from '../../../db/demo/dates.ts';
import { practise } from '../../../src-main/core/engine/practice.ts';
import type { Draft } from '../../../src-shared/contract/event-draft.ts';
import { seeded } from '../../../src-shared/kernel/seeded.ts';
import { section, spread, type Section } from '../report.ts';
import type { BenchDesk } from './bench-desk.ts';
import { todayIn, ZONE } from './screens.ts';

const CHECK = 5;
const DRAFTS = 100;
const PEOPLE = 10;

/** What saving a meeting of ten people and a room would lead to, with the three nearest free slots, at any hour. */
export function checkSection({ ask, queries, reading }: BenchDesk): Section {
  const random = seeded('drafts');
  const taken = reading
    .prepare("SELECT DISTINCT subject_id FROM busy_block WHERE subject_kind = 'person' ORDER BY subject_id")
    .pluck()
    .all() as string[];
  const colleagues = ask('org.people', {}).filter((one) => !one.me && taken.includes(one.id));
  const rooms = ask('org.resources', {});
  const today = todayIn(Date.now());
  const two = (value: number): string => String(value).padStart(2, '0');
  const draft = (people: number): Draft => {
    const hour = random.int(9, 16);
    const date = addDays(today, random.int(0, 60));
    const asked = random.shuffle(colleagues).slice(0, people - 1);
    return {
      id: null,
      recurrence_id: null,
      slot: { all_day: 0, start: `${date}T${two(hour)}:00`, end: `${date}T${two(hour + 1)}:00`, zone: ZONE, rrule: null, rdate: null, exdate: null },
      kind: 'meeting',
      status: 'confirmed',
      transparency: 'busy',
      travel_min: null,
      buffer_min: null,
      place: null,
      attendees: asked.map((one) => ({ person_id: one.id, customer_id: null, role: 'required' })),
      resources: rooms.slice(0, 1).map((one) => one.id),
      customers: [],
    }; // prettier-ignore
  };
  const checks = (people: number, limit = DRAFTS) =>
    Array.from({ length: limit }, () => draft(people)).map((one) => () => ask('calendar.check', one));
  // As the reading worker does while nobody asks for anything.
  for (const _ of practise(queries, Date.now()));
  const weekly = Array.from({ length: 20 }, () => draft(PEOPLE)).map(
    (one) => () => ask('calendar.check', { ...one, slot: { ...one.slot, rrule: 'FREQ=WEEKLY;COUNT=12' } }),
  );
  return section(
    'Conflict check with the three nearest free slots',
    [
      spread(`a meeting of ${PEOPLE} people and a room`, checks(PEOPLE), CHECK),
      spread('of 2 people and a room', checks(2), CHECK),
      spread(`12 weekly meetings of ${PEOPLE} people and a room`, weekly),
    ],
    [`${colleagues.length} colleagues whose time this laptop knows`],
  );
}
