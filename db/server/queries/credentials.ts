import { foldLogin } from '../../../src-shared/domain/organisation/login.ts';
import type { Sql } from '../store.ts';

export interface Credential {
  readonly person_id: string;
  readonly login: string;
  readonly salt: string;
  readonly hash: string;
}

/**
 * Whose login was typed: as it is written, or compared as `foldLogin` does. Where two differ in their letters' case only,
 * each is meant by its own spelling alone; and by that everybody is known, though the database's locale may make other
 * letters small than JavaScript does. One query whatever is found, so that the time it takes tells nothing.
 */
export async function credentialByLogin(sql: Sql, typed: string): Promise<Credential | null> {
  const found = await sql.query<Credential>(
    `SELECT person_id, login, salt, hash FROM "credential"
      WHERE login = $2 OR lower(btrim(normalize(login, NFKC))) = $1`,
    [foldLogin(typed), typed],
  );
  return found.find(({ login }) => login === typed) ?? (found.length === 1 ? found[0]! : null);
}

/** Sets or replaces passwords; a lock-out ends with it. */
export async function saveCredentials(
  sql: Sql,
  given: readonly { personId: string; login: string; salt: string; hash: string }[],
): Promise<void> {
  await sql.query(
    `INSERT INTO "credential" (person_id, login, salt, hash)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT (person_id) DO UPDATE
     SET login = excluded.login, salt = excluded.salt, hash = excluded.hash, failures = 0, locked_until = NULL`,
    [
      given.map((one) => one.personId),
      given.map((one) => one.login),
      given.map((one) => one.salt),
      given.map((one) => one.hash),
    ],
  );
}

/** The live person with a login, for giving them a password. */
export async function personByLogin(sql: Sql, login: string): Promise<string | null> {
  const [found] = await sql.query<{ id: string }>(
    `SELECT id FROM "person" WHERE login = $1 AND scope = 'bank' AND deleted = 0`,
    [login],
  );
  return found?.id ?? null;
}

/** The head office of the bank, where there is one. */
export async function headOffice(sql: Sql): Promise<string | null> {
  const [found] = await sql.query<{ id: string }>(
    `SELECT id FROM "org_unit" WHERE scope = 'bank' AND kind = 'head_office' AND deleted = 0 ORDER BY id LIMIT 1`,
    [],
  );
  return found?.id ?? null;
}

/** Logins of some who can sign in with a password, those who were there first before others. */
export async function someLogins(sql: Sql, count: number): Promise<string[]> {
  const rows = await sql.query<{ login: string }>(
    `SELECT p.login FROM "person" AS p JOIN "credential" AS c ON c.person_id = p.id
     WHERE p.scope = 'bank' AND p.deleted = 0 AND p.left_on IS NULL ORDER BY p.id LIMIT $1`,
    [count],
  );
  return rows.map(({ login }) => login);
}
