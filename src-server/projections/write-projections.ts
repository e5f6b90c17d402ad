import { keptWindow } from '../../src-shared/domain/calendar/kept-window.ts';
import { counterCells } from '../../src-shared/domain/calendar/counter.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import type { Family } from './family.ts';
import { occupiedBy, reachOf } from './occupied.ts';
import type { Places } from './places.ts';
import { whereaboutsOf } from './whereabouts.ts';
import { asked, busyBlock, invitation, type ProjectedRow } from './projected-rows.ts';

/** Brings the busy blocks of some series to what their families say; a block that says the same is not written. */
export async function writeBlocks(
  set: WriteSet,
  uids: readonly Id[],
  families: readonly Family[],
  places: Places,
  now: EpochMs,
): Promise<void> {
  const window = keptWindow(now);
  const wanted = new Map<Id, ProjectedRow>();
  for (const family of families) {
    for (const one of occupiedBy(family, places.zones, reachOf(family, window))) {
      const block = busyBlock(family, one, places);
      if (block) wanted.set(block.id, block);
    }
  }
  const there = await set.tx.calendar.blockIds(uids);
  await set.load('busy_block', [...there, ...wanted.keys()]);
  for (const id of there) if (!wanted.has(id)) set.vanish('busy_block', id);
  for (const { id, scope, cells } of wanted.values()) set.write('busy_block', id, scope, cells);
}

/** An attendee's invitation before and after; null: none, or withdrawn. */
export interface InvitationChange {
  readonly family: Family;
  readonly event: Row<'event'>;
  readonly attendee: Row<'attendee'>;
  readonly personId: Id;
  readonly isNew: boolean;
}

/** Brings invitations to what the organisers' calendars say. Returns those that still stand, for the notices. */
export async function writeInvitations(
  set: WriteSet,
  eventIds: readonly Id[],
  families: readonly Family[],
  places: Places,
  now: EpochMs,
): Promise<{ standing: InvitationChange[]; withdrawn: Row<'invitation'>[] }> {
  const whereabouts = await whereaboutsOf(set, families);
  const wanted = families.flatMap((family) =>
    family.events.flatMap((event) =>
      asked(family, event).map((attendee) => ({
        family,
        event,
        attendee,
        personId: attendee.person_id,
        row: invitation(family, event, attendee, places, whereabouts),
      })),
    ),
  );
  const there = await set.tx.calendar.idsByEvent('invitation', eventIds);
  await set.load('invitation', [...there, ...wanted.map((one) => one.row.id)]);
  const kept = new Set(wanted.map((one) => one.row.id));
  const withdrawn: Row<'invitation'>[] = [];
  for (const id of there) {
    const state = set.row('invitation', id);
    if (kept.has(id) || !state || state.deleted === 1) continue;
    withdrawn.push(rowOf('invitation', state));
    set.remove('invitation', id);
  }
  const standing = wanted.map(({ row, ...about }) => {
    const before = set.row('invitation', row.id);
    const isNew = !before || before.deleted === 1;
    const sentAt = isNew ? now : (before.cells['sent_at'] ?? now);
    set.write('invitation', row.id, row.scope, {
      ...row.cells,
      sent_at: sentAt,
      ...saidBefore(set, about.attendee, before),
    });
    return { ...about, isNew };
  });
  return { standing, withdrawn };
}

/** Says again where meetings are, to each attendee by the rights that they have now. */
export async function rewriteWhereabouts(
  set: WriteSet,
  eventIds: readonly Id[],
  families: readonly Family[],
): Promise<void> {
  const whereabouts = await whereaboutsOf(set, families);
  await set.load('invitation', await set.tx.calendar.idsByEvent('invitation', eventIds));
  for (const { id, scope, deleted, event_id, person_id } of set.held('invitation'))
    if (deleted === 0) set.write('invitation', id, scope, { whereabouts: whereabouts(event_id, person_id) });
}

/**
 * What the attendee says on the invitation, where the server has a word in it. An attendee row that is new to the event has
 * the last word: what was said before the invitation was withdrawn is void, and an override takes along what its series'
 * row knows. One that was only brought back takes what was said on the invitation meanwhile.
 */
function saidBefore(
  set: WriteSet,
  attendee: Row<'attendee'>,
  before: RowState | null,
): Readonly<Record<string, Value>> {
  if (before && before.deleted === 0) {
    // A "tentative" that nobody said is to be looked at again, also by whoever has seen the invitation.
    const unseen = before.cells['answer'] !== attendee.answer && attendee.seen_at === null;
    return unseen ? { seen_at: null } : {};
  }
  if (before && set.before('attendee', attendee.id) !== null) {
    const said = rowOf('invitation', before);
    const { answer_note } = said;
    set.write('attendee', attendee.id, attendee.scope, { answer_note, ...counterCells(said) });
    return {};
  }
  const { answer_note, seen_at } = attendee;
  return { answer_note, seen_at, ...counterCells(attendee) };
}
