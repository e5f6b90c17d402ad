import { ACTS } from './acts.ts';
import { idOf, newestOf, perform, type Doing } from './doing.ts';
import type { SimulatedLaptop } from './laptop.ts';
import type { Stage } from './stage.ts';

/**
 * Several write the same record, each having seen the one before; the server loses what came after the first of them, and the
 * last comes again before those that it had seen.
 */
export async function seenAndLost(stage: Stage, doing: Doing): Promise<boolean> {
  const { random } = doing;
  const act = async (name: 'updateCustomer' | 'removeCustomer'): Promise<SimulatedLaptop> => {
    const laptop = random.pick(stage.laptops);
    await stage.exchange(laptop);
    doing.note(`laptop ${laptop.number}`);
    ACTS[name]![1]({ ...doing, laptop });
    return laptop;
  };
  await stage.exchange(await act('updateCustomer'));
  stage.backup();
  for (let between = random.int(1, 2); between > 0; between -= 1)
    await stage.exchange(await act('updateCustomer'));
  const last = await act(random.chance(0.5) ? 'removeCustomer' : 'updateCustomer');
  if (random.chance(0.5)) await stage.exchange(last);
  await stage.restore();
  await stage.exchange(last);
  return true;
}

/**
 * Two fields of a record are written, one after the other; somebody who has seen both deletes the record. The server loses what its
 * writer wrote over them and the deletion comes again first, or it loses the writer's number, and the fields come again under
 * another before the deletion does: it seems to have seen neither of them.
 */
export async function deletedAndLost(stage: Stage, doing: Doing): Promise<boolean> {
  const { random, ledger } = doing;
  const [writer, deleter] = random.shuffle(stage.laptops);
  if (!writer || !deleter) return false;
  await stage.exchange(writer);
  const before = newestOf(writer, 'customer');
  const input = { book_id: 'joint', fields: { kind: 'company', name: ledger.word() } };
  perform({ ...doing, laptop: writer }, { name: 'customer.create', input, made: 'customer' });
  const [row] = writer.rows('SELECT id FROM customer WHERE rowid > ?', before);
  if (!row) return false;
  const id = idOf(row);
  const places = [['customer', id]] as const;
  const write = async (): Promise<void> => {
    for (const column of ['remark', 'hobbies']) {
      const edit = { id, fields: { [column]: ledger.word() } };
      perform({ ...doing, laptop: writer }, { name: 'customer.update', input: edit, places });
    }
    await stage.exchange(writer);
  };
  const losesNumber = random.chance(0.5);
  await (losesNumber ? stage.exchange(writer) : write());
  stage.backup();
  if (losesNumber) await writer.signIn();
  await write();
  await stage.exchange(deleter);
  if (!deleter.row('customer', id)) return false;
  perform({ ...doing, laptop: deleter }, { name: 'customer.remove', input: { id }, places });
  if (random.chance(0.5)) await stage.exchange(deleter);
  await stage.restore();
  // First it hears that it is nobody here, then it signs in again.
  if (losesNumber) for (let round = 0; round < 2; round += 1) await stage.exchange(writer);
  await stage.exchange(deleter);
  return true;
}
