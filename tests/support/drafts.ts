import type { CommandInput, QueryInput } from '../../src-shared/contract/contract.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { NewRowOf } from '../../src-shared/schema/table.ts';
import type { Tables } from '../../src-shared/schema/tables.ts';
import { ME, type Desk } from './desk.ts';

/** Events as a form sends them, and an invitation as the server brings it: with defaults for what a test does not care. */
export const ZONE = 'Asia/Shanghai';
export type EventSlot = CommandInput<'event.create'>['slot'];
export type EventFields = CommandInput<'event.create'>['fields'];

export const slotAt = (start: string, end: string, more: Partial<EventSlot> = {}): EventSlot => ({
  all_day: 0,
  start,
  end,
  zone: ZONE,
  rrule: null,
  rdate: null,
  exdate: null,
  ...more,
});

export const aMeeting = (more: Partial<EventFields> = {}): EventFields => ({
  kind: 'meeting',
  title: '会',
  description: null,
  place: null,
  status: 'confirmed',
  transparency: 'busy',
  privacy: 'normal',
  travel_min: null,
  buffer_min: null,
  reminders: null,
  attendees: [],
  resources: [],
  customers: [],
  ...more,
});

export const asked = (
  person_id: Id,
  role: 'required' | 'optional' = 'required',
): EventFields['attendees'][number] => ({ person_id, customer_id: null, role });

/** The same as the check before saving takes it. */
export function draftOf(
  slot: EventSlot,
  more: Partial<EventFields>,
  id: Id | null,
): QueryInput<'calendar.check'> {
  const { kind, status, transparency, travel_min, buffer_min, place, ...rest } = aMeeting(more);
  const { attendees, resources, customers } = rest;
  const about = {
    kind,
    status,
    transparency,
    travel_min,
    buffer_min,
    place,
    attendees,
    resources,
    customers,
  };
  return { id, recurrence_id: null, slot, ...about };
}

/** On Thursday 3 December 2026, at half past ten. */
export const invitedBy = (
  desk: Desk,
  organiser_id: Id,
  more: Partial<NewRowOf<Tables['invitation']>> = {},
): Id =>
  desk.given('invitation', `calendar:${more.person_id ?? ME}`, {
    ...slotAt('2026-12-03T10:30', '2026-12-03T11:30'),
    event_id: 'event-b',
    person_id: ME,
    organiser_id,
    kind: 'meeting',
    title: '三级联动协调会',
    status: 'confirmed',
    transparency: 'busy',
    role: 'required',
    sent_at: desk.now(),
    answer: 'needs_action',
    ...more,
  });
