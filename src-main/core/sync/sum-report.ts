import type { Database } from 'better-sqlite3';
import { AnyRows, unsettledScopes } from '../../../db/client/any-rows.ts';
import { RowStore } from '../../../db/client/row-store.ts';
import { RowTransaction } from '../../../db/client/row-transaction.ts';
import type { ScopeRow } from '../../../db/client/local/scopes.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';

type Sums = Readonly<Record<Scope, string>>;

/**
 * What this laptop tells the server of its checksums, so that an operator may compare (`verify`). Only what changed
 * since it was told, and only scopes in which nothing waits: their sums are not the server's to know.
 */
export class SumReport {
  readonly #told = new Map<Scope, string>();

  /** Scopes to tell of; undefined where there is nothing new. */
  news(db: Database, scopes: readonly ScopeRow[]): Sums | undefined {
    const changed = scopes.filter(
      ({ scope, state, checksum }) => state !== 'loading' && this.#told.get(scope) !== checksum,
    );
    if (changed.length === 0) return undefined;
    const unsettled = unsettledScopes(new AnyRows(new RowTransaction(new RowStore(db))));
    const news = changed.filter(({ scope }) => !unsettled.has(scope));
    if (news.length === 0) return undefined;
    return Object.fromEntries(news.map(({ scope, checksum }) => [scope, checksum]));
  }

  /** The server has taken them. */
  told(sums: Sums | undefined): void {
    for (const [scope, sum] of Object.entries(sums ?? {})) this.#told.set(scope, sum);
  }
}
