import { readReports } from '../../db/server/queries/reports.ts';
import { scopesWithRows } from '../../db/server/queries/verify.ts';
import type { Head } from '../../db/server/queries/heads.ts';
import type { Tx } from '../../db/server/statements.ts';
import type { Sql, Store } from '../../db/server/store.ts';
import { addChecksums, checksumText, EMPTY_CHECKSUM } from '../../src-shared/sync/checksum.ts';
import { sumOf, wholeTable } from '../../src-shared/sync/key-range.ts';
import type { Scope } from '../../src-shared/sync/scope.ts';
import { sumsOfRange, tablesOf } from '../pull/scope-sums.ts';
import { firstUnlike } from './first-unlike.ts';

/** What one scope's rows add up to, beside what its head says. */
export interface ScopeFinding {
  readonly scope: Scope;
  readonly rows: number;
  readonly head: number;
  readonly agrees: boolean;
  /** Where it does not: the first row that is not what the log says; null where the log does not tell. */
  readonly differs: string | null;
}

/** What a laptop told of a scope, beside the server's rows. `behind`: it has not been told everything yet. */
export interface LaptopFinding {
  readonly device: number;
  readonly login: string | null;
  readonly scope: Scope;
  readonly cursor: number;
  readonly state: 'agrees' | 'behind' | 'differs';
  readonly differs: string | null;
  readonly at: number;
}

export interface Verified {
  readonly scopes: readonly ScopeFinding[];
  readonly laptops: readonly LaptopFinding[];
}

/** Whose scopes to compare: those that a person may see, and the reports of one device; null: all. */
export interface Chosen {
  readonly personId: string | null;
  readonly device: number | null;
}

/**
 * Compares, in one snapshot of the database, every scope's rows with its head and with what laptops told of them. Reads
 * every row: a large bank takes minutes.
 */
export function verify(store: Store, chosen: Chosen): Promise<Verified> {
  return store.transaction(async (tx) => {
    const scopes: ScopeFinding[] = [];
    const laptops: LaptopFinding[] = [];
    for (const scope of await chosenScopes(tx, chosen)) {
      const head = (await tx.heads.read([scope])).get(scope);
      const { finding, checksum } = await lookAt(tx, scope, head);
      scopes.push(finding);
      for (const report of await readReports(tx, [scope])) {
        if (chosen.device !== null && report.device !== chosen.device) continue;
        const comparable = report.cursor === finding.head && report.differs === null;
        const agrees = comparable && report.checksum === checksum;
        const wrong = report.differs !== null || report.cursor > finding.head || (comparable && !agrees);
        laptops.push({ ...report, state: wrong ? 'differs' : agrees ? 'agrees' : 'behind' });
      }
    }
    return { scopes, laptops };
  }, 'repeatable read read only');
}

async function chosenScopes(tx: Tx & Sql, { personId }: Chosen): Promise<Scope[]> {
  const all = await scopesWithRows(tx);
  if (personId === null) return all;
  const granted = await tx.grants.read(personId);
  return all.filter((scope) => granted.has(scope));
}

async function lookAt(
  tx: Tx & Sql,
  scope: Scope,
  head: Head | undefined,
): Promise<{ finding: ScopeFinding; checksum: string }> {
  let [rows, sum] = [0, EMPTY_CHECKSUM];
  for (const table of tablesOf(scope)) {
    for await (const page of sumsOfRange(tx, table, scope, wholeTable(table))) {
      const part = sumOf(page);
      rows += part.rows;
      sum = addChecksums(sum, part.sum);
    }
  }
  const checksum = checksumText(sum);
  const agrees = checksum === (head?.checksum ?? checksumText(EMPTY_CHECKSUM));
  const differs = agrees ? null : await firstUnlike(tx, scope, (head?.floor ?? 0) === 0);
  return { finding: { scope, rows, head: head?.seq ?? 0, agrees, differs }, checksum };
}
