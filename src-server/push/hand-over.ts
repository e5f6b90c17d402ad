/**
 * A book that got another owner (R67): no customer moves, because the book is a scope. What the old owner keeps apart
 * from the book but about its customers goes along: open tasks and coming appointments. What is private stays.
 */
import { scopeOf } from '../../src-shared/sync/scope.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { customersOf } from '../projections/front-cards.ts';
import { followOwners } from './follow-owners.ts';
import type { WriteSet } from './write-set.ts';

const DAY = 86_400_000;

export async function handOver(set: WriteSet, now: number): Promise<void> {
  const changes = ownerChanges(set);
  if (changes.length === 0) return;
  for (const change of changes) {
    const customers = await customersOf(set, scopeOf('book', change.book));
    await giveTasks(set, change, customers);
    await giveEvents(set, change, customers, now);
  }
  await followOwners(set);
}

export interface OwnerChange {
  readonly book: Id;
  readonly from: Id;
  readonly to: Id;
}

/** Books whose owner left them in this commit, and who became the owner instead. */
export function ownerChanges(set: WriteSet): OwnerChange[] {
  const left = new Map<Id, Id>();
  const came = new Map<Id, Id>();
  for (const { before, now } of set.touched('book_member')) {
    const was = before?.deleted === 0 && before.cells['role'] === 'owner' ? before : null;
    const is = now?.deleted === 0 && now.cells['role'] === 'owner' ? now : null;
    const [old, next] = [was?.cells['person_id'], is?.cells['person_id']];
    if (old === next) continue;
    if (was && typeof old === 'string') left.set(String(was.cells['book_id']), old);
    if (is && typeof next === 'string') came.set(String(is.cells['book_id']), next);
  }
  return [...left].flatMap(([book, from]) => {
    const to = came.get(book);
    return to === undefined || to === from ? [] : [{ book, from, to }];
  });
}

async function giveTasks(set: WriteSet, { from, to }: OwnerChange, customers: readonly Id[]): Promise<void> {
  const own = scopeOf('person', from);
  const ids = await set.tx.rows.idsIn('task', own, 'customer_id', customers);
  await set.load('task', ids);
  let given = ids.filter((id) => {
    const task = set.row('task', id);
    return task?.deleted === 0 && task.cells['status'] === 'open';
  });
  // Its steps are part of a task, and go with it as they are.
  for (const gone = new Set<Id>(); given.length > 0;) {
    for (const id of given) {
      gone.add(id);
      if (set.row('task', id)?.scope === own) set.write('task', id, scopeOf('person', to), { owner_id: to });
    }
    const steps = await set.tx.rows.idsIn('task', own, 'parent_id', given);
    await set.load('task', steps);
    given = steps.filter((id) => !gone.has(id));
  }
}

async function giveEvents(
  set: WriteSet,
  { from, to }: OwnerChange,
  customers: readonly Id[],
  now: number,
): Promise<void> {
  const calendar = scopeOf('calendar', from);
  const links = await set.tx.rows.idsIn('event_customer', calendar, 'customer_id', customers);
  await set.load('event_customer', links);
  const about = links.flatMap((id) => {
    const link = set.row('event_customer', id);
    return link?.deleted === 0 ? [String(link.cells['event_id'])] : [];
  });
  const roots = await set.tx.calendar.rootsOf(about);
  const ids = await set.tx.calendar.familyIds(roots);
  await set.load('event', ids);
  const today = new Date(now - DAY).toISOString().slice(0, 10);
  for (const id of ids) {
    const event = set.row('event', id);
    if (!event || event.deleted === 1 || event.scope !== calendar) continue;
    const repeats = event.cells['rrule'] !== null || event.cells['rdate'] !== null;
    if (repeats || String(event.cells['end']) >= today)
      set.write('event', id, scopeOf('calendar', to), { organiser_id: to });
  }
}
