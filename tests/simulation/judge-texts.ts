import type { HeldRow } from './held-row.ts';
import { textOf } from './note-text.ts';
import { parsed } from './parsed.ts';
import { isForgotten, type Scene, type Verdict } from './scene.ts';

/** Every word that was typed into a note is in its text, unless the note's writer could not send it. */
export function texts(
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
