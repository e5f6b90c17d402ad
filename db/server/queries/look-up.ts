import type { Sql } from '../store.ts';

export interface GrantLine {
  readonly scope: string;
  readonly right: string;
  /** The person's role in the book, where the scope is a book of which they are a member. */
  readonly member: string | null;
  readonly role: string | null;
  /** The unit that the person belongs to. */
  readonly unit: string | null;
}

/** What a person may see, beside what it follows from. */
export const grantLines = (sql: Sql, personId: string): Promise<GrantLine[]> =>
  sql.query<GrantLine>(
    `SELECT g.scope, g."right", m.role AS member, p.role, u.name AS unit
     FROM "scope_grant" AS g
     LEFT JOIN "person" AS p ON p.scope = 'bank' AND p.id = g.person_id
     LEFT JOIN "org_unit" AS u ON u.scope = 'bank' AND u.id = p.unit_id
     LEFT JOIN "book_member" AS m ON m.scope = 'bank' AND m.deleted = 0 AND m.person_id = g.person_id
       AND 'book:' || m.book_id = g.scope
     WHERE g.person_id = $1 ORDER BY g.scope`,
    [personId],
  );

export interface QuarantineLine {
  readonly id: string;
  readonly login: string | null;
  readonly written_by: string;
  readonly arrived_at: number;
  readonly scope: string;
  readonly table_name: string;
  readonly row_id: string;
  readonly kind: string;
}

/** Edits whose authors had lost the right, and about which nobody has decided, oldest first. */
export const openEdits = (sql: Sql): Promise<QuarantineLine[]> =>
  sql.query<QuarantineLine>(
    `SELECT q.id, c.login, q.written_by, q.arrived_at, q.scope, q.table_name, q.row_id, q.kind
     FROM "quarantine" AS q LEFT JOIN "credential" AS c ON c.person_id = q.written_by
     WHERE q.deleted = 0 AND q.status = 'open' ORDER BY q.arrived_at, q.id`,
  );

/** Under which login people are known, those who have left among them. */
export async function loginsOfAll(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; login: string }>(
    `SELECT id, login FROM "person" WHERE scope = 'bank'`,
  );
  return new Map(rows.map(({ id, login }) => [id, login]));
}
