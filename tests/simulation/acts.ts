import * as Y from 'yjs';
import { applyUpdates } from '../../src-shared/domain/note/apply-updates.ts';
import { wordsOf, type Row } from './ledger.ts';
import { idOf, newestOf, perform, some, wall, type Doing, type Place } from './doing.ts';
import { Unexpected, type SimulatedLaptop } from './laptop.ts';
import { INVITE_ACTS } from './invite-acts.ts';
import { PEOPLE } from './organisation.ts';
import { TASK_ACTS } from './task-acts.ts';
import { turnBack } from './turn-back.ts';

const TEXTS = ['name', 'remark', 'hobbies', 'address', 'source', 'next_step'] as const;

function customerFields({ random, ledger, kind }: Doing): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  if (kind.oneField) return { remark: ledger.word() };
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

function createNote(doing: Doing): void {
  const { laptop, random, ledger } = doing;
  const customer = random.chance(0.7) ? some(doing, 'customer') : null;
  const text = ledger.word();
  const input = {
    title: ledger.word(),
    link: { customer_id: customer && idOf(customer), event_id: null },
    text,
  };
  if (!perform(doing, { name: 'note.create', input, made: 'note' })) return;
  const [note] = laptop.rows('SELECT id, scope FROM note WHERE excerpt = ?', text);
  if (note) ledger.typedInto(note, text, laptop.person);
}

/** The text of a note, as the editor puts it together from its updates. */
export function textOf(bodies: readonly string[]): string {
  const doc = new Y.Doc();
  applyUpdates(doc, bodies.map(bytesOf));
  return doc.getXmlFragment('default').toJSON();
}

const bytesOf = (body: string): Uint8Array => Buffer.from(body, 'base64');

const bodiesOf = (laptop: SimulatedLaptop, note: string): string[] =>
  laptop
    .rows('SELECT body FROM note_update WHERE note_id = ? AND deleted = 0 ORDER BY id', note)
    .map((row) => String(row['body']));

/** Types a word somewhere into the text that this laptop shows. */
function writeNote(doing: Doing): void {
  const { laptop, random, ledger } = doing;
  const note = some(doing, 'note');
  if (!note) return;
  const doc = new Y.Doc();
  doc.clientID = ledger.serial();
  applyUpdates(doc, bodiesOf(laptop, idOf(note)).map(bytesOf));
  const had = Y.encodeStateVector(doc);
  const paragraph = new Y.XmlElement('paragraph');
  const text = ledger.word();
  paragraph.insert(0, [new Y.XmlText(text)]);
  const fragment = doc.getXmlFragment('default');
  fragment.insert(random.int(0, fragment.length), [paragraph]);
  const update = Buffer.from(Y.encodeStateAsUpdate(doc, had)).toString('base64');
  const input = { id: idOf(note), update, excerpt: ledger.word() };
  const before = newestOf(laptop, 'note_update');
  const places: Place[] = [['note', idOf(note)]];
  const done = perform(doing, { name: 'note.write', input, places });
  if (newestOf(laptop, 'note_update') > before) ledger.typedInto(note, text, laptop.person);
  else if (done) throw new Unexpected('note.write: what was typed is nowhere');
}

function linkNote(doing: Doing): void {
  const note = some(doing, 'note', 'author_id = ?', doing.laptop.person);
  if (!note) return;
  const customer = doing.random.chance(0.6) ? some(doing, 'customer') : null;
  const link = { customer_id: customer && idOf(customer), event_id: null };
  const places: Place[] = [['note', idOf(note)]];
  perform(doing, { name: 'note.link', input: { id: idOf(note), link }, places });
}

function removeNote(doing: Doing): void {
  const note = some(doing, 'note');
  if (!note) return;
  const places: Place[] = [['note', idOf(note)]];
  for (const one of doing.laptop.rows(
    'SELECT id FROM attachment WHERE owner_id = ? AND deleted = 0',
    idOf(note),
  ))
    places.push(['attachment', idOf(one)]);
  perform(doing, { name: 'note.remove', input: { id: idOf(note) }, places });
}

function createEvent(doing: Doing): void {
  const { laptop, random, ledger, kind } = doing;
  const guests = random
    .shuffle(PEOPLE.filter((one) => one.id !== laptop.person && (!kind.singles || one.unit === 'near')))
    .slice(0, random.int(kind.singles ? 1 : 0, 2))
    .map((one) => ({ person_id: one.id, customer_id: null, role: 'required' }));
  const rrule = random.chance(kind.singles ? 0.8 : 0.15) ? 'FREQ=WEEKLY;COUNT=3' : null;
  const customer = random.chance(0.4) ? some(doing, 'customer') : null;
  const slot = {
    all_day: 0,
    ...wall(ledger.serial()),
    zone: random.pick(['Asia/Shanghai', 'Europe/Berlin', 'America/New_York']),
    rrule,
    rdate: null,
    exdate: null,
  };
  const fields = {
    kind: 'meeting',
    title: ledger.word(),
    description: ledger.word(),
    place: null,
    status: 'confirmed',
    transparency: 'busy',
    privacy: random.chance(0.2) ? 'private' : 'normal',
    travel_min: null,
    buffer_min: null,
    reminders: random.chance(0.3) ? '30' : null,
    attendees: guests,
    resources: random.chance(0.3) ? ['room'] : [],
    customers: customer ? [idOf(customer)] : [],
  };
  perform(doing, { name: 'event.create', input: { fields, slot }, made: 'event' });
}

