import * as Y from 'yjs';
import { applyUpdates } from '../../src-shared/domain/note/apply-updates.ts';
import { idOf, newestOf, perform, some, type Acts, type Doing, type Place } from './doing.ts';
import { Unexpected, type SimulatedLaptop } from './laptop.ts';
import { bytesOf } from './note-text.ts';

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

export const NOTE_ACTS = {
  createNote: [2, createNote],
  writeNote: [4, writeNote],
  linkNote: [2, linkNote],
  removeNote: [1, removeNote],
} as const satisfies Acts;
