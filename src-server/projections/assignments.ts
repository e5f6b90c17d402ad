/**
 * Tasks that were handed over. The delegator's laptop writes to whom; the delegate's copy and what the delegate says of it
 * travel through the server alone, so that neither needs a right in the other's scope.
 *
 * The copy holds what whoever handed over wrote: title, detail, dates. Of the customer it names the id, and only where
 * the delegate's rights hold the customer: a name never travels, and who lacks the customer learns not even which.
 */
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import { parseScope, scopeOf } from '../../src-shared/sync/scope.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import { byThen } from './by-then.ts';
import { assignmentId } from './assignment-id.ts';
import { NoticeBook, who } from './notice-book.ts';

export async function projectAssignments(
  set: WriteSet,
  notices: NoticeBook,
  commit: { now: EpochMs; personId: Id },
): Promise<void> {
  await takeReplies(set, notices, commit.now);
  await handBackOfLeavers(set, notices, commit.now);
  await offerTasks(set, notices, commit);
}

const live = (state: RowState | null): state is RowState => state !== null && state.deleted === 0;

/** What delegates wrote on their copies goes into the tasks, and whoever handed over is told of each new answer. */
async function takeReplies(set: WriteSet, notices: NoticeBook, here: EpochMs): Promise<void> {
  await takeAwayRevived(set);
  const written = set.touched('assignment').flatMap(({ before, now }) => {
    if (!live(before) || !live(now)) return [];
    return [{ before: rowOf('assignment', before), now: rowOf('assignment', now) }];
  });
  if (written.length === 0) return;
  await set.load(
    'task',
    written.map(({ now }) => now.task_id),
  );
  const people = await namesOf(
    set,
    written.map(({ now }) => now.person_id),
  );
  for (const { before, now } of written) {
    const state = set.row('task', now.task_id);
    if (!live(state)) continue;
    const task = rowOf('task', state);
    // An answer to an offer that was withdrawn, or made to somebody else meanwhile, is moot.
    if (task.delegate_id !== now.person_id || task.delegated_at !== now.offered_at) continue;
    set.write('task', task.id, task.scope, {
      reply: now.answer,
      reply_note: now.answer_note,
      reply_progress: now.progress,
      reply_at: now.answered_at,
      reply_seen_at: byThen(now.seen_at, here),
      reply_to: now.offered_at,
      ...stateAfter(task, before, now),
    });
    if (before.answer === now.answer || now.answer === 'offered') continue;
    notices.add({
      personId: delegatorOf(task, now.from_id),
      kind: 'task_answered',
      table: 'task',
      rowId: task.id,
      params: {
        ...who(people.get(now.person_id)),
        person_id: now.person_id,
        title: task.title,
        reply: now.answer,
      },
      key: [task.id, now.person_id, now.answer, set.stamp],
    });
  }
}

/** An answer that comes later than the end of its offer would make a task of a copy that nobody offers. */
async function takeAwayRevived(set: WriteSet): Promise<void> {
  const revived = set
    .touched('assignment')
    .flatMap(({ before, now }) => (before?.deleted === 1 && live(now) ? [rowOf('assignment', now)] : []));
  await set.load(
    'task',
    revived.map(({ task_id }) => task_id),
  );
  for (const { id, task_id, person_id } of revived) {
    const task = set.row('task', task_id);
    if (!live(task) || delegateOf(task) !== person_id) set.remove('assignment', id);
  }
}

/**
 * Done by the delegate is done, and no longer where the delegate takes it back. A task that recurs is left to whoever
 * owns it: their laptop makes the next one.
 */
function stateAfter(
  task: Row<'task'>,
  before: Row<'assignment'>,
  now: Row<'assignment'>,
): Partial<Pick<Row<'task'>, 'status' | 'done_at'>> {
  if (now.answer === 'done' && before.answer !== 'done' && task.status === 'open' && task.rrule === null)
    return { status: 'done', done_at: now.answered_at };
  const ownDoing = task.status === 'done' && task.done_at === before.answered_at;
  return before.answer === 'done' && now.answer !== 'done' && ownDoing
    ? { status: 'open', done_at: null }
    : {};
}

