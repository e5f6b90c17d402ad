import { counterCells, counterOf, replyCells } from '../../src-shared/domain/calendar/counter.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { parseScope } from '../../src-shared/sync/scope.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import { copyIdOf, homeOf, writtenAbout } from './about-meetings.ts';
import type { NoticeBook } from './notice-book.ts';
import type { Places } from './places.ts';
import { tellProposed, tellReply, type Told } from './tell-counters.ts';
import type { InvitationChange } from './write-projections.ts';

/**
 * Other times for single meetings of a series: brings the organiser a copy of each, and back the word on it. Only of people
 * who are asked to the series; a proposal of anybody else, or in another calendar than its writer's, goes.
 */
export async function projectProposals(
  set: WriteSet,
  eventIds: readonly Id[],
  standing: readonly InvitationChange[],
  places: Places,
  notices: NoticeBook,
  by: Id,
): Promise<void> {
  await set.load('proposal', await set.tx.calendar.idsByEvent('proposal', eventIds));
  const isOriginal = (row: Row<'proposal'>): boolean => row.copy_of === null;
  const written = await writtenAbout(set, 'proposal', { eventIds, standing }, isOriginal);
  if (!written) return;
  const { rows, originals, invitedTo } = written;
  const kept = new Set<Id>();
  for (const row of originals) {
    const invited = invitedTo(row);
    if (!invited || parseScope(row.scope)?.id !== row.person_id) {
      set.remove('proposal', row.id);
      continue;
    }
    kept.add(copyIdOf('proposal', row.id));
    carry(set, row, invited);
    tell(set, row, invited, places, notices, by);
  }
  for (const row of rows) if (row.copy_of !== null && !kept.has(row.id)) set.remove('proposal', row.id);
}

/** There what was proposed, back what was said to it; both lie where the event and the invitation lie. */
function carry(set: WriteSet, row: Row<'proposal'>, invited: InvitationChange): void {
  const copyId = copyIdOf('proposal', row.id);
  const { event_id, person_id } = row;
  set.write('proposal', copyId, invited.event.scope, {
    event_id,
    person_id,
    copy_of: row.id,
    ...counterCells(row),
  });
  const copy = set.row('proposal', copyId);
  if (!copy) return;
  const home = homeOf(invited, person_id);
  set.write('proposal', row.id, home, replyCells(rowOf('proposal', copy)));
}

function tell(
  set: WriteSet,
  row: Row<'proposal'>,
  { event, family }: InvitationChange,
  places: Places,
  notices: NoticeBook,
  by: Id,
): void {
  const copy = set.row('proposal', copyIdOf('proposal', row.id));
  const counter = copy && counterOf(rowOf('proposal', copy));
  if (!copy || !counter) return;
  const about: Told = {
    counter,
    event,
    organiserId: family.organiserId,
    personId: row.person_id,
    people: places.people,
  };
  const was = set.before('proposal', row.id);
  if (was?.cells['counter_at'] !== counter.at && family.organiserId !== by)
    tellProposed(notices, about, { table: 'proposal', id: copy.id, scope: copy.scope });
  const before = set.before('proposal', copy.id);
  const isNews =
    before?.cells['counter_reply_to'] !== copy.cells['counter_reply_to'] ||
    before?.cells['counter_reply'] !== counter.reply;
  if (isNews && row.person_id !== by) tellReply(notices, about, copy.id);
}
