import {
  grantsOf,
  rightsIn,
  type Grants,
  type Organisation,
  type Right,
  type Scope,
} from '../../../src-shared/sync/scope.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { RowState } from '../../../src-shared/sync/change.ts';
import type { Sql } from '../store.ts';
import { endLeavers } from './leavers.ts';

/** What rights follow from: where one of these columns changes, they are reckoned anew. */
const SOURCES: Partial<Record<TableName, readonly string[]>> = {
  org_unit: ['kind', 'parent_id'],
  person: ['role', 'unit_id', 'left_on'],
  book: ['unit_id'],
  book_member: ['book_id', 'person_id'],
  delegate: ['person_id', 'may'],
};

export const decidesGrants = (table: string): boolean => Object.hasOwn(SOURCES, table);

type Version = Pick<RowState, 'scope' | 'deleted' | 'cells'> | null;

/** Whether rights may differ between two versions of a row; null: not there. */
export function movesGrants(table: TableName, before: Version, now: Version): boolean {
  const columns = SOURCES[table];
  if (!columns) return false;
  if (!before || !now || before.scope !== now.scope || before.deleted !== now.deleted) return true;
  return columns.some((column) => (before.cells[column] ?? null) !== (now.cells[column] ?? null));
}

export async function readGrants(sql: Sql, personId: string): Promise<Grants> {
  const rows = await sql.query<{ scope: string; right: Right }>(
    'SELECT "scope", "right" FROM "scope_grant" WHERE "person_id" = $1',
    [personId],
  );
  return new Map(rows.map((row) => [row.scope, row.right]));
}

/** Which of the people hold which of the scopes. */
export async function readHolders(
  sql: Sql,
  people: readonly string[],
  scopes: readonly Scope[],
): Promise<Holder[]> {
  if (people.length === 0 || scopes.length === 0) return [];
  return sql.query<Holder>(
    'SELECT "person_id", "scope" FROM "scope_grant" WHERE "person_id" = ANY($1::text[]) AND "scope" = ANY($2::text[])',
    [[...new Set(people)], [...new Set(scopes)]],
  );
}

/**
 * What the organisation says that a person may see: their grants, unless some are missing by a fault. Only what concerns
 * one person is read; of a lead that is everybody.
 */
export async function readDue(sql: Sql, personId: string): Promise<Grants> {
  const isLead = `EXISTS (SELECT 1 FROM "person" AS own
    WHERE own.scope = 'bank' AND own.id = $1 AND own.role = 'lead' AND own.deleted = 0)`;
  const live = "WHERE scope = 'bank' AND deleted = 0";
  return grantsOf(personId, {
    units: await sql.query(UNITS),
    people: await sql.query(
      `SELECT id, role, unit_id, left_on FROM "person" ${live} AND (id = $1 OR ${isLead}
         OR id IN (SELECT substr(d.scope, 8) FROM "delegate" AS d WHERE d.deleted = 0 AND d.person_id = $1))`,
      [personId],
    ),
    books: await sql.query(`SELECT id, unit_id FROM "book" ${live} AND ${isLead}`, [personId]),
    members: await sql.query(`SELECT book_id, person_id FROM "book_member" ${live} AND person_id = $1`, [
      personId,
    ]),
    delegates: await sql.query(`${DELEGATES} AND person_id = $1`, [personId]),
  });
}

const UNITS = `SELECT id, kind, parent_id FROM "org_unit" WHERE scope = 'bank' AND deleted = 0`;
// Whose calendar it is says the scope, which only its owner may write.
const DELEGATES = `SELECT substr(scope, 8) AS owner_id, person_id, may FROM "delegate" WHERE deleted = 0`;

async function readOrganisation(sql: Sql): Promise<Organisation> {
  const live = "WHERE scope = 'bank' AND deleted = 0";
  return {
    units: await sql.query(UNITS),
    people: await sql.query(`SELECT id, role, unit_id, left_on FROM "person" ${live}`),
    books: await sql.query(`SELECT id, unit_id FROM "book" ${live}`),
    members: await sql.query(`SELECT book_id, person_id FROM "book_member" ${live}`),
    delegates: await sql.query(DELEGATES),
  };
}

const DROP = `
  DELETE FROM "scope_grant" AS held USING unnest($1::text[], $2::text[]) AS gone(person_id, scope)
  WHERE held.person_id = gone.person_id AND held.scope = gone.scope`;
const GIVE = `
  INSERT INTO "scope_grant" ("person_id", "scope", "right")
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
  ON CONFLICT ("person_id", "scope") DO UPDATE SET "right" = excluded."right"`;

