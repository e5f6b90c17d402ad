import type { HeldRow, ServerBank } from './server-bank.ts';
import { parsed, textOf } from './acts.ts';
import type { Cell } from './disk.ts';
import { byName, imageOf, type TableImage } from './laptop-image.ts';
import type { SimulatedLaptop } from './laptop.ts';
import { unitOf, wordsIn, wordsOf, type Ledger, type Write } from './ledger.ts';
import { projectionFaults } from './judge-projections.ts';
import { teamOf, type Organisation } from './organisation.ts';

export interface Verdict {
  divergences: string[];
  lost: string[];
  leaks: string[];
  unrecorded: string[];
  falseConflicts: string[];
}

/** What the history leaves behind, when everything has healed. */
export interface Scene {
  readonly bank: ServerBank;
  readonly laptops: readonly SimulatedLaptop[];
  readonly organisation: Organisation;
  readonly ledger: Ledger;
  /** Rows were changed behind a desk's back: then, and only then, checksums may disagree on the way. */
  readonly damaged: boolean;
  /** A right that was lost and is back may have taken a row with it in between; then the checksum finds that. */
  readonly wasLost: (person: string, scope: string) => boolean;
  /** What laptops handed over, or said was lost, before they were erased. */
  readonly surrendered: readonly { table: string; cells: Readonly<Record<string, unknown>> }[];
  /** The server was put back to a backup. */
  readonly putBack: boolean;
  /**
   * The server was put back to a backup, and these people's clocks ran ahead: where one did not hear under which time
   * its write was taken, the server cannot know it again.
   */
  readonly ahead: ReadonlySet<string>;
}

/**
 * Judges a healed history by what people saw and by the rows that lie where they lie; nothing of the product's own
 * bookkeeping (marks, checksums, cursors) is believed.
 */
export function judge(scene: Scene): Verdict {
  const verdict: Verdict = { divergences: [], lost: [], leaks: [], unrecorded: [], falseConflicts: [] };
  const held = scene.bank.rows();
  for (const fault of scene.bank.faults) verdict.divergences.push(`server: ${fault}`);
  const wasAway = (person: string): boolean => scene.wasLost(person, `person:${person}`);
  for (const fault of projectionFaults(held, teamOf, wasAway)) verdict.divergences.push(`server: ${fault}`);
  const truth = new Map(held.map((row) => [`${row.table}/${row.id}`, row]));
  // What was cut lies nowhere any more; what was in it was deleted by somebody all the same.
  const known = new Map([...scene.bank.cut, ...truth]);
  apart(held, truth, verdict);
  const lines = new Map(held.map((row) => [row, lineOf(row.scope, row.deleted, row.cells)]));
  const words = new Map(held.map((row) => [row, everyWord(row)]));
  for (const laptop of scene.laptops) {
    const image = imageOf(laptop.disk);
    compare(scene, { laptop, image }, lines, verdict);
    leaks(scene, { laptop, image }, { truth, words }, verdict);
  }
  verdict.unrecorded.push(...scene.ledger.faults);
  writes(scene, held, known, verdict);
  conflicts(scene, held, verdict);
  texts(scene, [...scene.bank.cut.values(), ...held], truth, verdict);
  files(scene, held, verdict);
  return verdict;
}

/** The column by which a row hangs on another, by the oracle's own list. */
const HANGS: Readonly<Record<string, readonly [column: string, table: string]>> = {
  customer_tag: ['customer_id', 'customer'],
  contact_point: ['customer_id', 'customer'],
  contact_log: ['customer_id', 'customer'],
  note: ['customer_id', 'customer'],
  note_update: ['note_id', 'note'],
  attachment: ['owner_id', 'customer'],
  task: ['parent_id', 'task'],
  attendee: ['event_id', 'event'],
  event_resource: ['event_id', 'event'],
};

/** Whose a row is, by the scope in which it lies. */
const BELONGS: Readonly<Record<string, readonly [family: string, column: string]>> = {
  task: ['person:', 'owner_id'],
  event: ['calendar:', 'organiser_id'],
};