/** An event in the own calendar, or in one that somebody let this person write. */
const single = (doing: Doing): Row | null =>
  some(
    doing,
    'event',
    `series_id IS NULL AND (organiser_id = ? OR scope IN (SELECT scope FROM _scope WHERE "right" = 'write' AND scope LIKE 'calendar:%'))`,
    doing.laptop.person,
  );

/** Lets a colleague into the own calendar, or out of it. */
function letIn(doing: Doing): void {
  const { laptop, random } = doing;
  const { id } = random.pick(PEOPLE.filter((one) => one.id !== laptop.person));
  perform(doing, {
    name: 'delegate.set',
    input: { person_id: id, may: random.pick(['read', 'write', 'none']) },
  });
}

function moveEvent(doing: Doing): void {
  const event = single(doing);
  if (!event) return;
  const input = {
    id: idOf(event),
    recurrence_id: null,
    which: 'all',
    ...wall(doing.ledger.serial()),
    zone: event['zone'],
  };
  perform(doing, { name: 'event.move', input, places: [['event', idOf(event)]] });
}

function updateEvent(doing: Doing): void {
  const event = single(doing);
  if (!event) return;
  const { ledger, random } = doing;
  const fields = random.chance(0.5) ? { title: ledger.word() } : { description: ledger.word() };
  const input = { id: idOf(event), recurrence_id: null, which: 'all', fields };
  perform(doing, { name: 'event.update', input, places: [['event', idOf(event)]] });
}

function removeEvent(doing: Doing): void {
  const event = single(doing);
  if (!event) return;
  const input = { id: idOf(event), recurrence_id: null, which: 'all' };
  perform(doing, { name: 'event.remove', input, places: [['event', idOf(event)]] });
}

function attach(doing: Doing): void {
  const owner = some(doing, 'customer');
  if (!owner) return;
  const name = doing.ledger.word();
  const input = {
    owner_kind: 'customer',
    owner_id: idOf(owner),
    name: `${name}.txt`,
    media_type: 'text/plain',
    // Some files are the same under two names.
    bytes: Buffer.from(doing.random.chance(0.2) ? 'the same' : name).toString('base64'),
  };
  const before = newestOf(doing.laptop, 'attachment');
  perform(doing, { name: 'attachment.add', input, made: 'attachment' });
  const { number: laptop, person } = doing.laptop;
  for (const row of doing.laptop.rows('SELECT id, sha256 FROM attachment WHERE rowid > ?', before))
    doing.ledger.brought.push({ laptop, person, attachment: idOf(row), sha256: String(row['sha256']) });
}

function detach(doing: Doing): void {
  const row = some(doing, 'attachment');
  if (row)
    perform(doing, {
      name: 'attachment.remove',
      input: { id: idOf(row) },
      places: [['attachment', idOf(row)]],
    });
}

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

export const parsed = (json: unknown): Record<string, unknown> =>
  JSON.parse(String(json ?? '{}')) as Record<string, unknown>;

/** Somebody empties the desk, one customer after the other. */
export function removeEveryCustomer(doing: Doing): void {
  for (const row of doing.laptop.rows('SELECT * FROM customer WHERE deleted = 0 ORDER BY id'))
    removeCustomerRow(doing, row);
}

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

/** Everything that a person may do, with how often it is done. */
export const ACTS: Readonly<Record<string, readonly [weight: number, act: (doing: Doing) => void]>> = {
  createCustomer: [5, createCustomer],
  updateCustomer: [26, updateCustomer],
  removeCustomer: [2, removeCustomer],
  moveCustomer: [2, moveCustomer],
  tag: [3, tag],
  contactPoint: [4, contactPoint],
  logContact: [2, logContact],
  ...TASK_ACTS,
  createNote: [2, createNote],
  writeNote: [4, writeNote],
  linkNote: [2, linkNote],
  removeNote: [1, removeNote],
  createEvent: [3, createEvent],
  moveEvent: [2, moveEvent],
  updateEvent: [3, updateEvent],
  removeEvent: [1, removeEvent],
  letIn: [1.5, letIn],
  ...INVITE_ACTS,
  attach: [2, attach],
  detach: [1, detach],
  undo: [4, (doing) => turnBack(doing, 'undo.undo')],
  redo: [2, (doing) => turnBack(doing, 'undo.redo')],
  settle: [3, settle],
  retryRefused: [1, retryRefused],
};
