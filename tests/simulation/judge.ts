import { conflicts } from './judge-conflicts.ts';
import { files } from './judge-files.ts';
import { everyWord, leaks } from './judge-leaks.ts';
import { projectionFaults } from './judge-projections.ts';
import { apart, compare, lineOf } from './judge-rows.ts';
import { texts } from './judge-texts.ts';
import { writes } from './judge-words.ts';
import { imageOf } from './laptop-image.ts';
import { teamOf } from './organisation.ts';
import type { Scene, Verdict } from './scene.ts';

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
