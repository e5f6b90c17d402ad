import { idOf, newestOf, perform, type Doing } from './doing.ts';
import type { Stage } from './stage.ts';

/**
 * Somebody with two laptops completes one task that comes again at both, so that both make the next one; at the first it is
 * worked on before the second is heard of.
 */
export async function madeTwice(stage: Stage, doing: Doing): Promise<boolean> {
  const { random, ledger } = doing;
  const [one, other] = random
    .shuffle(stage.laptops)
    .filter(({ person }, _at, all) => all.filter((two) => two.person === person).length > 1)
    .sort((a, b) => a.person.localeCompare(b.person));
  if (!one || other?.person !== one.person) return false;
  await stage.exchange(one);
  const day = new Date(one.now()).toISOString().slice(0, 10);
  const fields = { title: ledger.word(), zone: 'Asia/Shanghai', due: day, rrule: 'FREQ=DAILY' };
  const before = newestOf(one, 'task');
  perform({ ...doing, laptop: one }, { name: 'task.create', input: { fields }, made: 'task' });
  const [task] = one.rows('SELECT id FROM task WHERE rowid > ?', before);
  await stage.exchange(one);
  await stage.exchange(other);
  if (!task || !other.row('task', idOf(task))) return false;
  const input = { id: idOf(task) };
  const places = [['task', idOf(task)]] as const;
  const made = newestOf(one, 'task');
  perform({ ...doing, laptop: one }, { name: 'task.complete', input, places, made: 'task' });
  const [next] = one.rows('SELECT id FROM task WHERE rowid > ?', made);
  if (!next) return false;
  const title = ledger.word();
  const edit = { id: idOf(next), fields: { title } };
  const place = [['task', idOf(next)]] as const;
  const isEdited = perform({ ...doing, laptop: one }, { name: 'task.update', input: edit, places: place });
  // Whoever has written more by then stamps later: what it makes would stand above the edit.
  for (let more = random.int(0, 4); more > 0; more -= 1) {
    const plain = { fields: { title: ledger.word(), zone: 'Asia/Shanghai' } };
    perform({ ...doing, laptop: other }, { name: 'task.create', input: plain, made: 'task' });
  }
  perform({ ...doing, laptop: other }, { name: 'task.complete', input, places, made: 'task' });
  for (const laptop of [one, other, one]) await stage.exchange(laptop);
  if (isEdited && one.row('task', idOf(next))?.['title'] !== title)
    ledger.faults.push(`${title} of task/${idOf(next)}.title is gone for a row that was made twice`);
  return true;
}
