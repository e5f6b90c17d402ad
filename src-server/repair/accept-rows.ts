import { acceptSum, holdWriteLockAlone } from '../../db/server/queries/heads.ts';
import { scopesWithRows } from '../../db/server/queries/verify.ts';
import type { Store } from '../../db/server/store.ts';
import { addChecksums, checksumText, EMPTY_CHECKSUM } from '../../src-shared/sync/checksum.ts';
import { sumOf, wholeTable } from '../../src-shared/sync/key-range.ts';
import type { Scope } from '../../src-shared/sync/scope.ts';
import { sumsOfRange, tablesOf } from '../pull/scope-sums.ts';

export interface Accepted {
  readonly scope: Scope;
  readonly rows: number;
  readonly was: string;
  readonly is: string;
}

/**
 * Takes the rows of a scope for right where its head says otherwise (somebody changed them behind the server's back, or
 * a disk lost a page): the head gets their sum, and laptops then find what differs and repair it. With `accept` false it
 * only says where that would be, in one snapshot; else nothing is written meanwhile.
 */
export function acceptRows(
  store: Store,
  only: Scope | null,
  { accept, now }: { accept: boolean; now: number },
): Promise<Accepted[]> {
  return store.transaction(
    async (tx) => {
      if (accept) await holdWriteLockAlone(tx);
      const found: Accepted[] = [];
      for (const scope of await scopesWithRows(tx)) {
        if (only !== null && scope !== only) continue;
        let [rows, sum] = [0, EMPTY_CHECKSUM];
        for (const table of tablesOf(scope)) {
          for await (const page of sumsOfRange(tx, table, scope, wholeTable(table))) {
            const part = sumOf(page);
            rows += part.rows;
            sum = addChecksums(sum, part.sum);
          }
        }
        const was = (await tx.heads.read([scope])).get(scope)?.checksum ?? checksumText(EMPTY_CHECKSUM);
        const is = checksumText(sum);
        if (was === is) continue;
        found.push({ scope, rows, was, is });
        if (!accept) continue;
        await acceptSum(tx, scope, is);
        await tx.meta.appendAudit({
          at: now,
          action: 'head_accepted',
          personId: null,
          device: null,
          detail: scope,
        });
      }
      return found;
    },
    accept ? undefined : 'repeatable read read only',
  );
}
