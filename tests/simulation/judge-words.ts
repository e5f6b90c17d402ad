import type { HeldRow } from './held-row.ts';
import { unitOf, wordsIn, wordsOf, type Ledger } from './ledger.ts';
import { parsed } from './parsed.ts';
import { isForgotten, type Scene, type Verdict } from './scene.ts';
import type { ServerBank } from './server-bank.ts';

/** Every word that was written stands, was overwritten by somebody who had seen it, or is kept in a record. */
export function writes(
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
