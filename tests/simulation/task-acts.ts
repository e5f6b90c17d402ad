import { idOf, perform, some, type Acts, type Doing, type Place } from './doing.ts';
import type { SimulatedLaptop } from './laptop.ts';
import type { Row } from './ledger.ts';
import { PEOPLE } from './organisation.ts';

/** A task of one's own, on a day and coming again or not, alone or a step of another. */
function createTask(doing: Doing): void {
  const { laptop, random, ledger, kind } = doing;
  const above = random.chance(0.3) ? some(doing, 'task') : null;
  const customer = random.chance(0.4) ? some(doing, 'customer') : null;
  const day = new Date(laptop.now()).toISOString().slice(0, 10);
  const fields = {
    title: ledger.word(),
    detail: ledger.word(),
    zone: 'Asia/Shanghai',
    ...(kind.tasks || random.chance(0.5)
      ? {
          due: day,
          rrule: kind.tasks ? 'FREQ=DAILY' : random.pick([null, 'FREQ=DAILY', 'FREQ=WEEKLY;COUNT=3']),
        }
      : {}),
    ...(above && { parent_id: idOf(above) }),
    ...(customer && { customer_id: idOf(customer) }),
  };
  perform(doing, { name: 'task.create', input: { fields }, made: 'task' });
}

function updateTask(doing: Doing): void {
  const row = some(doing, 'task');
  if (!row) return;
  const { random, ledger } = doing;
  const fields = random.chance(0.5) ? { title: ledger.word() } : { detail: ledger.word() };
  perform(doing, { name: 'task.update', input: { id: idOf(row), fields }, places: [['task', idOf(row)]] });
}

/** Of acts that reach other tasks too: every one that is or was on this laptop. */
const everyTask = ({ laptop }: Doing): Place[] =>
  laptop.rows('SELECT id FROM task').map((row): Place => ['task', idOf(row)]);

function removeTask(doing: Doing): void {
  const row = some(doing, 'task');
  if (row) perform(doing, { name: 'task.remove', input: { id: idOf(row) }, places: everyTask(doing) });
}

/** An id that no row has: as of a task that a colleague removed for good a moment ago. */
const NOBODY = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

/** Several at once, sometimes with one among them that is not there: then none of them may change. */
function changeTasks(doing: Doing): void {
  const { random } = doing;
  const rows = [some(doing, 'task'), some(doing, 'task')].filter((row) => row !== null);
  if (rows.length === 0) return;
  const ids = rows.map(idOf);
  if (random.chance(0.5)) ids.push(NOBODY);
  const change = random.chance(0.3)
    ? { kind: 'remove' }
    : { kind: 'priority', priority: random.pick(['high', 'normal', 'low']) };
  perform(doing, { name: 'task.change', input: { ids, change }, places: everyTask(doing) });
}

/** One that recurs comes again with its steps; what was made once and taken back is brought back. */
function completeTask(doing: Doing): void {
  const row = some(doing, 'task', "status = 'open'");
  if (!row) return;
  const input = { id: idOf(row) };
  perform(doing, { name: 'task.complete', input, places: everyTask(doing), made: 'task' });
}

function reopenTask(doing: Doing): void {
  const row = some(doing, 'task', "status = 'done'");
  if (row) perform(doing, { name: 'task.reopen', input: { id: idOf(row) }, places: [['task', idOf(row)]] });
}

/** A move may give places to others too. */
function placeTask(doing: Doing): void {
  const { random, laptop } = doing;
  const row = some(doing, 'task');
  if (!row) return;
  const after = random.chance(0.3) ? null : some(doing, 'task');
  const into = random.chance(0.5)
    ? { list: 'lane', lane: random.pick(['todo', 'doing', 'waiting']) }
    : { list: 'day', today: new Date(laptop.now()).toISOString().slice(0, 10) };
  const input = { ids: [idOf(row)], into, after: after && idOf(after) };
  perform(doing, { name: 'task.place', input, places: everyTask(doing) });
}

