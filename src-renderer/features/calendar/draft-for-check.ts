import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import type { CommandInput, QueryInput } from '../../../src-shared/contract/contract.ts';

/** What a dragged event would be, for the check. */
export function draftForCheck(
  detail: EventDetail,
  start: string,
  end: string,
  zone: string,
): QueryInput<'calendar.check'> {
  const { event } = detail;
  return {
    id: detail.instance.event_id,
    recurrence_id: detail.instance.recurrence_id,
    slot: { all_day: 0 as const, start, end, zone, rrule: null, rdate: null, exdate: null },
    kind: event.kind,
    status: event.status,
    transparency: event.transparency,
    travel_min: event.travel_min,
    buffer_min: event.buffer_min,
    place: event.place,
    attendees: detail.attendees.map(({ person_id, customer_id, role }) => ({ person_id, customer_id, role })),
    resources: detail.resources.map((one) => one.id),
    customers: detail.customers.map((one) => one.id),
  };
}

/** What an event that is being written would be, for the check; `editing` where it exists already. */
export function checkOf(
  { slot, fields }: CommandInput<'event.create'>,
  editing: { id: string; recurrence_id: string | null } | null,
): QueryInput<'calendar.check'> {
  const { kind, status, transparency, travel_min, buffer_min, place, attendees, resources, customers } =
    fields;
  return {
    id: editing?.id ?? null,
    recurrence_id: editing?.recurrence_id ?? null,
    slot,
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
}