/** What hangs on a row lies where the row lies: apart from it, the one is seen without the other. */
function apart(held: readonly HeldRow[], truth: ReadonlyMap<string, HeldRow>, verdict: Verdict): void {
  for (const row of held) {
    const [family, whose] = BELONGS[row.table] ?? [];
    if (
      family &&
      whose &&
      row.scope.startsWith(family) &&
      row.scope !== `${family}${String(row.cells[whose])}`
    )
      verdict.divergences.push(
        `server: ${row.table}/${row.id} in ${row.scope} is ${String(row.cells[whose])}'s`,
      );
    const [column, table] = HANGS[row.table] ?? [];
    const owner = column && truth.get(`${table}/${String(row.cells[column])}`);
    // A private note stays private where its writer lost the book while linking it to a customer.
    if (row.table === 'note' && row.scope.startsWith('person:')) continue;
    if (owner && owner.scope !== row.scope)
      verdict.divergences.push(
        `server: ${row.table}/${row.id} of ${owner.table}/${owner.id} in ${owner.scope} lies in ${row.scope}`,
      );
  }
}

const PHYSICAL = new Set(['id', 'scope', 'deleted', '_clock', '_device', '_units', '_extra']);

/** A row in one line: where it is, whether it lives, and every cell that is not empty. */
function lineOf(scope: string, deleted: number, cells: Readonly<Record<string, unknown>>): string {
  const full = Object.keys(cells)
    .filter((column) => !PHYSICAL.has(column) && cells[column] !== null && cells[column] !== undefined)
    .sort();
  return `${scope} ${deleted} ${full.map((column) => `${column}=${String(cells[column])}`).join(' ')}`;
}

interface Seen {
  readonly laptop: SimulatedLaptop;
  readonly image: readonly TableImage[];
}

/** Every row of every granted scope is here as it is there, and no other row is here. `lines`: the server's rows. */
function compare(
  scene: Scene,
  { laptop, image }: Seen,
  lines: ReadonlyMap<HeldRow, string>,
  verdict: Verdict,
): void {
  const rights = scene.organisation.rightsOf(laptop.person);
  const say = (what: string): void => void verdict.divergences.push(`laptop ${laptop.number}: ${what}`);
  const waiting = laptop.rows('SELECT count(*) AS n FROM _outbox WHERE state <> 1')[0]?.['n'];
  if (waiting !== 0) say(`${waiting} changes still wait`);
  for (const fault of laptop.faults) say(fault);
  if (laptop.line.endless) say('asks without end');
  for (const scope of new Set(laptop.mismatches))
    if (!scene.damaged && !scene.wasLost(laptop.person, scope)) say(`the checksum of ${scope} did not agree`);
  for (const step of laptop.rows(
    "SELECT label FROM _undo WHERE NOT EXISTS (SELECT 1 FROM _outbox WHERE id BETWEEN first AND last AND cells <> '{}')",
  ))
    verdict.leaks.push(
      `laptop ${laptop.number} keeps a step of undo (${step['label']}) of what it may not know`,
    );
  const here = new Map(
    laptop.rows('SELECT scope, "right", state FROM _scope').map((row) => [row['scope'], row]),
  );
  for (const [scope, right] of rights) {
    const its = here.get(scope);
    if (its?.['right'] !== right || its['state'] !== 'ready')
      say(`${scope} is ${its?.['state'] ?? 'missing'} with ${its?.['right'] ?? 'no right'}`);
  }
  for (const scope of here.keys())
    if (!rights.has(String(scope))) verdict.leaks.push(`laptop ${laptop.number} holds ${scope}`);
  const expected = new Map<string, string>();
  for (const [row, line] of lines) if (rights.has(row.scope)) expected.set(`${row.table}/${row.id}`, line);
  for (const { name, synced, columns, rows } of image) {
    if (!synced) continue;
    for (const cells of rows) {
      const row = byName(columns, cells);
      const key = `${name}/${String(row['id'])}`;
      const scope = String(row['scope']);
      const wanted = expected.get(key);
      expected.delete(key);
      const line = lineOf(scope, Number(row['deleted']), { ...row, ...parsed(row['_extra']) });
      if (!rights.has(scope)) verdict.leaks.push(`laptop ${laptop.number} shows ${key} of ${scope}`);
      else if (wanted === undefined) say(`${key} is only here: ${line}`);
      else if (wanted !== line) say(`${key} differs:\n    here  ${line}\n    there ${wanted}`);
    }
  }
  for (const row of laptop.rows('SELECT tbl, id, scope, deleted, cells FROM _foreign')) {
    const key = `${row['tbl']}/${row['id']}`;
    const line = lineOf(String(row['scope']), Number(row['deleted']), parsed(row['cells']));
    if (!rights.has(String(row['scope']))) verdict.leaks.push(`laptop ${laptop.number} keeps ${key}`);
    else if (expected.get(key) !== line) say(`${key} differs: ${line}`);
    expected.delete(key);
  }
  for (const [key, line] of expected) say(`${key} is missing: ${line}`);
}

