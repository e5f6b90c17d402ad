import type { EventRow } from '../../../db/client/queries/calendar.ts';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import type { Draft } from '../../../src-shared/contract/event-draft.ts';
import { transparencyAs } from '../../../src-shared/domain/calendar/whole-days.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Named } from './occurrences.ts';

/** One occurrence at another time, as the form that is saved after a drag would have it. */
export function draftOfOccurrence(
  row: EventRow | Row<'invitation'>,
  { attendees, resources, customers }: Pick<EventDetail, 'attendees' | 'resources' | 'customers'>,
  named: Named,
  slot: Draft['slot'],
): Draft {
  const { kind, status, travel_min, buffer_min, place } = row;
  return {
    ...named,
    slot,
    kind,
    status,
    transparency: transparencyAs(row, slot.all_day),
    travel_min,
    buffer_min,
    place,
    attendees: attendees.map(({ person_id, customer_id, role }) => ({ person_id, customer_id, role })),
    resources: resources.map(({ id }) => id),
    customers: customers.map(({ id }) => id),
  };
}
