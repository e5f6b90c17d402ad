import {
  grantsOf,
  type Grants,
  type Organisation,
  type Right,
  type Scope,
} from '../../../src-shared/sync/scope.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Sql } from '../store.ts';

/** Tables from which rights follow; a change of one of their rows recomputes the grants. */
const SOURCES: readonly TableName[] = ['org_unit', 'person', 'book', 'book_member'];

export const decidesGrants = (table: string): boolean => (SOURCES as readonly string[]).includes(table);

export async function readGrants(sql: Sql, personId: string): Promise<Grants> {
  const rows = await sql.query<{ scope: string; right: Right }>(
    'SELECT "scope", "right" FROM "scope_grant" WHERE "person_id" = $1',
    [personId],
  );
  return new Map(rows.map((row) => [row.scope, row.right]));
}

async function readOrganisation(sql: Sql): Promise<Organisation> {
  const live = "WHERE scope = 'bank' AND deleted = 0";
  return {
    units: await sql.query(`SELECT id, kind, parent_id FROM "org_unit" ${live}`),
    people: await sql.query(`SELECT id, role, unit_id, left_on FROM "person" ${live}`),
    books: await sql.query(`SELECT id, unit_id FROM "book" ${live}`),
    members: await sql.query(`SELECT book_id, person_id FROM "book_member" ${live}`),
  };
}

const DROP = `
  DELETE FROM "scope_grant" AS held USING unnest($1::text[], $2::text[]) AS gone(person_id, scope)
  WHERE held.person_id = gone.person_id AND held.scope = gone.scope`;
const GIVE = `
  INSERT INTO "scope_grant" ("person_id", "scope", "right")
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
  ON CONFLICT ("person_id", "scope") DO UPDATE SET "right" = excluded."right"`;

interface GrantLine {
  readonly person_id: string;
  readonly scope: Scope;
  readonly right: Right;
}

/** What is to be done so that `held` becomes what the organisation says, and whose rights that changes. */
export function grantChanges(
  organisation: Organisation,
  held: readonly GrantLine[],
): { gone: GrantLine[]; give: GrantLine[]; people: string[] } {
  const before = new Map(held.map((row) => [`${row.person_id}\u0000${row.scope}`, row]));
  const give: GrantLine[] = [];
  for (const { id } of organisation.people) {
    for (const [scope, right] of grantsOf(id, organisation)) {
      const key = `${id}\u0000${scope}`;
      if (before.get(key)?.right !== right) give.push({ person_id: id, scope, right });
      before.delete(key);
    }
  }
  const gone = [...before.values()];
  return { gone, give, people: [...new Set([...gone, ...give].map((line) => line.person_id))] };
}

/** Brings the grants to what the organisation says now. Returns the people whose rights changed. */
export async function recomputeGrants(sql: Sql): Promise<string[]> {
  const organisation = await readOrganisation(sql);
  const held = await sql.query<GrantLine>('SELECT "person_id", "scope", "right" FROM "scope_grant"');
  const { gone, give, people } = grantChanges(organisation, held);
  if (gone.length > 0)
    await sql.query(DROP, [gone.map((line) => line.person_id), gone.map((line) => line.scope)]);
  if (give.length > 0) {
    await sql.query(GIVE, [
      give.map((line) => line.person_id),
      give.map((line) => line.scope),
      give.map((line) => line.right),
    ]);
  }
  return people;
}
