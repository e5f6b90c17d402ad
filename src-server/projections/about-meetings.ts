import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { scopeOf, type Scope } from '../../src-shared/sync/scope.ts';
import { stableId } from '../push/stable-id.ts';
import type { WriteSet } from '../push/write-set.ts';
import type { InvitationChange } from './write-projections.ts';

/** What attendees write about single meetings of a series: each row lies with its writer, a copy of it with the organiser. */
export type AboutMeeting = 'proposal' | 'instance_answer';

export const copyIdOf = (table: AboutMeeting, original: Id): Id => stableId(table, original);

/** Where the writer's own row lies: as private as the event. */
export const homeOf = ({ event }: InvitationChange, personId: Id): Scope =>
  scopeOf(event.privacy === 'private' ? 'person' : 'calendar', personId);

interface Written<N extends AboutMeeting> {
  /** All about these events, copies among them. */
  readonly rows: readonly Row<N>[];
  readonly originals: readonly Row<N>[];
  /** The invitation to the series of who is asked to it. */
  invitedTo(row: Row<N>): InvitationChange | undefined;
}

/** What was written about meetings of these events, the copies loaded beside it; null where nothing was. */
export async function writtenAbout<N extends AboutMeeting>(
  set: WriteSet,
  table: N,
  { eventIds, standing }: { eventIds: readonly Id[]; standing: readonly InvitationChange[] },
  isOriginal: (row: Row<N>) => boolean,
): Promise<Written<N> | null> {
  const events = new Set(eventIds);
  const rows = set.held(table).filter((row) => row.deleted === 0 && events.has(row.event_id));
  if (rows.length === 0) return null;
  const originals = rows.filter(isOriginal);
  await set.load(
    table,
    originals.map((row) => copyIdOf(table, row.id)),
  );
  const asked = new Map(standing.map((one) => [`${one.event.id}/${one.personId}`, one]));
  return { rows, originals, invitedTo: (row) => asked.get(`${row.event_id}/${row.person_id}`) };
}