/** What an attendee writes is carried to the organiser. */
const TO_ORGANISER: readonly string[] = ['invitation', 'instance_answer', 'proposal'];

/**
 * No word of a row that a person may not see is anywhere on the laptop but in what that person wrote: not in tables,
 * the search index, the history, sent changes, undo steps.
 */
function leaks(
  scene: Scene,
  { laptop, image }: Seen,
  { truth, words: known }: { truth: ReadonlyMap<string, HeldRow>; words: ReadonlyMap<HeldRow, string[]> },
  verdict: Verdict,
): void {
  const rights = scene.organisation.rightsOf(laptop.person);
  const allowed = new Set<string>();
  for (const [row, its] of known) if (rights.has(row.scope)) for (const word of its) allowed.add(word);
  const asked = new Set<string>();
  for (const row of truth.values())
    if (row.table === 'invitation' && rights.has(row.scope)) asked.add(String(row.cells['event_id']));
  // What an attendee says on an invitation is carried to the organiser, and the organiser's word on it back.
  const asking = new Set<string>();
  for (const row of truth.values())
    if (row.table === 'attendee' && rights.has(row.scope)) asking.add(String(row.cells['event_id']));
  // A task that was handed over was copied for the delegate, and what the delegate says of it is carried back.
  const handed = new Set<string>();
  for (const row of truth.values())
    if (row.table === 'assignment' && rights.has(row.scope)) handed.add(String(row.cells['task_id']));
  verdict.leaks.push(...filesUnseen(laptop));
  for (const row of laptop.rows('SELECT id, note_id FROM note_update')) {
    const note = truth.get(`note/${row['note_id']}`);
    if (note && !rights.has(note.scope))
      verdict.leaks.push(`laptop ${laptop.number} keeps a text of note/${note.id} (now ${note.scope})`);
  }
  const found = new Set<string>();
  for (const { name: table, rows } of image) {
    for (const word of wordsAmong(
      table === '_meta' ? rows.filter(([key]) => !TOKENS.has(String(key))) : rows,
    )) {
      const write = scene.ledger.writes.get(word);
      const typed = scene.ledger.typed.get(word);
      if (!write && !typed) continue;
      const [owner, id, author] = write
        ? [write.table, write.id, write.by]
        : ['note', typed!.note, typed!.by];
      const row = truth.get(`${owner}/${id}`);
      if (row && rights.has(row.scope)) continue;
      // Who is or was asked to an event has a copy of it.
      if (owner === 'event' && asked.has(id)) continue;
      if (TO_ORGANISER.includes(owner) && row && asking.has(String(row.cells['event_id']))) continue;
      const also = owner === 'task' ? (scene.ledger.takenInto.get(word) ?? []) : [];
      if (owner === 'task' && [id, ...also].some((one) => handed.has(one))) continue;
      if (also.some((one) => rights.has(truth.get(`task/${one}`)?.scope ?? ''))) continue;
      const task = owner === 'assignment' && row && truth.get(`task/${String(row.cells['task_id'])}`);
      if (task && rights.has(task.scope)) continue;
      if (['attendee', 'proposal'].includes(owner) && row && asked.has(String(row.cells['event_id'])))
        continue;
      if (allowed.has(word)) continue;
      // What a person wrote and could not send is kept for that person; also where it was another's word, brought back.
      if (table === '_refused') {
        const again = write !== undefined && scene.ledger.isBlurred(owner, id, write.unit);
        if (author === laptop.person || again) continue;
      }
      if (owner === 'customer' && wasCopied(scene.bank, word, id, (scope) => rights.has(scope), truth))
        continue;
      // A notice tells what happened when it happened, in the words of then.
      if (table === 'notice') continue;
      if (found.has(word)) continue;
      found.add(word);
      verdict.leaks.push(
        `laptop ${laptop.number} (${laptop.person}) keeps ${word} of ${owner}/${id} (now ${row?.scope}) in ${table}`,
      );
    }
  }
}

/**
 * Bytes lie on a laptop only where a record there names them, or where its person brought them and the server does not
 * have them yet. That a record lies where its person may look is judged with the rows.
 */
