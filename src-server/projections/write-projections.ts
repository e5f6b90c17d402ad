import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import type { Family } from './family.ts';
import { occupiedBy, windowAt } from './occupied.ts';
import type { Places } from './places.ts';
import { asked, busyBlock, invitation, type ProjectedRow } from './projected-rows.ts';

/** Brings the busy blocks of some series to what their families say; a block that says the same is not written. */
export async function writeBlocks(
  set: WriteSet,
  uids: readonly Id[],
  families: readonly Family[],
  places: Places,
  now: EpochMs,
): Promise<void> {
  const window = windowAt(now);
  const wanted = new Map<Id, ProjectedRow>();
  for (const family of families) {
    for (const one of occupiedBy(family, places.zones, window)) {
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
  const wanted = families.flatMap((family) =>
    family.events.flatMap((event) =>
      asked(family, event).map((attendee) => ({
        family,
        event,
        attendee,
        personId: attendee.person_id,
        row: invitation(family, event, attendee, places),
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
    set.write('invitation', row.id, row.scope, { ...row.cells, sent_at: sentAt });
    return { ...about, isNew };
  });
  return { standing, withdrawn };
}
