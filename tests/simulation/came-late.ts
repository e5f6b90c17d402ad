import { idOf, newestOf, perform, some, type Doing } from './doing.ts';
import type { SimulatedLaptop } from './laptop.ts';
import type { ServerBank } from './server-bank.ts';

export interface History {
  readonly bank: ServerBank;
  readonly laptops: readonly SimulatedLaptop[];
  /** A round in which nothing goes wrong. */
  exchange(laptop: SimulatedLaptop): Promise<void>;
  backup(): void;
  restore(): Promise<void>;
}

/**
 * A push stays on the way and is sent again, as a bad line makes it be; then the server is put back to before there was the row that
 * it is about, and only then does the first one come. What was taken once is refused now, and its laptop has long heard otherwise.
 */
export async function cameLate(history: History, doing: Doing): Promise<void> {
  const { random, ledger } = doing;
  const [maker, editor] = random.shuffle(history.laptops);
  if (!maker || !editor) return;
  await history.exchange(maker);
  await history.exchange(editor);
  history.backup();
  const before = newestOf(maker, 'customer');
  const fields = { kind: 'company', name: ledger.word() };
  const input = { book_id: 'joint', fields };
  if (!perform({ ...doing, laptop: maker }, { name: 'customer.create', input, made: 'customer' })) return;
  const [row] = maker.rows('SELECT id FROM customer WHERE rowid > ?', before);
  await history.exchange(maker);
  await history.exchange(editor);
  if (!row || !editor.row('customer', idOf(row))) return;
  const edit = (id: string): boolean => {
    const input = { id, fields: { remark: ledger.word() } };
    return perform(
      { ...doing, laptop: editor },
      { name: 'customer.update', input, places: [['customer', id]] },
    );
  };
  edit(idOf(row));
  await history.exchange(editor);
  const { lastPush } = editor.line;
  await history.restore();
  doing.note(`    a push of laptop ${editor.number} comes late`);
  if (lastPush) await history.bank.handle({ ...lastPush, delayed: true }, null);
  // It goes on working, there or elsewhere, and sends that before it looks.
  const other = some({ ...doing, laptop: editor }, 'customer', 'id <> ?', idOf(row));
  if (other && random.chance(0.5)) edit(random.chance(0.5) ? idOf(other) : idOf(row));
  await history.exchange(editor);
}
