import type { Cell } from './disk.ts';
import type { HeldRow } from './held-row.ts';
import { filesUnseen } from './judge-files.ts';
import { wordsOf } from './ledger.ts';
import { parsed } from './parsed.ts';
import type { Scene, Seen, Verdict } from './scene.ts';
import type { ServerBank } from './server-bank.ts';

/** What an attendee writes is carried to the organiser. */
const TO_ORGANISER: readonly string[] = ['invitation', 'instance_answer', 'proposal'];

/**
 * No word of a row that a person may not see is anywhere on the laptop but in what that person wrote: not in tables,
 * the search index, the history, sent changes, undo steps.
 */
export function leaks(
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
    if (['assignment', 'assignment_step'].includes(row.table) && rights.has(row.scope))
      handed.add(String(row.cells['task_id']));
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

export const everyWord = (row: HeldRow): string[] => [
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
