import { checksumText, type Checksum } from '../../../src-shared/sync/checksum.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Sql } from '../store.ts';
import { WRITE_LOCK } from './devices.ts';

/**
 * Heads of scopes. A commit that writes takes the heads of all its scopes at once and in one order, so that two
 * commits never wait for each other in a circle; it holds them to its end, so that numbers are in the order of commits
 * and a reader never sees a later number before an earlier one. A sequence (`nextval`) would promise neither.
 */
export interface Head {
  readonly scope: Scope;
  readonly seq: number;
  readonly checksum: string;
  readonly floor: number;
}

/** What a commit does to one scope: how many entries it logs, and by what its checksum changes. */
export interface HeadStep {
  entries: number;
  delta: Checksum;
}

const COMPARE = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Half of a checksum, from its first digit on, as a number. */
const half = (of: string, from: 1 | 9): string =>
  `('x' || substr(${of}."checksum", ${from}, 8))::bit(32)::bigint`;
const digits = (number: string): string => `lpad(to_hex((${number}) & 4294967295), 8, '0')`;
const [HELD, ADDED] = ['"scope_head"', 'excluded'];
const LOW = `${half(HELD, 9)} + ${half(ADDED, 9)}`;
const HIGH = `${half(HELD, 1)} + ${half(ADDED, 1)} + ((${LOW}) >> 32)`;

/** A head that is new holds what is added; another is added to, modulo 2^64 as `addChecksums` does. */
const TAKE = `
  INSERT INTO "scope_head" ("scope", "seq", "checksum")
  SELECT "scope", "entries", "delta"
  FROM unnest($1::text[], $2::bigint[], $3::text[]) WITH ORDINALITY AS step("scope", "entries", "delta", "at")
  ORDER BY "at"
  ON CONFLICT ("scope") DO UPDATE
    SET "seq" = "scope_head"."seq" + excluded."seq", "checksum" = ${digits(HIGH)} || ${digits(LOW)}
  RETURNING "scope", "seq"`;

/** Takes the heads and returns, by scope, the number before the first entry of this commit. */
export async function takeHeads(sql: Sql, steps: ReadonlyMap<Scope, HeadStep>): Promise<Map<Scope, number>> {
  const scopes = [...steps.keys()].sort(COMPARE);
  if (scopes.length === 0) return new Map();
  const taken = await sql.query<{ scope: string; seq: number }>(TAKE, [
    scopes,
    scopes.map((scope) => steps.get(scope)!.entries),
    scopes.map((scope) => checksumText(steps.get(scope)!.delta)),
  ]);
  return new Map(taken.map((head) => [head.scope, head.seq - steps.get(head.scope)!.entries]));
}

/** Heads in the order of their scopes. */
export const pageOfHeads = (sql: Sql, after: Scope, limit: number): Promise<Head[]> =>
  sql.query<Head>(
    'SELECT "scope", "seq", "checksum", "floor" FROM "scope_head" WHERE "scope" > $1 ORDER BY "scope" LIMIT $2',
    [after, limit],
  );

/** Nobody may ask for what came up to this number any more. */
export async function raiseFloor(sql: Sql, scope: Scope, floor: number): Promise<void> {
  await sql.query('UPDATE "scope_head" SET "floor" = greatest("floor", $2) WHERE "scope" = $1', [
    scope,
    floor,
  ]);
}

export async function readHeads(sql: Sql, scopes: readonly Scope[]): Promise<Map<Scope, Head>> {
  const heads = await sql.query<{ scope: string; seq: number; checksum: string; floor: number }>(
    'SELECT "scope", "seq", "checksum", "floor" FROM "scope_head" WHERE "scope" = ANY($1::text[])',
    [scopes],
  );
  return new Map(heads.map((head) => [head.scope, head]));
}

/** Keeps every push and load out until the transaction ends. */
export async function holdWriteLockAlone(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [WRITE_LOCK]);
}

/** Sets what a scope's rows add up to, as they were counted. */
export async function acceptSum(sql: Sql, scope: Scope, checksum: string): Promise<void> {
  await sql.query(
    `INSERT INTO "scope_head" ("scope", "seq", "checksum") VALUES ($1, 0, $2)
     ON CONFLICT ("scope") DO UPDATE SET "checksum" = excluded."checksum"`,
    [scope, checksum],
  );
}

/** Makes every cursor of a scope too old, so that laptops load it anew. False where there is no such scope. */
export async function outdateCursors(sql: Sql, scope: Scope): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE "scope_head" SET "seq" = "seq" + 1, "floor" = "seq" + 1 WHERE "scope" = $1 RETURNING "seq"',
    [scope],
  );
  return rows.length === 1;
}
