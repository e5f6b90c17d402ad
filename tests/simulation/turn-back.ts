import { perform, type Doing, type Place } from './doing.ts';
import { wordsIn, wordsOf, type Row } from './ledger.ts';

/** What hangs on another row or answers it is written by the server too, and goes with it. */
const ROOTS = new Set(['customer', 'event', 'task', 'note']);

/** Which rows a step of undo will touch is asked of the desk; what it wrote there may stand for the second time. */
export function turnBack(doing: Doing, name: 'undo.undo' | 'undo.redo'): void {
  const { laptop, ledger } = doing;
  const order = name === 'undo.undo' ? 'state = 0 ORDER BY id DESC' : 'state = 1 ORDER BY id';
  const touched = laptop.rows(
    `SELECT tbl, row_id, max(before IS NULL) AS made FROM _outbox, (SELECT first, last FROM _undo WHERE ${order} LIMIT 1)
     WHERE id BETWEEN first AND last GROUP BY tbl, row_id`,
  );
  const places = touched.map((one): Place => [String(one['tbl']), String(one['row_id'])]);
  const before = places.map(([table, id]) => laptop.row(table, id));
  places.forEach(([table, id], at) => {
    const now = before[at];
    if (!now) return;
    for (const unit of Object.keys(now)) ledger.blur(table, id, unit);
    for (const unit of ['need', 'next', 'slot', 'answer']) ledger.blur(table, id, unit);
  });
  perform(doing, { name, input: {}, places, turnsBack: true });
  places.forEach(([table, id], at) => {
    const [was, now] = [before[at], laptop.row(table, id)];
    if (!was || !now) return;
    const made = name === 'undo.undo' && touched[at]!['made'] === 1 && ROOTS.has(table);
    const gone = made && was['deleted'] === 0 && now['deleted'] === 1;
    for (const word of gone ? wordsOf(was) : [])
      if (!ledger.hasChosen(laptop.person, word))
        ledger.faults.push(`${name} of ${laptop.person} deleted ${word} of ${table}/${id}`);
    for (const word of takenFromOthers(doing, was, now))
      ledger.faults.push(`${name} of ${laptop.person} wrote over ${word} of ${table}/${id}`);
  });
}

/**
 * Words of others that were written over. Undo takes back what its own person wrote; redo may take away what the word that
 * it brings again had seen.
 */
function takenFromOthers({ laptop, ledger }: Doing, was: Row, now: Row): string[] {
  return Object.keys(was).flatMap((column) => {
    const [gone] = wordsIn(column, was[column]);
    if (gone === undefined || was[column] === now[column] || ledger.hasChosen(laptop.person, gone)) return [];
    const [back] = wordsIn(column, now[column]);
    return back !== undefined && ledger.isAncestor(gone, back) ? [] : [gone];
  });
}