const FORGET_LOSS = `
  DELETE FROM "lost_grant" AS lost USING unnest($1::text[], $2::text[]) AS back(person_id, scope)
  WHERE lost.person_id = back.person_id AND lost.scope = back.scope`;
const REMEMBER_LOSS = `
  INSERT INTO "lost_grant" ("person_id", "scope", "lost_at")
  SELECT *, $3::bigint FROM unnest($1::text[], $2::text[])
  ON CONFLICT ("person_id", "scope") DO UPDATE SET "lost_at" = excluded."lost_at"`;

/** Scopes that a person could write once and cannot write now. */
export async function readLostGrants(sql: Sql, personId: string): Promise<ReadonlySet<Scope>> {
  const rows = await sql.query<{ scope: string }>('SELECT "scope" FROM "lost_grant" WHERE "person_id" = $1', [
    personId,
  ]);
  return new Set(rows.map((row) => row.scope));
}

/** Somebody who may see a scope. */
export interface Holder {
  readonly person_id: string;
  readonly scope: Scope;
}

interface GrantLine extends Holder {
  readonly right: Right;
}

/** What a change of the organisation did to rights. */
export interface RightsChanged {
  /** Whose rights changed. */
  readonly people: string[];
  /** Who sees a scope that they did not see until now, or does not see it any more. */
  readonly moved: readonly Holder[];
}

/** What is to be done so that `held` becomes what the organisation says. */
export interface GrantChanges extends RightsChanged {
  readonly gone: readonly GrantLine[];
  readonly give: readonly GrantLine[];
  /** Those that could be written until now, and those that can be written from now on. */
  readonly lost: readonly GrantLine[];
  readonly won: readonly GrantLine[];
}

export function grantChanges(organisation: Organisation, held: readonly GrantLine[]): GrantChanges {
  const before = new Map(held.map((row) => [`${row.person_id}\u0000${row.scope}`, row]));
  const give: GrantLine[] = [];
  const lost: GrantLine[] = [];
  const gained: GrantLine[] = [];
  const rightsOf = rightsIn(organisation);
  for (const { id } of organisation.people) {
    for (const [scope, right] of rightsOf(id)) {
      const key = `${id}\u0000${scope}`;
      const had = before.get(key);
      if (had?.right !== right) give.push({ person_id: id, scope, right });
      if (!had) gained.push({ person_id: id, scope, right });
      if (had?.right === 'write' && right === 'read') lost.push(had);
      before.delete(key);
    }
  }
  const gone = [...before.values()];
  lost.push(...gone.filter((line) => line.right === 'write'));
  const won = give.filter((line) => line.right === 'write');
  const people = [...new Set([...gone, ...give].map((line) => line.person_id))];
  return { gone, give, lost, won, people, moved: [...gone, ...gained] };
}

const keysOf = (lines: readonly GrantLine[]): [string[], Scope[]] => [
  lines.map((line) => line.person_id),
  lines.map((line) => line.scope),
];

/** Rights that are not what the organisation says: what recomputing would give and take. */
export async function readAmiss(
  sql: Sql,
): Promise<{ give: readonly GrantLine[]; gone: readonly GrantLine[] }> {
  const { give, gone } = grantChanges(await readOrganisation(sql), await readHeld(sql));
  return { give, gone };
}

const readHeld = (sql: Sql): Promise<GrantLine[]> =>
  sql.query<GrantLine>('SELECT "person_id", "scope", "right" FROM "scope_grant"');

/** Held by who recomputes, to the end of the transaction. */
const RIGHTS_LOCK = 7_310_003;

/**
 * Brings the grants to what the organisation says now, and remembers who could write what until now. Whoever holds none
 * any more has left, and their sign-ins end with it.
 *
 * The organisation lies in several scopes, whose heads keep nobody apart: a person's delegates in the person's own. So
 * commits that change it follow each other here. Two that reckoned at once would each leave out what the other does, and
 * whoever leaves would keep what somebody is just giving them.
 */
export async function recomputeGrants(sql: Sql, now: number): Promise<RightsChanged> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [RIGHTS_LOCK]);
  const organisation = await readOrganisation(sql);
  const held = await readHeld(sql);
  const { gone, give, lost, won, people, moved } = grantChanges(organisation, held);
  if (won.length > 0) await sql.query(FORGET_LOSS, keysOf(won));
  if (lost.length > 0) await sql.query(REMEMBER_LOSS, [...keysOf(lost), now]);
  if (gone.length > 0) await sql.query(DROP, keysOf(gone));
  if (give.length > 0) await sql.query(GIVE, [...keysOf(give), give.map((line) => line.right)]);
  if (gone.length > 0) await endLeavers(sql, [...new Set(keysOf(gone)[0])], now);
  return { people, moved };
}
