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

export interface PoisonLine {
  readonly device: number;
  readonly login: string | null;
  readonly n: number;
  readonly tbl: string;
  readonly row_id: string;
}

/** Changes that broke the merge or the database and were refused alone. */
export const poisonLines = (sql: Sql): Promise<PoisonLine[]> =>
  sql.query<PoisonLine>(
    `SELECT r.device, c.login, r.n, r.tbl, r.row_id FROM "push_result" AS r
     LEFT JOIN "device" AS d ON d.id = r.device LEFT JOIN "credential" AS c ON c.person_id = d.person_id
     WHERE r.reason = 'Poison' ORDER BY r.device, r.n`,
  );
