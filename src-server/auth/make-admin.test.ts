import { afterEach, beforeEach, expect, it } from 'vitest';
import { credentialByLogin } from '../../db/server/queries/credentials.ts';
import { verifyAudit } from '../../db/server/queries/audit.ts';
import { readGrants } from '../../db/server/queries/grants.ts';
import { aServer, type Kit } from '../../tests/support/server-kit.ts';
import { makeAdmin, makeFirstAdmin } from './make-admin.ts';
import { passwordFits } from './password.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer({ organisation: false });
});
afterEach(() => kit.close());

const world = { now: () => kit.now, random: Math.random };

it('gives an empty bank a head office and an administrator who may change the bank', async () => {
  const made = await makeFirstAdmin(kit.store, { login: 'admin' }, world);
  if (!made.ok || made.value === null) throw new Error('nobody was made');
  const kept = await credentialByLogin(kit.store, 'admin');
  expect(kept && (await passwordFits(made.value.password, kept))).toBe(true);
  expect((await readGrants(kit.store, kept!.person_id)).get('bank')).toBe('write');
  expect(await kit.rows('org_unit')).toMatchObject([{ kind: 'head_office' }]);
  expect(await verifyAudit(kit.store)).toEqual({ lines: 1, broken: null });
});

it('makes a first one only where nobody is, and puts more into the head office that there is', async () => {
  await makeFirstAdmin(kit.store, { login: 'admin' }, world);
  expect(await makeFirstAdmin(kit.store, { login: 'second' }, world)).toEqual({ ok: true, value: null });
  expect(await makeAdmin(kit.store, { login: 'second', name: ' 马骏 ' }, world)).toMatchObject({ ok: true });
  expect(await kit.rows('org_unit')).toHaveLength(1);
  expect((await kit.rows('person')).map(({ name }) => name).sort()).toEqual(['管理员', '马骏']);
});

it('refuses a login that exists or is none, and leaves who has it as they are', async () => {
  await makeAdmin(kit.store, { login: 'admin' }, world);
  const before = await credentialByLogin(kit.store, 'admin');
  const make = (login: string, name?: string) => makeAdmin(kit.store, { login, name }, world);
  expect(await make('admin')).toEqual({ ok: false, error: { type: 'LoginTaken', login: 'admin' } });
  expect(await make('ADMIN')).toEqual({ ok: false, error: { type: 'LoginTaken', login: 'ADMIN' } });
  expect(await make('../x')).toEqual({ ok: false, error: { type: 'LoginUnfit', login: '../x' } });
  expect(await make('b', ' ')).toEqual({ ok: false, error: { type: 'NameUnfit' } });
  expect(await credentialByLogin(kit.store, 'admin')).toEqual(before);
  expect(await kit.rows('person')).toHaveLength(1);
});
