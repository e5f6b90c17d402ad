import { attendeesOf, customerLinksOf, resourceLinksOf } from '../../../../db/client/queries/attendance.ts';
import { invitationsOfEvents, overrideAt, type EventRow } from '../../../../db/client/queries/calendar.ts';
import type { CommandInput } from '../../../../src-shared/contract/contract.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { wallIn } from '../../../../src-shared/domain/calendar/zone.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { homeOfNew } from './home-of-new.ts';
import { writeLinks, type LinkFields } from './links.ts';
import { slotCells, slotProblem } from './slot-cells.ts';

/**
 * Copies occurrences to other times, all in one step. A copy is an appointment of its own that happens once, organised
 * by whoever copies it; everybody is asked anew, and how the original went is not how the copy goes.
 */
export const copyEvents: UseCase<'event.copy'> = (context, { copies, zone }) => {
  const { tx, me, newId } = context;
  const ids: Id[] = [];
  for (const copy of copies) {
    const source = sourceOf(context, copy);
    if (!source) return err({ type: 'NotFound', what: 'event' });
    const slot = {
      allDay: copy.start.length === 10 ? (1 as const) : (0 as const),
      start: wallIn(source.zone, copy.start, zone),
      end: wallIn(source.zone, copy.end, zone),
      zone: source.zone,
      rrule: null,
      rdate: null,
      exdate: null,
    };
    const problem = slotProblem(slot);
    if (problem) return err(problem);
    const id = newId();
    const cells = cellsOf(source);
    const scope = homeOfNew(context, scopeOf('calendar', me.id), cells.privacy);
    tx.insert('event', scope, id, { ...cells, ...slotCells(slot), organiser_id: me.id });
    writeLinks({ tx, newId, event: id, scope, organiser: me.id }, partiesOf(context, source));
    ids.push(id);
  }
  return ok({ ids });
};

type Source = EventRow | Row<'invitation'>;

/** The row that says what an occurrence is: its override, the event, or the own invitation where the event is elsewhere. */
function sourceOf(
  { tx, me }: CommandContext,
  { id, recurrence_id }: CommandInput<'event.copy'>['copies'][number],
): Source | undefined {
  const override = recurrence_id === null ? undefined : overrideAt(tx, id, recurrence_id);
  return (
    override ?? tx.row('event', id) ?? invitationsOfEvents(tx, [id]).find((one) => one.person_id === me.id)
  );
}

function cellsOf(
  source: Source,
): Pick<
  Row<'event'>,
  | 'kind'
  | 'title'
  | 'title_en'
  | 'description'
  | 'place'
  | 'geo'
  | 'status'
  | 'transparency'
  | 'privacy'
  | 'travel_min'
  | 'buffer_min'
  | 'reminders'
  | 'contract'
  | 'holding_id'
> {
  const { kind, title, title_en, description, place, geo, transparency } = source;
  const { travel_min, buffer_min, reminders } = source;
  return {
    kind,
    title,
    title_en,
    description,
    place,
    geo,
    status: source.status === 'cancelled' ? 'confirmed' : source.status,
    transparency,
    privacy: 'privacy' in source ? source.privacy : 'normal',
    contract: 'contract' in source ? source.contract : null,
    holding_id: 'holding_id' in source ? source.holding_id : null,
    travel_min,
    buffer_min,
    reminders,
  };
}

/** Whom the copy asks. An invitation tells of nobody but its organiser. */
function partiesOf({ tx }: CommandContext, source: Source): LinkFields {
  const organiser = { person_id: source.organiser_id, customer_id: null, role: 'required' as const };
  if ('event_id' in source) return { attendees: [organiser] };
  return {
    attendees: [
      organiser,
      ...attendeesOf(tx, [source.id]).map(({ person_id, customer_id, role }) => ({
        person_id,
        customer_id,
        role,
      })),
    ],
    resources: resourceLinksOf(tx, [source.id]).map((link) => link.resource_id),
    customers: customerLinksOf(tx, [source.id]).map((link) => link.customer_id),
  };
}