/** Whoever leaves hands back what is not done: it would otherwise wait for nobody (R67). */
async function handBackOfLeavers(set: WriteSet, notices: NoticeBook, now: EpochMs): Promise<void> {
  for (const { before, now: after } of set.touched('person')) {
    if (
      !live(after) ||
      after.cells['left_on'] === null ||
      before?.cells['left_on'] === after.cells['left_on']
    )
      continue;
    const person = rowOf('person', after);
    const scope = scopeOf('person', person.id);
    const ids = await set.tx.rows.idsIn('assignment', scope, 'person_id', [person.id]);
    await set.load('assignment', ids);
    const held = ids.flatMap((id) => set.row('assignment', id) ?? []).filter(live);
    const open = held
      .map((state) => rowOf('assignment', state))
      .filter((one) => one.status === 'open' && (one.answer === 'offered' || one.answer === 'accepted'));
    await set.load(
      'task',
      open.map((one) => one.task_id),
    );
    for (const one of open) {
      set.write('assignment', one.id, scope, { answer: 'handed_back', answered_at: now });
      const state = set.row('task', one.task_id);
      if (!live(state)) continue;
      const task = rowOf('task', state);
      if (task.delegate_id !== person.id || task.delegated_at !== one.offered_at) continue;
      set.write('task', task.id, task.scope, {
        reply: 'handed_back',
        reply_note: null,
        reply_at: now,
        reply_to: one.offered_at,
      });
      notices.add({
        personId: delegatorOf(task, one.from_id),
        kind: 'task_answered',
        table: 'task',
        rowId: task.id,
        params: { ...who(person), person_id: person.id, title: task.title, reply: 'handed_back' },
        key: [task.id, person.id, 'left'],
      });
    }
  }
}

/** Brings the delegates' copies to what the tasks of this commit say, and takes back those of other offers. */
async function offerTasks(
  set: WriteSet,
  notices: NoticeBook,
  commit: { now: EpochMs; personId: Id },
): Promise<void> {
  const changes = set.touched('task').flatMap(({ before, now }) => {
    const was = live(before) ? delegateOf(before) : null;
    const is = live(now) ? delegateOf(now) : null;
    return now && (was !== null || is !== null) ? [{ task: rowOf('task', now), was, is }] : [];
  });
  if (changes.length === 0) return;
  const people = await namesOf(set, [
    ...changes.flatMap(({ was, is }) => [was, is].filter((id) => id !== null)),
    commit.personId,
    ...changes.map(({ task }) => delegatorOf(task, commit.personId)),
  ]);
  await set.load(
    'assignment',
    changes.flatMap(({ task, was, is }) =>
      [was, is].filter((id) => id !== null).map((id) => assignmentId(task.id, id)),
    ),
  );
  const seen = await customersSeen(set, changes);
  for (const { task, was, is } of changes) {
    if (was !== null && was !== is) withdraw(set, notices, task, was, people, commit.personId);
    const to = is === null ? undefined : people.get(is);
    if (is === null || !to || is === parseScope(task.scope)?.id) continue;
    if (to.left_on === null) offer(set, notices, task, to, people, seen, commit);
    else giveBack(set, task, to, commit.now);
  }
}

/** Makes the copies of tasks that were handed over where they came in bulk. Tells nobody. */
export async function reofferTasks(set: WriteSet, tasks: readonly Id[], now: EpochMs): Promise<void> {
  await set.load('task', tasks);
  const offered = set.held('task').filter((task) => task.deleted === 0 && task.delegate_id !== null);
  const people = await namesOf(
    set,
    offered.flatMap((task) => [task.delegate_id ?? '', task.owner_id]),
  );
  await set.load(
    'assignment',
    offered.map((task) => assignmentId(task.id, task.delegate_id ?? '')),
  );
  const seen = await customersSeen(
    set,
    offered.map((task) => ({ task, is: task.delegate_id })),
  );
  for (const task of offered) {
    const to = people.get(task.delegate_id ?? '');
    if (!to || to.left_on !== null || to.id === parseScope(task.scope)?.id) continue;
    offer(set, new NoticeBook(), task, to, people, seen, { now, personId: task.owner_id });
  }
}

type People = ReadonlyMap<Id, Row<'person'>>;

function offer(
  set: WriteSet,
  notices: NoticeBook,
  task: Row<'task'>,
  to: Row<'person'>,
  people: People,
  seen: ReadonlySet<string>,
  commit: { now: EpochMs; personId: Id },
): void {
  const id = assignmentId(task.id, to.id);
  const before = set.row('assignment', id);
  const offeredAt = task.delegated_at ?? commit.now;
  const isNew = !live(before) || before.cells['offered_at'] !== offeredAt;
  const from = delegatorOf(task, isNew ? commit.personId : String(before.cells['from_id']));
  const shows = task.customer_id !== null && seen.has(`${to.id}/${task.customer_id}`);
  set.write('assignment', id, scopeOf('person', to.id), {
    task_id: task.id,
    person_id: to.id,
    from_id: from,
    ...copied(task),
    customer_id: shows ? task.customer_id : null,
    offered_at: offeredAt,
    ...(isNew
      ? { ...saidOf(task), lane: null, my_day: null, left_due: null, board_rank: null, day_rank: null }
      : {}),
  });
  if (!isNew || isAnswered(task) || task.status !== 'open' || to.id === commit.personId) return;
  notices.add({
    personId: to.id,
    kind: 'task_offered',
    table: 'task',
    rowId: id,
    params: { ...who(people.get(from)), person_id: from, title: task.title },
    key: [task.id, offeredAt],
  });
}

