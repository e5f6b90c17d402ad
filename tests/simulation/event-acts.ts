import { idOf, perform, some, wall, type Acts, type Doing } from './doing.ts';
import type { Row } from './ledger.ts';
import { PEOPLE } from './organisation.ts';

function createEvent(doing: Doing): void {
  const { laptop, random, ledger, kind } = doing;
  const guests = random
    .shuffle(PEOPLE.filter((one) => one.id !== laptop.person && (!kind.singles || one.unit === 'near')))
    .slice(0, random.int(kind.singles ? 1 : 0, 2))
    .map((one) => ({ person_id: one.id, customer_id: null, role: 'required' }));
  const rrule = random.chance(kind.singles ? 0.8 : 0.15) ? 'FREQ=WEEKLY;COUNT=3' : null;
  const customer = random.chance(0.4) ? some(doing, 'customer') : null;
  const slot = {
    all_day: 0,
    ...wall(ledger.serial()),
    zone: random.pick(['Asia/Shanghai', 'Europe/Berlin', 'America/New_York']),
    rrule,
    rdate: null,
    exdate: null,
  };
  const fields = {
    kind: 'meeting',
    title: ledger.word(),
    description: ledger.word(),
    place: null,
    status: 'confirmed',
    transparency: 'busy',
    privacy: random.chance(0.2) ? 'private' : 'normal',
    travel_min: null,
    buffer_min: null,
    reminders: random.chance(0.3) ? '30' : null,
    attendees: guests,
    resources: random.chance(0.3) ? ['room'] : [],
    customers: customer ? [idOf(customer)] : [],
  };
  perform(doing, { name: 'event.create', input: { fields, slot }, made: 'event' });
}

/** An event in the own calendar, or in one that somebody let this person write. */
const single = (doing: Doing): Row | null =>
  some(
    doing,
    'event',
    `series_id IS NULL AND (organiser_id = ? OR scope IN (SELECT scope FROM _scope WHERE "right" = 'write' AND scope LIKE 'calendar:%'))`,
    doing.laptop.person,
  );

/** Lets a colleague into the own calendar, or out of it. */
function letIn(doing: Doing): void {
  const { laptop, random } = doing;
  const { id } = random.pick(PEOPLE.filter((one) => one.id !== laptop.person));
  perform(doing, {
    name: 'delegate.set',
    input: { person_id: id, may: random.pick(['read', 'write', 'none']) },
  });
}

function moveEvent(doing: Doing): void {
  const event = single(doing);
  if (!event) return;
  const input = {
    id: idOf(event),
    recurrence_id: null,
    which: 'all',
    ...wall(doing.ledger.serial()),
    zone: event['zone'],
  };
  perform(doing, { name: 'event.move', input, places: [['event', idOf(event)]] });
}

function updateEvent(doing: Doing): void {
  const event = single(doing);
  if (!event) return;
  const { ledger, random } = doing;
  const fields = random.chance(0.5) ? { title: ledger.word() } : { description: ledger.word() };
  const input = { id: idOf(event), recurrence_id: null, which: 'all', fields };
  perform(doing, { name: 'event.update', input, places: [['event', idOf(event)]] });
}

function removeEvent(doing: Doing): void {
  const event = single(doing);
  if (!event) return;
  const input = { id: idOf(event), recurrence_id: null, which: 'all' };
  perform(doing, { name: 'event.remove', input, places: [['event', idOf(event)]] });
}

export const EVENT_ACTS = {
  createEvent: [3, createEvent],
  moveEvent: [2, moveEvent],
  updateEvent: [3, updateEvent],
  removeEvent: [1, removeEvent],
  letIn: [1.5, letIn],
} as const satisfies Acts;
