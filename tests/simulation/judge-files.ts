import type { HeldRow } from './held-row.ts';
import type { SimulatedLaptop } from './laptop.ts';
import { parsed } from './parsed.ts';
import type { Scene, Verdict } from './scene.ts';

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

const A_WEEK = 7 * 86_400_000;

/**
 * Bytes that somebody attached are where they are to be: at the server, on every laptop that shows a recent file, and,
 * where the record was refused, with whoever may try again; a clock that is far off makes them old.
 */
export function files(
  { bank, laptops, organisation, ledger, putBack }: Scene,
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
  // Of a record that waits for others to decide, the bytes do not wait at home.
  const kept = new Set(
    held
      .filter(
        ({ table, deleted, cells }) => table === 'quarantine' && deleted === 0 && cells['status'] === 'open',
      )
      .filter(({ cells }) => cells['table_name'] === 'attachment' && cells['kind'] === 'insert')
      .map(({ cells }) => `${String(cells['row_id'])} ${String(cells['written_by'])}`),
  );
  for (const { laptop: number, person, attachment, sha256 } of ledger.brought) {
    const laptop = laptops.find((one) => one.number === number);
    if (!laptop?.blobs.has(sha256) || laptop.wasFarOff || bank.missed.has(attachment)) continue;
    if (kept.has(`${attachment} ${person}`) && !bank.files.has(sha256, person))
      verdict.lost.push(`the bytes of attachment/${attachment} wait at laptop ${number} for nobody`);
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
    // A server that was put back may have lost bytes whose record their author's laptop knows no more: it cannot offer them again.
    const knows = !putBack || organisation.rightsOf(String(cells['person_id'])).get(scope) === 'write';
    if (!given && knows && !bank.missed.has(id) && authors.some((laptop) => laptop.blobs.has(sha256)))
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
