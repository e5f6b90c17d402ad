import { idOf, perform, some, type Acts, type Doing, type Place } from './doing.ts';
import type { Row } from './ledger.ts';

const TEXTS = ['name', 'remark', 'hobbies', 'address', 'source', 'next_step'] as const;
/** Of a record that is deleted often, a second field now and then: a deletion is to have seen each of them. */
const FIELDS_OF_LIVES = [['remark'], ['remark'], ['hobbies'], ['remark', 'hobbies']] as const;

function customerFields({ random, ledger, kind }: Doing): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  if (kind.oneField) {
    const columns = kind.lives ? random.pick(FIELDS_OF_LIVES) : ['remark'];
    return Object.fromEntries(columns.map((column) => [column, ledger.word()]));
  }
  for (const column of random.shuffle(TEXTS).slice(0, random.int(1, 2))) fields[column] = ledger.word();
  if (random.chance(0.25)) {
    fields['need_amount'] = ledger.amount();
    fields['need_currency'] = random.pick(['CNY', 'EUR', 'USD', 'JPY']);
  }
  return fields;
}

function createCustomer(doing: Doing): void {
  const { laptop, random, ledger } = doing;
  const books = laptop.rows(`SELECT id FROM book WHERE deleted = 0 ORDER BY id`);
  if (books.length === 0) return;
  const fields = { kind: 'company', name: ledger.word(), remark: ledger.word() };
  perform(doing, {
    name: 'customer.create',
    input: { book_id: doing.kind.lives ? 'joint' : idOf(random.pick(books)), fields },
    made: 'customer',
  });
}

/** The first one that all managers of a team share; where it may be deleted, the first that still lives. */
function shared(doing: Doing): Row | null {
  const { kind, laptop, random } = doing;
  if (!kind.oneField || !random.chance(0.8)) return null;
  if (!kind.lives) return some(doing, 'customer', "id = 'c-joint-1'");
  const [first] = laptop.rows(
    "SELECT * FROM customer WHERE deleted = 0 AND scope = 'book:joint' ORDER BY id LIMIT 1",
  );
  return first ?? null;
}

function updateCustomer(doing: Doing): void {
  const row = shared(doing) ?? some(doing, 'customer');
  if (!row) return;
  perform(doing, {
    name: 'customer.update',
    input: { id: idOf(row), fields: customerFields(doing) },
    places: [['customer', idOf(row)]],
  });
}

/** What was merged into a customer means it, by the oracle's own words. */
const MEANT =
  'IN (WITH RECURSIVE m(id) AS (SELECT ? UNION SELECT c.id FROM m JOIN customer c ON c.merged_into = m.id AND c.deleted = 1) SELECT id FROM m)';
const OF_CUSTOMER = ['note', 'customer_tag', 'contact_point', 'holding'] as const;

function removeCustomer(doing: Doing): void {
  const row = shared(doing) ?? some(doing, 'customer');
  if (row) removeCustomerRow(doing, row);
}

function removeCustomerRow(doing: Doing, row: Row): void {
  const id = idOf(row);
  const places: Place[] = [['customer', id]];
  for (const table of OF_CUSTOMER) {
    for (const child of doing.laptop.rows(
      `SELECT id FROM "${table}" WHERE customer_id ${MEANT} AND deleted = 0`,
      id,
    ))
      places.push([table, idOf(child)]);
  }
  for (const child of doing.laptop.rows(
    `SELECT id FROM attachment WHERE deleted = 0 AND (owner_id ${MEANT} OR owner_id IN (SELECT id FROM note WHERE customer_id ${MEANT}))`,
    id,
    id,
  ))
    places.push(['attachment', idOf(child)]);
  for (const child of doing.laptop.rows(
    `SELECT id FROM relation WHERE deleted = 0 AND (from_id ${MEANT} OR to_id ${MEANT})`,
    id,
    id,
  ))
    places.push(['relation', idOf(child)]);
  perform(doing, { name: 'customer.remove', input: { id }, places });
}

/** Into another book that this laptop may write; what hangs on the customer follows at the server. */
function moveCustomer(doing: Doing): void {
  const { laptop, random } = doing;
  const row = some(doing, 'customer');
  const books = laptop.rows(
    `SELECT id FROM book WHERE deleted = 0 AND 'book:' || id IN (SELECT scope FROM _scope WHERE "right" = 'write') ORDER BY id`,
  );
  if (!row || books.length === 0) return;
  const input = { id: idOf(row), book_id: idOf(random.pick(books)) };
  perform(doing, { name: 'customer.move', input, places: [['customer', idOf(row)]] });
}

function tag(doing: Doing): void {
  const row = some(doing, 'customer');
  if (!row) return;
  const known = doing.laptop.rows(
    'SELECT id, tag FROM customer_tag WHERE customer_id = ? AND deleted = 0',
    idOf(row),
  );
  if (known.length > 1) {
    const { tag: name } = known[0]!;
    const places = known
      .filter((one) => one['tag'] === name)
      .map((one): Place => ['customer_tag', idOf(one)]);
    perform(doing, { name: 'customer.untag', input: { id: idOf(row), tag: name }, places });
    return;
  }
  const name = doing.ledger.word();
  perform(doing, { name: 'customer.tag', input: { id: idOf(row), tag: name }, made: 'customer_tag' });
}

function contactPoint(doing: Doing): void {
  const row = some(doing, 'customer');
  if (!row) return;
  const known = some(doing, 'contact_point', 'customer_id = ?', idOf(row));
  const input = {
    id: known && idOf(known),
    customer_id: idOf(row),
    kind: 'wechat',
    value: doing.ledger.word(),
    label: doing.random.chance(0.5) ? doing.ledger.word() : null,
    preferred: 0,
  };
  if (known) perform(doing, { name: 'contactPoint.put', input, places: [['contact_point', idOf(known)]] });
  else perform(doing, { name: 'contactPoint.put', input, made: 'contact_point' });
}

function logContact(doing: Doing): void {
  const row = some(doing, 'customer');
  if (!row) return;
  const input = {
    customer_id: idOf(row),
    channel: 'phone',
    at: doing.laptop.now(),
    summary: doing.ledger.word(),
    minutes: null,
    outcome: null,
  };
  perform(doing, { name: 'customer.logContact', input, made: 'contact_log' });
}

/** Somebody empties the desk, one customer after the other. */
export function removeEveryCustomer(doing: Doing): void {
  for (const row of doing.laptop.rows('SELECT * FROM customer WHERE deleted = 0 ORDER BY id'))
    removeCustomerRow(doing, row);
}

export const CUSTOMER_ACTS = {
  createCustomer: [5, createCustomer],
  updateCustomer: [26, updateCustomer],
  removeCustomer: [2, removeCustomer],
  moveCustomer: [2, moveCustomer],
  tag: [3, tag],
  contactPoint: [4, contactPoint],
  logContact: [2, logContact],
} as const satisfies Acts;
