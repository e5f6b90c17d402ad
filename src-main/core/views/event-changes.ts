import { flagsAmong, flagsKeptFrom } from '../../../db/client/local/flags.ts';
import { eventsByIds } from '../../../db/client/queries/calendar.ts';
import { editsByOthers } from '../../../db/client/queries/event-edits.ts';
import { personNames } from '../../../db/client/queries/person.ts';
import type { ChangeView, PersonName } from '../../../src-shared/contract/calendar.ts';
import { changesOf, type Before, type EventChange } from '../../../src-shared/domain/calendar/changes.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { QueryContext } from '../engine/context.ts';
import type { EventFacts } from './event-facts.ts';

/**
 * What others changed of the reader's own events, and of those the reader is asked to, since the reader last looked at them
 * on this device; by event. An invitation that was never looked at is new as a whole, and tells of no changes.
 */
export function changesOfMine(
  context: QueryContext,
  facts: ReadonlyMap<Id, EventFacts>,
): Map<Id, EventChange[]> {
  const { db, me } = context;
  const asked = new Map<Id, Row<'invitation'>>();
  const own: Id[] = [];
  for (const [id, { event, invitation }] of facts) {
    if (invitation?.person_id === me.id) asked.set(invitation.id, invitation);
    else if (event?.organiser_id === me.id) own.push(id);
  }
  const edits = Map.groupBy(
    [...editsByOthers(db, 'invitation', [...asked.keys()], me.id), ...editsByOthers(db, 'event', own, me.id)],
    (edit) => edit.row_id,
  );
  const found = new Map<Id, EventChange[]>();
  const seen = flagsAmong(db.sqlite, 'event_seen', [...facts.keys()]);
  const from = flagsKeptFrom(db.sqlite);
  const unseen = (event: Id, row: Id, since: number): Before[] =>
    (edits.get(row) ?? [])
      .filter((edit) => edit.arrived_at > Math.max(seen.get(event) ?? 0, since, from))
      .map((edit) => JSON.parse(edit.before) as Before);
  for (const invitation of asked.values()) {
    const { event_id: event, series_id, recurrence_id, start, sent_at } = invitation;
    const known = seen.has(event) || invitation.seen_at !== null;
    const changes = known
      ? changesOf(invitation, unseen(event, invitation.id, seen.has(event) ? 0 : (invitation.seen_at ?? 0)))
      : [];
    // One meeting of a series that was put elsewhere is a row of its own, and a move to people.
    if (
      series_id !== null &&
      recurrence_id !== null &&
      recurrence_id !== start &&
      !seen.has(event) &&
      sent_at > from
    )
      changes.unshift(movedOf(invitation, recurrence_id));
    if (changes.length > 0) found.set(event, changes);
  }
  for (const row of eventsByIds(
    db,
    own.filter((id) => edits.has(id)),
  )) {
    const changes = changesOf({ ...row, people: null }, unseen(row.id, row.id, 0));
    if (changes.length > 0) found.set(row.id, changes);
  }
  return found;
}

function movedOf({ start, end, zone }: Row<'invitation'>, was: string): EventChange {
  const length = Date.parse(`${end}Z`) - Date.parse(`${start}Z`);
  const until = new Date(Date.parse(`${was}Z`) + length).toISOString().slice(0, was.length);
  return { what: 'time', from: { start: was, end: until, zone }, to: { start, end, zone } };
}

/** Changes as a reader takes them in: by name. */
export function toChangeViews(context: QueryContext, changes: readonly EventChange[]): ChangeView[] {
  const names = personNames(
    context.db,
    changes.flatMap((one) => (one.what === 'people' ? [...one.added, ...one.gone] : [])),
  );
  const named = (ids: readonly Id[]): PersonName[] => ids.flatMap((id) => names.get(id) ?? []);
  return changes.map((one) =>
    one.what === 'people' ? { ...one, added: named(one.added), gone: named(one.gone) } : one,
  );
}
