import { isTableName, type TableName } from '../../src-shared/schema/tables.ts';
import type { Derivation, Reader, Touched } from './access.ts';
import { prepared } from './prepared.ts';

/**
 * Brings derived tables to the versions the program asks for: creates new ones, drops and rebuilds changed ones.
 * One transaction each, so that a crash leaves the old version or the new one. Returns the names of those rebuilt.
 */
export function ensureDerivations(db: Reader, derivations: readonly Derivation[], now: number): string[] {
  const rebuilt: string[] = [];
  for (const derivation of derivations) {
    const known = prepared<[string], { version: number }>(
      db.sqlite,
      'SELECT version FROM _derivation WHERE name = ?',
    ).get(derivation.name);
    if (known?.version === derivation.version) continue;
    db.sqlite
      .transaction(() => {
        for (const drop of derivation.drops) db.sqlite.exec(drop);
        for (const statement of derivation.schema) db.sqlite.exec(statement);
        derivation.rebuild(db, now);
        db.sqlite
          .prepare(
            'INSERT INTO _derivation (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version',
          )
          .run(derivation.name, derivation.version);
      })
      .immediate();
    rebuilt.push(derivation.name);
  }
  return rebuilt;
}

/** Builds every derived table again from what is there, inside the caller's transaction. */
export function rebuildDerivations(db: Reader, derivations: readonly Derivation[], now: number): void {
  for (const derivation of derivations) derivation.rebuild(db, now);
}

/** Refreshes what follows from the touched rows, inside the transaction that touched them, in the order of the list. */
export function refreshDerivations(
  db: Reader,
  derivations: readonly Derivation[],
  touched: Touched,
  now: number,
): void {
  if (touched.size === 0) return;
  for (const derivation of derivations) {
    const its = new Map<TableName, ReadonlySet<string>>();
    for (const source of derivation.sources) {
      const ids = touched.get(source);
      if (ids && ids.size > 0 && isTableName(source)) its.set(source, ids);
    }
    if (its.size > 0) derivation.refresh(db, its, now);
  }
}

/** Brings what covers a window of days to the day that it is now, inside the caller's transaction. */
export function rollDerivations(db: Reader, derivations: readonly Derivation[], now: number): void {
  for (const derivation of derivations) derivation.roll?.(db, now);
}

/** After a refresh that followed rows out of this laptop. */
export function purgeDerivations(db: Reader, derivations: readonly Derivation[]): void {
  for (const derivation of derivations) derivation.purge?.(db);
}
