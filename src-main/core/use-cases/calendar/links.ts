import { attendeesOf, customerLinksOf, resourceLinksOf } from '../../../../db/client/queries/attendance.ts';
import { singleAt, singlesOf } from '../../../../db/client/queries/instance-answer.ts';
import type { Writer } from '../../../../db/client/access.ts';
import { derivedId } from '../../../../src-shared/kernel/derived-id.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import type { Scope } from '../../../../src-shared/sync/scope.ts';
import type { CommandInput } from '../../../../src-shared/contract/contract.ts';
import { putRow } from '../put-row.ts';

type EventFields = CommandInput<'event.create'>['fields'];
/** The people, rooms and customers of an event as a form has them; a list that is absent stays as it is. */
export type LinkFields = {
  readonly [K in 'attendees' | 'resources' | 'customers']?: EventFields[K] | undefined;
};

interface Target {
  readonly tx: Writer;
  readonly newId: () => Id;
  readonly event: Id;
  readonly scope: Scope;
  readonly organiser: Id;
}

/**
 * Makes the link rows of an event say what the form says. Rows that stay are kept, with their answers; somebody new
 * has not answered yet, and a new room is a request until the server has confirmed it.
 */
export function writeLinks(target: Target, fields: LinkFields): void {
  if (fields.attendees) writeAttendees(target, fields.attendees);
  if (fields.resources) writeResources(target, fields.resources);
  if (fields.customers) writeCustomers(target, fields.customers);
}

function writeAttendees(target: Target, wanted: EventFields['attendees']): void {
  const { tx } = target;
  const keyOf = (one: { person_id: Id | null; customer_id: Id | null }): string =>
    `${one.person_id}/${one.customer_id}`;
  const present = new Map(attendeesOf(tx, [target.event]).map((row) => [keyOf(row), row]));
  const kept = new Set<string>();
  for (const one of wanted) {
    const key = keyOf(one);
    if (kept.has(key) || one.person_id === target.organiser || (one.person_id ?? one.customer_id) === null)
      continue;
    kept.add(key);
    const row = present.get(key);
    if (row) tx.update('attendee', row.id, { role: one.role });
    else
      tx.insert('attendee', target.scope, target.newId(), {
        ...one,
        event_id: target.event,
        answer: 'needs_action',
      });
  }
  for (const [key, row] of present) if (!kept.has(key)) tx.remove('attendee', row.id);
}

function writeResources(target: Target, wanted: readonly Id[]): void {
  const { tx } = target;
  const present = new Map(resourceLinksOf(tx, [target.event]).map((row) => [row.resource_id, row.id]));
  const kept = new Set(wanted);
  for (const id of kept) {
    if (present.has(id)) continue;
    tx.insert('event_resource', target.scope, target.newId(), {
      event_id: target.event,
      resource_id: id,
      status: 'requested',
    });
  }
  for (const [id, row] of present) if (!kept.has(id)) tx.remove('event_resource', row);
}

function writeCustomers(target: Target, wanted: readonly Id[]): void {
  const { tx } = target;
  const present = new Map(customerLinksOf(tx, [target.event]).map((row) => [row.customer_id, row.id]));
  const kept = new Set(wanted);
  for (const id of kept) {
    if (present.has(id)) continue;
    tx.insert('event_customer', target.scope, target.newId(), { event_id: target.event, customer_id: id });
  }
  for (const [id, row] of present) if (!kept.has(id)) tx.remove('event_customer', row);
}

/**
 * Gives an override or the second half of a split series the people, rooms and customers of the event it came from,
 * answers included (RFC 5545 §3.8.4.4: an instance carries its own whole set of properties). Two laptops that replace one
 * instance copy to the same rows. What replaces one instance takes the answers that were given to it alone.
 */
export function copyLinks(target: Target, from: Id, instance: string | null = null): void {
  const { tx } = target;
  const singles = singlesOf(tx, instance === null ? [] : [from]);
  const copy = (link: Id): Id => derivedId(link, `link ${target.event} ${link}`);
  for (const row of attendeesOf(tx, [from])) {
    const { id, ...cells } = row;
    const { recurrence_id: _which, ...said } = singleAt(singles, from, row.person_id, instance) ?? NOT_SINGLE;
    putRow(tx, 'attendee', target.scope, copy(id), { ...cells, ...said, event_id: target.event });
  }
  for (const row of resourceLinksOf(tx, [from])) {
    const cells = { event_id: target.event, resource_id: row.resource_id, status: row.status };
    putRow(tx, 'event_resource', target.scope, copy(row.id), cells);
  }
  for (const row of customerLinksOf(tx, [from])) {
    const cells = { event_id: target.event, customer_id: row.customer_id };
    putRow(tx, 'event_customer', target.scope, copy(row.id), cells);
  }
}

const NOT_SINGLE = { recurrence_id: null } as const;

/** An event at another time asks again: rooms are requested anew. Refused and confirmed alike, the old word is void. */
export function askRoomsAgain(tx: Writer, event: Id): void {
  for (const row of resourceLinksOf(tx, [event]))
    tx.update('event_resource', row.id, { status: 'requested' });
}

export function removeWithLinks(tx: Writer, event: Id): void {
  for (const row of attendeesOf(tx, [event])) tx.remove('attendee', row.id);
  for (const row of resourceLinksOf(tx, [event])) tx.remove('event_resource', row.id);
  for (const row of customerLinksOf(tx, [event])) tx.remove('event_customer', row.id);
  tx.remove('event', event);
}
