import { idOf, perform, some, type Acts, type Doing, type Place } from './doing.ts';
import { wordsOf } from './ledger.ts';
import { parsed } from './parsed.ts';

/** The customer that a merged one means, as this laptop shows it. */
function livingOf({ laptop }: Doing, id: string): string {
  const passed = new Set<string>();
  for (let at = id; !passed.has(at);) {
    passed.add(at);
    const row = laptop.row('customer', at);
    if (row?.['deleted'] !== 1 || typeof row['merged_into'] !== 'string') return at;
    at = row['merged_into'];
  }
  return id;
}

function settle(doing: Doing): void {
  const record = some(doing, 'edit_conflict', "status = 'open'");
  if (!record) return;
  const [table, id] = [String(record['table_name']), String(record['row_id'])];
  const choice = doing.random.pick(['kept', 'lost']);
  // What is chosen again was written before; everybody who looks at the record has seen both sides. Of a record that was
  // merged away it is written where its customer lives.
  const rows = [...new Set([id, table === 'customer' ? livingOf(doing, id) : id])];
  for (const one of rows) doing.ledger.blur(table, one, String(record['unit']));
  const places: Place[] = [...rows.map((one): Place => [table, one]), ['edit_conflict', idOf(record)]];
  const done = perform(doing, {
    name: 'editConflict.settle',
    input: { settled: [{ id: idOf(record), choice }] },
    places,
  });
  if (done) for (const word of wordsOf(parsed(record['lost']))) doing.note(`  settled ${word}`);
}

function retryRefused(doing: Doing): void {
  const [refused] = doing.laptop.rows('SELECT * FROM _refused ORDER BY id LIMIT 1');
  if (!refused) return;
  const place: Place = [String(refused['tbl']), String(refused['row_id'])];
  for (const column of Object.keys(parsed(refused['cells']))) doing.ledger.blur(...place, column);
  perform(doing, { name: 'sync.retryRefused', input: { id: String(refused['id']) }, places: [place] });
}

export const SETTLE_ACTS = {
  settle: [3, settle],
  retryRefused: [1, retryRefused],
} as const satisfies Acts;
