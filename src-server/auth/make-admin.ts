import { randomBytes, randomInt } from 'node:crypto';
import { appendAudit } from '../../db/server/queries/audit.ts';
import { bulkLoadWithin, type BulkBatch } from '../../db/server/queries/bulk-load.ts';
import {
  credentialByLogin,
  headOffice,
  personByLogin,
  saveCredentials,
} from '../../db/server/queries/credentials.ts';
import { holdWriteLockAlone } from '../../db/server/queries/heads.ts';
import { isEmptyBank } from '../../db/server/queries/meta.ts';
import type { Sql, Store } from '../../db/server/store.ts';
import type { World } from '../../src-shared/kernel/env.ts';
import { uuidv7 } from '../../src-shared/kernel/ids.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import { BANK } from '../../src-shared/sync/scope.ts';
import { hashPassword } from './password.ts';

/** What somebody signs in with. Nobody can read the password again. */
export interface SignInWords {
  readonly login: string;
  readonly password: string;
}

export type AdminProblem =
  { readonly type: 'LoginTaken' | 'LoginUnfit'; readonly login: string } | { readonly type: 'NameUnfit' };

export interface NewAdmin {
  readonly login: string;
  /** What people call them; empty: administrator, in both languages. */
  readonly name?: string | undefined;
}

const HOURS = { work_start: '08:30', work_end: '17:30', zone: 'Asia/Shanghai' } as const;
const LONGEST_NAME = 200;
/** Without signs that are taken for one another when they are typed from a screen. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Sixteen signs in fours, 79 bits. */
const newPassword = (): string =>
  Array.from(
    { length: 16 },
    (_, at) => (at > 0 && at % 4 === 0 ? '-' : '') + SIGNS[randomInt(SIGNS.length)],
  ).join('');

/**
 * Makes an administrator with a password of chance, at the head office, which is made where there is none. One commit, or
 * nothing.
 */
export async function makeAdmin(
  store: Store,
  given: NewAdmin,
  world: World,
): Promise<Result<SignInWords, AdminProblem>> {
  const prepared = await prepare(given);
  if (!prepared.ok) return prepared;
  return store.transaction(async (sql) => {
    await holdWriteLockAlone(sql);
    return insert(sql, prepared.value, world);
  });
}

/** The same where nobody is in the bank yet, so that somebody can sign in to it; null where there are people. */
export async function makeFirstAdmin(
  store: Store,
  given: NewAdmin,
  world: World,
): Promise<Result<SignInWords | null, AdminProblem>> {
  if (!(await isEmptyBank(store))) return ok(null);
  const prepared = await prepare(given);
  if (!prepared.ok) return prepared;
  return store.transaction(async (sql) => {
    await holdWriteLockAlone(sql);
    // Another server on this database may have been quicker.
    return (await isEmptyBank(sql)) ? insert(sql, prepared.value, world) : ok(null);
  });
}

interface Prepared extends SignInWords {
  readonly names: { readonly name: string; readonly name_en?: string };
  readonly secret: { readonly salt: string; readonly hash: string };
}

async function prepare({ login, name }: NewAdmin): Promise<Result<Prepared, AdminProblem>> {
  if (!/^\w[\w.-]{0,59}$/.test(login)) return err({ type: 'LoginUnfit', login });
  const called = name?.trim();
  if (called !== undefined && (called === '' || called.length > LONGEST_NAME))
    return err({ type: 'NameUnfit' });
  const names = called === undefined ? { name: '管理员', name_en: 'Administrator' } : { name: called };
  const password = newPassword();
  return ok({ login, password, names, secret: await hashPassword(password, randomBytes(16)) });
}

async function insert(
  sql: Sql,
  { login, password, names, secret }: Prepared,
  world: World,
): Promise<Result<SignInWords, AdminProblem>> {
  if ((await personByLogin(sql, login)) !== null || (await credentialByLogin(sql, login)) !== null)
    return err({ type: 'LoginTaken', login });
  const now = world.now();
  const there = await headOffice(sql);
  const unit = there ?? uuidv7(now, world.random);
  const personId = uuidv7(now, world.random);
  const person = { ...names, ...HOURS, role: 'admin', unit_id: unit, login };
  const batches: BulkBatch[] = [{ table: 'person', rows: [{ id: personId, scope: BANK, cells: person }] }];
  if (there === null) {
    const cells = { kind: 'head_office', name: '总行', name_en: 'Head office' };
    batches.unshift({ table: 'org_unit', rows: [{ id: unit, scope: BANK, cells }] });
  }
  await bulkLoadWithin(sql, batches, { now });
  await saveCredentials(sql, [{ personId, login, ...secret }]);
  await appendAudit(sql, { at: now, action: 'admin_made', personId, device: null });
  return ok({ login, password });
}
