import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';
import type { Right, Scope } from '../../../src-shared/sync/scope.ts';
import { checksumText, EMPTY_CHECKSUM } from '../../../src-shared/sync/checksum.ts';

/** How far this laptop is with one scope. `cursor` is the last sequence number that it holds. */
export interface ScopeRow {
  readonly scope: Scope;
  readonly right: Right;
  readonly state: 'loading' | 'ready' | 'mismatch';
  readonly cursor: number;
  /** Of the rows here, unsent changes included. */
  readonly checksum: string;
  readonly rows: number;
  /** While loading: the sequence number that the snapshot is pinned to, and the last row that arrived. */
  readonly pin: number | null;
  readonly after_table: string | null;
  readonly after_id: string | null;
  /** Server time of the last checkpoint. */
  readonly as_of: number | null;
}

const COLUMNS = 'scope, "right", state, cursor, checksum, rows, pin, after_table, after_id, as_of';

const ALL = `SELECT ${COLUMNS} FROM _scope ORDER BY scope`;
const ONE = `SELECT ${COLUMNS} FROM _scope WHERE scope = ?`;

export const allScopes = (db: Database): ScopeRow[] => prepared<[], ScopeRow>(db, ALL).all();

export const scopeRow = (db: Database, scope: Scope): ScopeRow | undefined =>
  prepared<[string], ScopeRow>(db, ONE).get(scope);

/** How many scopes are not complete yet, and how many rows there are in all. */
export const loadingState = (db: Database): { loading: number; rows: number } =>
  prepared<[], { loading: number; rows: number }>(
    db,
    "SELECT count(*) FILTER (WHERE state = 'loading') AS loading, coalesce(sum(rows), 0) AS rows FROM _scope",
  ).get()!;

export function addScope(db: Database, scope: Scope, right: Right): void {
  prepared(
    db,
    `INSERT INTO _scope (scope, "right", state, cursor, checksum, rows) VALUES (?, ?, 'loading', 0, ?, 0)
     ON CONFLICT (scope) DO UPDATE SET "right" = excluded."right"`,
  ).run(scope, right, checksumText(EMPTY_CHECKSUM));
}

export const dropScope = (db: Database, scope: Scope): void => {
  prepared(db, 'DELETE FROM _scope WHERE scope = ?').run(scope);
};

/** Writes the named members of a scope's row. */
export function setScope(
  db: Database,
  scope: Scope,
  values: Partial<Omit<ScopeRow, 'scope' | 'checksum' | 'rows'>>,
): void {
  const names = Object.keys(values) as (keyof typeof values)[];
  if (names.length === 0) return;
  const assignments = names.map((name) => `"${name}" = ?`).join(', ');
  prepared(db, `UPDATE _scope SET ${assignments} WHERE scope = ?`).run(
    ...names.map((name) => values[name] ?? null),
    scope,
  );
}

/** These scopes are as they were, and a later checkpoint says so. */
export const setAsOf = (db: Database, scopes: readonly Scope[], at: number): void => {
  if (scopes.length === 0) return;
  prepared(db, 'UPDATE _scope SET as_of = ? WHERE scope IN (SELECT value FROM json_each(?))').run(
    at,
    JSON.stringify(scopes),
  );
};

/** Sets a scope's checksum and number of rows to what was counted. */
export const setCounted = (db: Database, scope: Scope, checksum: string, rows: number): void => {
  prepared(db, 'UPDATE _scope SET checksum = ?, rows = ? WHERE scope = ?').run(checksum, rows, scope);
};
