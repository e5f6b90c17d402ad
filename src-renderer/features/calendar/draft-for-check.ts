import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import type { QueryInput } from '../../../src-shared/contract/contract.ts';

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
