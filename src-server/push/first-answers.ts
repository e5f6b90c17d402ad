import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { tableSpec } from '../../src-shared/schema/tables.ts';
import { markOf, unitOfRow, type RowState } from '../../src-shared/sync/change.ts';
import { inNameOf, NoticeBook, who } from '../projections/notice-book.ts';
import type { Pusher, RowOverwrite } from './apply-changes.ts';
import { rowOf, type WriteSet } from './write-set.ts';

interface LateAnswer {
  readonly one: RowOverwrite;
  /** Who had answered before; null: the attendee. */
  readonly first: Id | null;
}

/**
 * Of two who answer one invitation, or one meeting of a series, without having seen each other, the first answer stays where the second is a
 * delegate's: nobody looks twice at what was settled, whoever's clock is ahead. The second is told of the first, and what it
 * wrote is kept in a record that is settled already, instead of both being asked which answer counts. Attendees themselves are
 * asked as ever. Returns what remains to be asked about beside what is settled.
 */
export async function keepFirstAnswers(
  set: WriteSet,
  overwrites: readonly RowOverwrite[],
  pusher: Pusher,
  now: EpochMs,
): Promise<{ open: RowOverwrite[]; settled: RowOverwrite[] }> {
  const late = new Map(
    overwrites.flatMap((one) => {
      const found = lateAnswer(set, one, pusher);
      return found ? [[one, found] as const] : [];
    }),
  );
  if (late.size === 0) return { open: [...overwrites], settled: [] };
  const settled: RowOverwrite[] = [];
  const ids = [...late.values()].flatMap(({ one, first }) => [
    ...(first === null ? [] : [first]),
    String(set.row(one.table, one.id)?.cells['person_id']),
  ]);
  const titles = await titlesOf(set, [...late.keys()]);
  const people = await set.tx.rows.read('person', ids);
  const names = new Map(people.map((person) => [person.id, rowOf('person', person)]));
  const notices = new NoticeBook();
  for (const { one, first } of late.values()) {
    const state = set.row(one.table, one.id);
    if (!state) continue;
    const record = one.keptMark[1] === pusher.device ? turned(one, state) : one;
    const [stands, said] = [record.kept, record.lost];
    if (record !== one) set.write(one.table, one.id, state.scope, stands as Record<string, string | null>);
    settled.push(record);
    const row = rowOf(one.table as 'invitation' | 'instance_answer', state);
    const owner = names.get(row.person_id);
    const title = titles.get(row.event_id);
    // The same answer twice is no news to whoever gave the second.
    if (!owner || !title || stands['answer'] === said['answer']) continue;
    notices.add({
      personId: pusher.personId,
      kind: 'answered_first',
      table: 'event',
      rowId: row.event_id,
      params: {
        ...who(names.get(first ?? row.person_id)),
        person_id: first ?? row.person_id,
        ...title,
        answer: String(stands['answer']),
        said: String(said['answer']),
        ...inNameOf(owner),
      },
      key: [one.id, ...one.lostMark, ...one.keptMark],
    });
  }
  await notices.write(set, now);
  return { open: overwrites.filter((one) => !late.has(one)), settled };
}

/** What the events are called that were answered. */
async function titlesOf(
  set: WriteSet,
  answered: readonly RowOverwrite[],
): Promise<Map<Id, { title: string; title_en: string | null }>> {
  const ids = answered.map((one) => String(set.row(one.table, one.id)?.cells['event_id']));
  const rows = await set.tx.calendar.eventTitles([...new Set(ids)]);
  return new Map(rows.map(({ id, title, title_en }) => [id, { title, title_en }]));
}

/** The same meeting of two answers with the first one standing; of several that one push brought, the last is what is lost. */
const turned = (one: RowOverwrite, state: RowState): RowOverwrite => ({
  ...one,
  lost: unitOfRow(tableSpec(one.table), state, one.unit),
  lostMark: markOf(state.marks, one.unit),
  kept: one.lost,
  keptMark: one.lostMark,
});

function lateAnswer(set: WriteSet, one: RowOverwrite, pusher: Pusher): LateAnswer | null {
  if ((one.table !== 'invitation' && one.table !== 'instance_answer') || one.unit !== 'answer') return null;
  const before = set.before(one.table, one.id);
  if (!before || before.cells['person_id'] === pusher.personId) return null;
  const other = one.keptMark[1] === pusher.device ? one.lostMark : one.keptMark;
  const first = (before.cells['answered_by'] ?? null) as Id | null;
  // A "tentative" that the server wrote for a clash is nobody's answer.
  if (first === pusher.personId || (first === null && other[1] === 0)) return null;
  return { one, first };
}
