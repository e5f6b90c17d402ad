import type { Answer, EventKind } from '../../src-shared/domain/calendar/tables.ts';
import type { DateText } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { scopeOf } from '../../src-shared/sync/scope.ts';
import { addDays, instantOf, wall, ZONE } from './dates.ts';
import type { Demo } from './demo.ts';
import type { Both } from './names/both.ts';
import type { DemoRow } from './row.ts';

export interface Invited {
  readonly person?: Id;
  readonly customer?: Id;
  readonly role?: 'required' | 'optional';
  readonly answer?: Answer;
}

/** An event as the pictures tell it; what is left out is usual: confirmed, busy, open to colleagues, no travel. */
export interface Appointment {
  readonly owner: Id;
  readonly kind: EventKind;
  readonly title: Both;
  readonly date: DateText;
  /** `HH:mm`; without it the event takes the whole day. */
  readonly from?: string;
  readonly to?: string;
  readonly place?: string;
  readonly description?: string;
  readonly transparency?: 'free' | 'out_of_office';
  readonly private?: boolean;
  readonly hold?: boolean;
  /** Minutes on the road before it. */
  readonly travel?: number;
  readonly rrule?: string;
  readonly exdate?: string;
  readonly invited?: readonly Invited[];
  readonly customers?: readonly Id[];
  readonly rooms?: readonly (readonly [id: Id, status: 'requested' | 'confirmed'])[];
  /** The holding of a customer's that it is about. */
  readonly about?: Id;
  /** How it went, where the owner has said so. */
  readonly outcome?: 'done' | 'partly' | 'missed';
}

/** The event's row and those that belong to it: in the owner's calendar, or with the owner alone. */
export function* appointment({ make }: Demo, one: Appointment): Generator<DemoRow, Id> {
  const scope = scopeOf(one.private === true ? 'person' : 'calendar', one.owner);
  const event = make('event', scope, {
    all_day: one.from === undefined ? 1 : 0,
    start: one.from === undefined ? one.date : wall(one.date, one.from),
    end: one.to === undefined ? addDays(one.date, 1) : wall(one.date, one.to),
    zone: ZONE,
    rrule: one.rrule ?? null,
    exdate: one.exdate ?? null,
    kind: one.kind,
    title: one.title[0],
    title_en: one.title[1],
    description: one.description ?? null,
    place: one.place ?? null,
    organiser_id: one.owner,
    status: one.hold ? 'tentative' : 'confirmed',
    transparency: one.transparency ?? 'busy',
    privacy: one.private ? 'private' : 'normal',
    travel_min: one.travel ?? 0,
    buffer_min: 0,
    reminders: one.kind === 'visit' ? '30' : null,
    holding_id: one.about ?? null,
    outcome: one.outcome ?? null,
  });
  yield event;
  const sent = instantOf(addDays(one.date, -3), '16:00');
  for (const guest of one.invited ?? []) {
    const answer = guest.answer ?? 'accepted';
    yield make('attendee', scope, {
      event_id: event.id,
      person_id: guest.person ?? null,
      customer_id: guest.customer ?? null,
      role: guest.role ?? 'required',
      answer,
      delivered_at: sent,
      seen_at: answer === 'needs_action' && guest.person !== undefined ? null : sent + 3_600_000,
    });
  }
  for (const [resource_id, status] of one.rooms ?? []) {
    yield make('event_resource', scope, { event_id: event.id, resource_id, status });
  }
  for (const customer_id of one.customers ?? []) {
    yield make('event_customer', scope, { event_id: event.id, customer_id });
  }
  return event.id;
}