/** Whether this very offer was answered: a copy that comes after that says so, and asks nobody again. */
const isAnswered = (task: Row<'task'>): boolean =>
  task.reply_to === task.delegated_at && task.reply !== null && task.reply !== 'offered';

/** What a copy says of the offer when it is made: as a rule that it waits. */
const saidOf = (task: Row<'task'>) =>
  task.reply !== null && isAnswered(task)
    ? {
        answer: task.reply,
        answer_note: task.reply_note,
        answered_at: task.reply_at,
        progress: task.reply_progress,
        seen_at: task.reply_seen_at,
      }
    : { answer: 'offered', answer_note: null, answered_at: null, progress: null, seen_at: null };

/** What a copy says of its task, whoever reads it. */
const copied = ({ title, detail, priority, due, start, zone, status, done_at }: Row<'task'>) => ({
  title,
  detail,
  priority,
  due,
  start,
  zone,
  status,
  done_at,
});

/**
 * Whoever offered it offline, or opened it again, did not know that the other had left: the task would otherwise wait
 * for nobody. What is done waits for nobody anyway.
 */
function giveBack(set: WriteSet, task: Row<'task'>, to: Row<'person'>, now: EpochMs): void {
  const copy = set.row('assignment', assignmentId(task.id, to.id));
  // The one who left may come back.
  if (live(copy)) set.write('assignment', copy.id, copy.scope, copied(task));
  if (task.status !== 'open' || (task.reply_to === task.delegated_at && task.reply !== null)) return;
  if (live(copy)) set.write('assignment', copy.id, copy.scope, { answer: 'handed_back', answered_at: now });
  set.write('task', task.id, task.scope, {
    reply: 'handed_back',
    reply_note: null,
    reply_progress: null,
    reply_at: now,
    reply_to: task.delegated_at,
  });
}

function withdraw(
  set: WriteSet,
  notices: NoticeBook,
  task: Row<'task'>,
  from: Id,
  people: People,
  by: Id,
): void {
  const state = set.row('assignment', assignmentId(task.id, from));
  if (!live(state)) return;
  const one = rowOf('assignment', state);
  set.remove('assignment', one.id);
  const waited = one.status === 'open' && (one.answer === 'offered' || one.answer === 'accepted');
  if (!waited || from === by) return;
  notices.add({
    personId: from,
    kind: 'task_withdrawn',
    table: 'task',
    rowId: one.id,
    params: { ...who(people.get(one.from_id) ?? people.get(by)), person_id: one.from_id, title: one.title },
    key: [task.id, one.offered_at],
  });
}

/** Which delegates hold which customers, as `person/customer`. */
async function customersSeen(
  set: WriteSet,
  changes: readonly { task: Row<'task'>; is: Id | null }[],
): Promise<Set<string>> {
  const about = changes.flatMap(({ task, is }) =>
    is !== null && task.customer_id !== null ? [{ person: is, customer: task.customer_id }] : [],
  );
  const scopes = new Map(
    (await set.tx.rows.read('customer', [...new Set(about.map(({ customer }) => customer))])).map((row) => [
      row.id,
      row.scope,
    ]),
  );
  // Their rights are read after whoever is about to change them.
  await set.tx.calendar.lockPeople([...new Set(about.map(({ person }) => person))]);
  const holders = await set.tx.grants.holders(
    about.map(({ person }) => person),
    [...scopes.values()],
  );
  const held = new Set(holders.map(({ person_id, scope }) => `${person_id} ${scope}`));
  return new Set(
    about
      .filter(({ person, customer }) => held.has(`${person} ${scopes.get(customer)}`))
      .map(({ person, customer }) => `${person}/${customer}`),
  );
}

/** Whose task it is. Not the column in a scope of one person: that one a laptop writes. */
function delegatorOf(task: Row<'task'>, otherwise: Id): Id {
  const scope = parseScope(task.scope);
  return scope?.family === 'person' ? scope.id : otherwise;
}

const delegateOf = (state: RowState): Id | null => {
  const id = state.cells['delegate_id'];
  return typeof id === 'string' && id !== '' ? id : null;
};

async function namesOf(set: WriteSet, ids: readonly Id[]): Promise<Map<Id, Row<'person'>>> {
  const people = await set.tx.rows.read('person', [...new Set(ids)]);
  return new Map(people.map((person) => [person.id, rowOf('person', person)]));
}
