import { attendeesOf } from '../../../db/client/queries/attendance.ts';
import { briefsOf, invitationsOfEvents, type EventBrief } from '../../../db/client/queries/calendar.ts';
import type { EventKind, Event } from '../../../src-shared/domain/calendar/tables.ts';
import { isSeries } from '../../../src-shared/domain/calendar/slot.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { QueryContext } from '../engine/context.ts';

/** What this laptop may tell of an event, from the most detailed row it holds. */
export interface EventFacts {
  readonly event: EventBrief | null;
  readonly invitation: Row<'invitation'> | null;
  readonly kind: EventKind | 'busy';
  readonly title: string | null;
  readonly title_en: string | null;
  readonly place: string | null;
  readonly organiser_id: Id;
  readonly status: Event['status'];
  readonly travel_min: number | null;
  readonly outcome: Event['outcome'];
  readonly series: boolean;
  readonly private: boolean;
  /** A colleague's private event: it takes time, and that is all a reader learns. */
  readonly hidden: boolean;
  readonly editable: boolean;
}

/** Facts by event id. Events of which only busy blocks are here have none. */
export function factsOf(context: QueryContext, events: Iterable<Id>): Map<Id, EventFacts> {
  const { db, me, grants } = context;
  const ids = [...new Set(events)];
  const rows = briefsOf(db, ids);
  const invitations = new Map<Id, Row<'invitation'>>();
  for (const row of invitationsOfEvents(db, ids)) {
    if (row.person_id === me.id || !invitations.has(row.event_id)) invitations.set(row.event_id, row);
  }
  const secret = rows
    .filter((row) => row.privacy === 'private' && row.organiser_id !== me.id)
    .map((row) => row.id);
  const invited = new Set(
    secret.length === 0
      ? []
      : attendeesOf(db, secret)
          .filter((one) => one.person_id === me.id)
          .map((one) => one.event_id),
  );
  const facts = new Map<Id, EventFacts>();
  for (const [id, row] of invitations) {
    facts.set(id, {
      ...shared(row),
      event: null,
      invitation: row,
      outcome: null,
      private: false,
      hidden: false,
      editable: false,
    });
  }
  for (const row of rows) {
    const hidden = row.privacy === 'private' && row.organiser_id !== me.id && !invited.has(row.id);
    facts.set(row.id, {
      ...shared(row),
      ...(hidden ? { kind: 'busy', title: null, title_en: null, place: null, travel_min: null } : {}),
      event: row,
      invitation: invitations.get(row.id) ?? null,
      outcome: hidden ? null : row.outcome,
      private: row.privacy === 'private',
      hidden,
      editable: !hidden && grants.get(row.scope) === 'write',
    });
  }
  return facts;
}

type Shared = 'kind' | 'title' | 'title_en' | 'place' | 'organiser_id' | 'status' | 'travel_min' | 'series';

const shared = (row: EventBrief | Row<'invitation'>): Pick<EventFacts, Shared> => ({
  kind: row.kind,
  title: row.title,
  title_en: row.title_en,
  place: row.place,
  organiser_id: row.organiser_id,
  status: row.status,
  travel_min: row.travel_min,
  series: isSeries(row) || row.series_id !== null,
});
