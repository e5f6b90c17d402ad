import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { transparencyAs } from '../../../src-shared/domain/calendar/whole-days.ts';
import type { QueryInput } from '../../../src-shared/contract/contract.ts';

type Draft = QueryInput<'calendar.check'>;
type Place = Pick<Draft, 'id' | 'recurrence_id'>;
type Written = { readonly slot: Draft['slot']; readonly fields: Omit<Draft, keyof Place | 'slot'> };

/** What a dragged event would be, for the check. */
export function draftForCheck(detail: EventDetail, start: string, end: string, zone: string): Draft {
  const { instance, event, attendees, resources, customers } = detail;
  const allDay = start.length === 10 ? (1 as const) : (0 as const);
  const slot = { all_day: allDay, start, end, zone, rrule: null, rdate: null, exdate: null };
  const fields = {
    ...event,
    transparency: transparencyAs(event, allDay),
    attendees: attendees.map(({ person_id, customer_id, role }) => ({ person_id, customer_id, role })),
    resources: resources.map((one) => one.id),
    customers: customers.map((one) => one.id),
  };
  return checkOf({ slot, fields }, { id: instance.event_id, recurrence_id: instance.recurrence_id });
}

/** What an event that is being written would be, for the check; `editing` where it exists already. */
export function checkOf({ slot, fields }: Written, editing: Place | null): Draft {
  const { kind, status, transparency, travel_min, buffer_min, place } = fields;
  const { attendees, resources, customers } = fields;
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
  return { id: editing?.id ?? null, recurrence_id: editing?.recurrence_id ?? null, slot, ...about };
}