export function filesUnseen(laptop: SimulatedLaptop): string[] {
  const named = laptop.rows('SELECT sha256 FROM attachment UNION SELECT sha256 FROM _upload');
  const known = new Set(named.map((row) => row['sha256']));
  return laptop.blobs
    .names()
    .filter((sha256) => !known.has(sha256))
    .map((sha256) => `laptop ${laptop.number} keeps the file ${sha256.slice(0, 8)} of what it may not see`);
}

/** A merge writes words of one record into another: they belong to the history of that one too, also after its undo. */
function wasCopied(
  { database }: ServerBank,
  word: string,
  home: string,
  mayRead: (scope: string) => boolean,
  truth: ReadonlyMap<string, HeldRow>,
): boolean {
  return database.heads().some(({ scope }) =>
    database.log(scope).some(({ tbl, row_id, cells }) => {
      if (tbl !== 'customer' || row_id === home || !wordsOf(parsed(cells)).includes(word)) return false;
      const copy = truth.get(`customer/${row_id}`);
      return copy !== undefined && mayRead(copy.scope);
    }),
  );
}

const everyWord = (row: HeldRow): string[] => [
  ...wordsOf(row.cells),
  ...(JSON.stringify(row.cells).match(/zq\d+q/g) ?? []),
];

/** What lies there is drawn by chance, and may look like a word. */
const TOKENS = new Set(['token', 'refresh']);

/** Every word in a table: cells of text, and the bytes of an index's pages. */
function wordsAmong(rows: readonly (readonly Cell[])[]): Set<string> {
  const words = new Set<string>();
  for (const row of rows) {
    for (const cell of row) {
      const text = Buffer.isBuffer(cell) ? cell.toString('latin1') : typeof cell === 'string' ? cell : null;
      if (text === null) continue;
      for (const word of text.match(/zq\d+q/g) ?? []) words.add(word);
    }
  }
  return words;
}

/** What a laptop had to forget with a right, or with a row that left, it cannot offer again to a server that was put back. */
const isForgotten = (
  { putBack, wasLost, bank }: Scene,
  { table, id, by, scope }: Pick<Write, 'table' | 'id' | 'by' | 'scope'>,
): boolean => putBack && (wasLost(by, scope) || bank.left.has(`${table}/${id}`));

/** Every word that was written stands, was overwritten by somebody who had seen it, or is kept in a record. */
function writes(
  scene: Scene,
  held: readonly HeldRow[],
  truth: ReadonlyMap<string, HeldRow>,
  verdict: Verdict,
): void {
  const { ledger } = scene;
  const recorded = new Set<string>();
  for (const row of held)
    if (row.table === 'edit_conflict' && row.deleted === 0)
      for (const word of wordsOf(parsed(row.cells['lost']))) recorded.add(word);
  const kept = new Set<string>();
  for (const laptop of scene.laptops)
    for (const row of laptop.rows('SELECT cells FROM _refused'))
      for (const word of wordsOf(parsed(row['cells']))) kept.add(word);
  // What a laptop handed over, or is refused now, may have come before, where only the answer was lost: then it is judged as
  // what came.
  const came = kept.size > 0 || scene.surrendered.length > 0 ? wordsInLog(scene.bank) : new Set<string>();
  for (const { cells } of scene.surrendered)
    for (const word of wordsOf(cells)) if (!came.has(word)) kept.add(word);
  const standsAtHome = (word: string): boolean => {
    const home = ledger.writes.get(word);
    const row = home && truth.get(`${home.table}/${home.id}`);
    return row !== undefined && holds(row, home!.unit, word);
  };
  // What was brought back on purpose can stand behind itself. A merge writes words of one record into another: what is
  // kept may be that second writing, while the first one stands.
  const isReplaced = (word: string, seen = new Set([word])): boolean =>
    [...(ledger.builtOn.get(word) ?? [])].some((one) => {
      if (seen.has(one)) return false;
      seen.add(one);
      const hasCome = !kept.has(one) || came.has(one) || recorded.has(one);
      return hasCome || standsAtHome(one) || isReplaced(one, seen);
    });
  for (const row of held)
    if (row.table === 'quarantine') for (const word of wordsOf(parsed(row.cells['cells']))) kept.add(word);
  for (const write of ledger.writes.values()) {
    const { word, table, id, unit } = write;
    if (kept.has(word) || recorded.has(word) || isForgotten(scene, write)) continue;
    // Where all who built on it were refused, it must still be there.
    if (isReplaced(word)) continue;
    const row = truth.get(`${table}/${id}`);
    if (!row) {
      verdict.lost.push(`${word} of ${table}/${id}.${unit}: no such row`);
      continue;
    }
    const stands = holds(row, unit, word);
    if (stands && row.deleted === 0) continue;
    if (stands && ledger.deletionsOf(table, id).some((deletion) => ledger.knew(deletion, word))) continue;
    if (!stands && ledger.isBlurred(table, id, unit)) continue;
    if (isWithHeir(word, row, unit, truth, ledger)) continue;
    // The answer to what was taken back meanwhile is moot; it stays behind the tombstone, or makes room for the next offer.
    if (stands && ['invitation', 'assignment', 'proposal'].includes(table)) continue;
    if (table === 'assignment' && ledger.isBlurred('task', String(row.cells['task_id']), 'delegate_id'))
      continue;
    verdict.unrecorded.push(`${word} of ${table}/${id}.${unit}${stands ? ' is deleted' : ' is overwritten'}`);
  }
  for (const row of truth.values()) {
    for (const [first, second] of [
      ['need_amount', 'need_currency'],
      ['start', 'end'],
    ] as const) {
      const [word] = wordsIn(first, row.cells[first]);
      const pair = word === undefined ? undefined : ledger.pairs.get(word);
      if (pair !== undefined && row.table !== 'invitation' && pair !== String(row.cells[second]))
        verdict.divergences.push(
          `${row.table}/${row.id} holds ${String(row.cells[first])} with ${String(row.cells[second])}, which nobody wrote`,
        );
    }
  }
}

