import type { HeldRow } from './held-row.ts';

type Rows = (table: 'customer' | 'task' | 'event' | 'event_customer') => readonly HeldRow[];

interface Given {
  readonly book: string;
  readonly from: string;
  readonly today: string;
}

/**
 * What handing over a book may change at the server (R67), asked around that one commit: no customer, but the old owner's
 * open tasks and coming appointments about its customers go along, and no other ones. Rows are the same objects as before where nothing was
 * written to them.
 */
export function handingOver(rows: Rows, given: Given): () => string[] {
  const before = new Map(rows('customer').map((row) => [row.id, row]));
  const own = rows('task').filter(({ scope }) => scope === `person:${given.from}`);
  const about = aboutBook(rows, given, [0, 1]);
  return () => [
    ...rows('customer').flatMap((row) =>
      before.get(row.id) === row ? [] : [`handing over ${given.book} wrote customer/${row.id}`],
    ),
    ...[...aboutBook(rows, given, [0])].map(
      (what) => `${what} stayed with ${given.from}, who gave ${given.book} away`,
    ),
    ...own.flatMap((row) => {
      const goes = about.has(`task/${row.id}`) || typeof row.cells['parent_id'] === 'string';
      return goes || rows('task').includes(row)
        ? []
        : [`task/${row.id} of ${given.from} went with ${given.book}`];
    }),
  ];
}

/** What the old owner holds that is to go; about a customer who was removed it may. */
function aboutBook(rows: Rows, { book, from, today }: Given, lives: readonly number[]): Set<string> {
  const customers = new Set(
    rows('customer').flatMap(({ id, scope, deleted }) =>
      scope === `book:${book}` && lives.includes(deleted) ? [id] : [],
    ),
  );
  const tasks = rows('task').filter(
    ({ scope, deleted, cells }) =>
      scope === `person:${from}` &&
      deleted === 0 &&
      cells['status'] === 'open' &&
      customers.has(String(cells['customer_id'])),
  );
  const visits = new Set(
    rows('event_customer').flatMap(({ scope, deleted, cells }) =>
      scope === `calendar:${from}` && deleted === 0 && customers.has(String(cells['customer_id']))
        ? [String(cells['event_id'])]
        : [],
    ),
  );
  const events = rows('event').filter(
    ({ id, scope, deleted, cells }) =>
      scope === `calendar:${from}` && deleted === 0 && visits.has(id) && String(cells['end']) >= today,
  );
  return new Set([...tasks.map(({ id }) => `task/${id}`), ...events.map(({ id }) => `event/${id}`)]);
}
