import { idOf, type Doing } from './doing.ts';

/** A waiting change becomes one that no server can take. */
export function poison({ laptop }: Doing): void {
  laptop.sqlite.exec(
    `UPDATE _outbox SET cells = json_set(cells, '$.tier', 'no such tier')
     WHERE id = (SELECT max(id) FROM _outbox WHERE state = 0 AND tbl = 'customer')`,
  );
}

/** A row of this laptop becomes another without a person, a mark or an outbox: as by a mistake of an older version. */
export function damage({ laptop, random }: Doing): void {
  const rows = laptop.rows(
    'SELECT id FROM customer WHERE deleted = 0 AND id NOT IN (SELECT row_id FROM _outbox WHERE state <> 1)',
  );
  if (rows.length === 0) return;
  const id = idOf(random.pick(rows));
  laptop.disk.spare();
  laptop.engine.apply([], (transaction) => {
    const row = transaction.read('customer', id)!;
    transaction.put(row, { ...row, cells: { ...row.cells, industry: 'damaged' } });
  });
}
