import { idOf, newestOf, perform, some, type Doing } from './doing.ts';
import type { Stage } from './stage.ts';

/**
 * A push stays on the way and is sent again, as a bad line makes it be; then the server is put back to before there was the row that
 * it is about, and only then does the first one come. What was taken once is refused now, and its laptop has long heard otherwise.
 */
export async function cameLate(stage: Stage, doing: Doing): Promise<boolean> {
  const { random, ledger } = doing;
  const [maker, editor] = random.shuffle(stage.laptops);
  if (!maker || !editor) return false;
  await stage.exchange(maker);
  await stage.exchange(editor);
  stage.backup();
  const before = newestOf(maker, 'customer');
  const fields = { kind: 'company', name: ledger.word() };
  const input = { book_id: 'joint', fields };
  if (!perform({ ...doing, laptop: maker }, { name: 'customer.create', input, made: 'customer' }))
    return false;
  const [row] = maker.rows('SELECT id FROM customer WHERE rowid > ?', before);
  await stage.exchange(maker);
  await stage.exchange(editor);
  if (!row || !editor.row('customer', idOf(row))) return false;
  const edit = (id: string): boolean => {
    const input = { id, fields: { remark: ledger.word() } };
    return perform(
      { ...doing, laptop: editor },
      { name: 'customer.update', input, places: [['customer', id]] },
    );
  };
  edit(idOf(row));
  await stage.exchange(editor);
  const { lastPush } = editor.line;
  await stage.restore();
  doing.note(`    a push of laptop ${editor.number} comes late`);
  if (lastPush) await stage.bank.handle({ ...lastPush, delayed: true }, null);
  // It goes on working, there or elsewhere, and sends that before it looks.
  const other = some({ ...doing, laptop: editor }, 'customer', 'id <> ?', idOf(row));
  if (other && random.chance(0.5)) edit(random.chance(0.5) ? idOf(other) : idOf(row));
  await stage.exchange(editor);
  return true;
}