const holds = (row: HeldRow, unit: string, word: string): boolean =>
  Object.entries(row.cells).some(
    ([column, value]) => unitOf(column) === unit && wordsIn(column, value).includes(word),
  );

/**
 * What was written in a record that was merged away may stand in the one that lives; or in one on the way, which was
 * merged by somebody who saw it there and left it.
 */
function isWithHeir(
  word: string,
  row: HeldRow,
  unit: string,
  truth: ReadonlyMap<string, HeldRow>,
  ledger: Ledger,
): boolean {
  let heir: HeldRow | undefined = row;
  for (
    let steps = 0;
    heir?.deleted === 1 && typeof heir.cells['merged_into'] === 'string' && steps < 20;
    steps += 1
  ) {
    heir = truth.get(`customer/${heir.cells['merged_into']}`);
    if (!heir || !holds(heir, unit, word)) continue;
    if (heir.deleted === 0) return true;
    if (ledger.deletionsOf('customer', heir.id).some((deletion) => ledger.knew(deletion, word))) return true;
  }
  return false;
}

/** Every word that ever reached the server. */
function wordsInLog({ database }: ServerBank): Set<string> {
  const words = new Set<string>();
  for (const { scope } of database.heads())
    for (const { cells } of database.log(scope)) for (const word of wordsOf(parsed(cells))) words.add(word);
  return words;
}

/** A record is false where one side had seen the other. */
function conflicts({ ledger, ahead }: Scene, held: readonly HeldRow[], verdict: Verdict): void {
  for (const row of held) {
    if (row.table !== 'edit_conflict' || row.deleted === 1) continue;
    const { table_name, row_id, unit } = row.cells as Record<string, string>;
    const place = [table_name!, row_id!] as const;
    const [lost, kept] = [parsed(row.cells['lost']), parsed(row.cells['kept'])];
    const writers = [...wordsOf(lost), ...wordsOf(kept)].map((word) => ledger.writes.get(word)?.by);
    if (writers.some((by) => by !== undefined && ahead.has(by))) continue;
    if (unit === 'deleted') {
      const deletions = ledger.deletionsOf(...place);
      const words = [...wordsOf(lost), ...wordsOf(kept)];
      const knew = deletions.every((deletion) => words.every((word) => ledger.knew(deletion, word)));
      if (deletions.length > 0 && words.length > 0 && knew)
        if (!words.some((word) => ledger.isBlurred(...place, ledger.writes.get(word)?.unit ?? '')))
          verdict.falseConflicts.push(`${place.join('/')}: the deletion had seen ${words.join(' ')}`);
      continue;
    }
    if (ledger.isBlurred(...place, unit!)) continue;
    const [elder] = wordsOf(lost);
    const [younger] = wordsOf(kept);
    if (elder === undefined || younger === undefined) continue;
    if (ledger.isAncestor(elder, younger) || ledger.isAncestor(younger, elder))
      verdict.falseConflicts.push(`${place.join('/')}.${unit}: ${elder} and ${younger} had seen each other`);
  }
}

const A_WEEK = 7 * 86_400_000;

