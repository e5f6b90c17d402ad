import type { HeldRow } from './held-row.ts';
import { wordsOf } from './ledger.ts';
import { parsed } from './parsed.ts';
import type { Scene, Verdict } from './scene.ts';

/** A record is false where one side had seen the other. */
export function conflicts({ ledger, ahead }: Scene, held: readonly HeldRow[], verdict: Verdict): void {
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