/** To a colleague, to another, or back to oneself. What was answered to an offer that is over is moot. */
function handOverTask(doing: Doing): void {
  const { laptop, random, ledger } = doing;
  const row = some(doing, 'task', "status = 'open' AND owner_id = ?", laptop.person);
  if (!row) return;
  const id = idOf(row);
  const colleagues = PEOPLE.filter((one) => one.id !== laptop.person);
  const person_id = random.chance(0.25) ? null : random.pick(colleagues).id;
  const places: Place[] = [['task', id]];
  if (perform(doing, { name: 'task.delegate', input: { id, person_id }, places }))
    if (row['delegate_id'] !== null) ledger.blur('task', id, 'delegate_id');
}

const NEXT: Readonly<Record<string, readonly string[]>> = {
  offered: ['accepted', 'declined', 'done'],
  accepted: ['done', 'handed_back'],
  done: ['accepted'],
};

function replyTask(doing: Doing): void {
  const { laptop, random, ledger } = doing;
  const row = some(
    doing,
    'assignment',
    "person_id = ? AND answer NOT IN ('declined', 'handed_back')",
    laptop.person,
  );
  if (!row) return;
  tickFirstStep(doing, idOf(row));
  const reply = random.pick([...NEXT[String(row['answer'])]!]);
  const input = { id: idOf(row), reply, note: ledger.word() };
  perform(doing, { name: 'task.reply', input, places: [['assignment', idOf(row)]] });
}

/** The first step of it, where it has any: no draw of its own, so that histories without steps stay as they were. */
function tickFirstStep(doing: Doing, copy: string): void {
  const [step] = doing.laptop.rows(
    'SELECT id, done_at FROM assignment_step WHERE assignment_id = ? AND deleted = 0 ORDER BY id',
    copy,
  );
  if (step) tick(doing, step);
}

function tickStep(doing: Doing): void {
  const step = some(doing, 'assignment_step', 'person_id = ?', doing.laptop.person);
  if (step) tick(doing, step);
}

function tick(doing: Doing, step: Row): void {
  const input = { id: idOf(step), done: step['done_at'] === null };
  perform(doing, { name: 'task.tick', input, places: [['assignment_step', idOf(step)]] });
}

/** A task with steps, handed to a colleague whose laptop the history mostly has. */
function shareTask(doing: Doing): void {
  const { laptop, random, ledger } = doing;
  const make = (fields: object): string | undefined => {
    const input = { fields: { title: ledger.word(), zone: 'Asia/Shanghai', ...fields } };
    return perform(doing, { name: 'task.create', input, made: 'task' }) ? newest(laptop) : undefined;
  };
  const id = make({});
  if (id === undefined) return;
  for (let steps = random.int(1, 2); steps > 0; steps -= 1) make({ parent_id: id });
  const colleagues = PEOPLE.filter((one) => one.id !== laptop.person);
  const person_id = random.pick(random.chance(0.8) ? colleagues.slice(0, 2) : colleagues).id;
  perform(doing, { name: 'task.delegate', input: { id, person_id }, places: [['task', id]] });
}

const newest = (laptop: SimulatedLaptop): string =>
  idOf(laptop.rows('SELECT id FROM task ORDER BY rowid DESC LIMIT 1')[0]!);

/** Below a task that somebody else has by now. */
function addStep(doing: Doing): void {
  const { laptop, ledger } = doing;
  const above = some(doing, 'task', 'delegate_id IS NOT NULL AND owner_id = ?', laptop.person);
  if (!above) return;
  const fields = { title: ledger.word(), zone: 'Asia/Shanghai', parent_id: idOf(above) };
  perform(doing, { name: 'task.create', input: { fields }, made: 'task' });
}

export const TASK_ACTS = {
  createTask: [2.5, createTask],
  updateTask: [2, updateTask],
  removeTask: [0.7, removeTask],
  changeTasks: [2, changeTasks],
  completeTask: [2, completeTask],
  reopenTask: [0.5, reopenTask],
  placeTask: [1, placeTask],
  handOverTask: [2, handOverTask],
  replyTask: [2.5, replyTask],
  shareTask: [0, shareTask],
  addStep: [0, addStep],
  tickStep: [0, tickStep],
} as const satisfies Acts;