/**
 * Bytes that somebody attached are where they are to be: at the server, on every laptop that shows a recent file, and,
 * where the record was refused, with whoever may try again; a clock that is far off makes them old.
 */
function files(
  { bank, laptops, organisation, ledger }: Scene,
  held: readonly HeldRow[],
  verdict: Verdict,
): void {
  // What was taken off goes with its record, and what lay on a laptop that was erased with that.
  const gone = new Set(
    held.filter((row) => row.table === 'attachment' && row.deleted === 1).map(({ id }) => id),
  );
  for (const { laptop: number, person, attachment, sha256 } of ledger.brought) {
    const laptop = laptops.find((one) => one.number === number);
    if (!laptop || laptop.wasErased || laptop.wasFarOff || gone.has(attachment)) continue;
    if (bank.files.has(sha256, person) || laptop.blobs.has(sha256) || bank.missed.has(attachment)) continue;
    verdict.lost.push(`the bytes of attachment/${attachment}, brought at laptop ${number}, are nowhere`);
  }
  for (const laptop of laptops) {
    if (laptop.wasFarOff) continue;
    for (const { cells } of laptop.rows(
      "SELECT cells FROM _refused WHERE tbl = 'attachment' AND kind = 'insert'",
    )) {
      const { sha256 } = parsed(cells) as { sha256?: string };
      if (sha256 !== undefined && !bank.files.has(sha256, laptop.person) && !laptop.blobs.has(sha256))
        verdict.lost.push(`laptop ${laptop.number} has no bytes of a refused file`);
    }
  }
  for (const { table, id, scope, deleted, cells } of held) {
    if (table !== 'attachment' || deleted === 1) continue;
    const sha256 = String(cells['sha256']);
    const authors = laptops.filter((laptop) => laptop.person === cells['person_id']);
    const given = bank.files.gives(id);
    const writes = organisation.rightsOf(String(cells['person_id'])).get(scope) === 'write';
    if (!given && writes && !bank.missed.has(id) && authors.some((laptop) => laptop.blobs.has(sha256)))
      verdict.lost.push(`the server has no bytes of attachment/${id}`);
    if (!given) continue;
    for (const laptop of laptops) {
      if (!organisation.rightsOf(laptop.person).has(scope)) continue;
      if (Number(cells['added_at']) < laptop.now() - A_WEEK) continue;
      if (!laptop.blobs.has(sha256))
        verdict.divergences.push(`laptop ${laptop.number} lacks the bytes of attachment/${id}`);
    }
  }
}

/** Every word that was typed into a note is in its text, unless the note's writer could not send it. */
function texts(
  scene: Scene,
  held: readonly HeldRow[],
  truth: ReadonlyMap<string, HeldRow>,
  verdict: Verdict,
): void {
  const { ledger, laptops, surrendered } = scene;
  const bodies = new Map<string, string[]>();
  for (const row of held) {
    if (row.table === 'quarantine' && row.cells['table_name'] === 'note_update') {
      const cells = parsed(row.cells['cells']);
      const note = String(cells['note_id']);
      bodies.set(note, [...(bodies.get(note) ?? []), String(cells['body'])]);
    }
    // What was typed and taken back is still there, behind a tombstone.
    if (row.table !== 'note_update') continue;
    const note = String(row.cells['note_id']);
    bodies.set(note, [...(bodies.get(note) ?? []), String(row.cells['body'])]);
  }
  for (const { table, cells } of surrendered) {
    if (table !== 'note_update') continue;
    const note = String(cells['note_id']);
    bodies.set(note, [...(bodies.get(note) ?? []), String(cells['body'])]);
  }
  for (const laptop of laptops)
    for (const row of laptop.rows("SELECT cells FROM _refused WHERE tbl = 'note_update'")) {
      const cells = parsed(row['cells']);
      const note = String(cells['note_id']);
      bodies.set(note, [...(bodies.get(note) ?? []), String(cells['body'])]);
    }
  const whole = new Map<string, string>();
  for (const [word, { note, by, scope }] of ledger.typed) {
    if (isForgotten(scene, { table: 'note', id: note, by, scope })) continue;
    const row = truth.get(`note/${note}`);
    if (ledger.isBlurred('note', note, 'typed')) continue;
    let text = whole.get(note);
    if (text === undefined) whole.set(note, (text = textOf(bodies.get(note) ?? [])));
    if (!text.includes(word))
      verdict.lost.push(`${word} was typed into note/${note} (${row ? 'there' : 'gone'})`);
  }
}
