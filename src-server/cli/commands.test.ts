import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPostgres } from '../../db/server/open-postgres.ts';
import { appendAudit, auditLines } from '../../db/server/queries/audit.ts';
import { bulkLoad } from '../../db/server/queries/bulk-load.ts';
import { noteEndTold } from '../../db/server/queries/devices.ts';
import { credentialByLogin, saveCredentials } from '../../db/server/queries/credentials.ts';
import type { Store } from '../../db/server/store.ts';
import { emptyPostgres, freshDatabase, type TestDatabase } from '../../tests/support/postgres.ts';
import { NOW, ORGANISATION } from '../../tests/support/server-kit.ts';
import { MIGRATED } from '../../tests/support/server-store.ts';
import { passwordFits } from '../auth/password.ts';
import { NoStore } from '../store/no-store.ts';
import { admin } from './admin.ts';
import { devices, password, restored, revoke } from './administer.ts';
import { auditLog, printHandover } from './audit.ts';
import { printGrants } from './look-up.ts';
import { parseOptions, type Arguments } from './options.ts';
import { heads, resnapshot, rights, type Repairing } from './repair.ts';
import { sweepBlobs, trimStore } from './upkeep.ts';

/** Each opens the store by itself, as it does in a process of its own. */
let database: TestDatabase;
let store: Store;
let device: number;
let said: string;
const out = { write: (text: string | Uint8Array) => ((said += String(text)), true) };
beforeEach(async () => {
  said = '';
  database = await freshDatabase(MIGRATED);
  store = openPostgres(database.url, 2);
  await bulkLoad(store, ORGANISATION, { now: NOW });
  await saveCredentials(store, [{ personId: 'A', login: 'a', salt: '', hash: '' }]);
  device = await store.devices.insert({ personId: 'A', name: 'test', tokenHash: 'hash', now: NOW });
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

const given = (...argv: string[]): Arguments => parseOptions(argv, { DATABASE_URL: database.url });
const repairing = (...argv: string[]): Repairing => ({
  options: given(...argv),
  language: 'en',
  now: NOW,
  out,
});
const told = (trouble: object) => expect.objectContaining({ trouble: expect.objectContaining(trouble) });
async function audited(): Promise<string[]> {
  const actions: string[] = [];
  for await (const { action } of auditLines(store)) actions.push(action);
  return actions;
}

describe('laptops', () => {
  it('are listed in either language, and one that is revoked says since when', async () => {
    await devices(given(), out, 'en');
    expect(said).toMatch(/^device .*\n1 +a +test .*active\n$/);
    await revoke(given(), String(device), NOW);
    said = '';
    await devices(given(), out, 'zh');
    expect(said).toMatch(/^设备 .*\n1 +a +test .*已撤销 2026-11-02.*，尚未联网\n$/);
    await noteEndTold(store, device, NOW + 3_600_000);
    said = '';
    await devices(given(), out, 'en');
    expect(said).toMatch(/revoked 2026-11-02 (\d\d):\d\d, told to erase itself 2026-11-02 \d\d:\d\d\n$/);
    expect(await audited()).toEqual(['revoked']);
  });

  it('are revoked once; what is no number of one is told', async () => {
    await revoke(given(), String(device), NOW);
    for (const number of [String(device), '99', 'x'])
      await expect(revoke(given(), number, NOW)).rejects.toEqual(
        told({ type: 'NoSuchDevice', device: number }),
      );
  });

  it('that handed nothing over are told from what is no laptop', async () => {
    await expect(printHandover(given(), String(device), out)).rejects.toEqual(
      told({ type: 'NothingHandedOver', device: String(device) }),
    );
    await expect(printHandover(given(), 'x', out)).rejects.toEqual(
      told({ type: 'NoSuchDevice', device: 'x' }),
    );
  });

  it('are asked to load anew', async () => {
    await resnapshot(repairing(String(device)));
    expect(await audited()).toEqual(['resnapshot']);
    await expect(resnapshot(repairing('99'))).rejects.toEqual(told({ type: 'NoSuchDevice', device: '99' }));
  });
});

it('none is made of an empty database that somebody named by mistake', async () => {
  const empty = await emptyPostgres();
  const typo = path.join(tmpdir(), `semicolon-typo-${process.pid}`);
  const options = parseOptions(['--data', typo], { DATABASE_URL: empty.url });
  await expect(devices(options, out, 'en')).rejects.toThrow(NoStore);
  const looked = openPostgres(empty.url, 1);
  expect(await looked.query('SELECT 1 FROM pg_tables WHERE schemaname = current_schema()', [])).toEqual([]);
  await looked.close();
  await empty.drop();
  expect(existsSync(typo)).toBe(false);
});

describe('a store in order', () => {
  it('has heads and rights that are as they should be', async () => {
    expect(await heads(repairing())).toBe(0);
    expect(said).toContain(': 0');
    expect(await heads(repairing('--scope', 'bank'))).toBe(0);
    await expect(heads(repairing('--scope', 'bnak'))).rejects.toEqual(
      told({ type: 'NoSuchScope', scope: 'bnak' }),
    );
    said = '';
    expect(await rights(repairing())).toBe(0);
    expect(said).toContain(': 0');
  });

  it('tells what a person may see, in the language of the terminal', async () => {
    await printGrants(given(), 'a', out, 'zh');
    expect(said).toMatch(/^book:joint +write +客户组合成员（owner）$/m);
  });

  it('is cut and swept with one line of JSON each', async () => {
    await trimStore(given(), NOW, out);
    expect(JSON.parse(said)).toMatchObject({ tombstones: 0, forgotten: 0 });
    said = '';
    await sweepBlobs(given(), NOW, out);
    expect(said).toMatch(/^\{.*\}\n$/);
  });

  it('begins another history once it was restored', async () => {
    const before = await store.meta.epoch();
    await restored(given(), NOW);
    expect(await store.meta.epoch()).not.toEqual(before);
    expect(await audited()).toEqual(['restored']);
  });
});

describe('people who sign in', () => {
  it('get the password that was given on standard input, without the end of its line', async () => {
    await password(given(), 'a', NOW, Readable.from(['ein langes Passwort\n']));
    const kept = await credentialByLogin(store, 'a');
    expect(await passwordFits('ein langes Passwort', kept!)).toBe(true);
    expect(await audited()).toEqual(['password_set']);
    await expect(password(given(), 'z', NOW, Readable.from(['lang genug\n']))).rejects.toEqual(
      told({ type: 'NoSuchPerson', login: 'z' }),
    );
  });

  it('are administrators by command, under a login that nobody has', async () => {
    await admin(given('root', '--name', '李总'), out, 'zh');
    expect(said).toMatch(/^已新建管理员 root。密码：(\w{4}-){3}\w{4}\n/);
    await expect(admin(given('root'), out, 'zh')).rejects.toEqual(
      told({ type: 'LoginTaken', login: 'root' }),
    );
    said = '';
    expect(await auditLog(given(), undefined, out, 'en')).toBe(0);
    expect(said).toMatch(/^1\t.*\tadmin_made\t.*\troot\n$/);
    await appendAudit(store, { at: NOW, action: 'rights_changed', personId: 'B', device: 1, detail: 'by A' });
    said = '';
    await auditLog(given(), undefined, out, 'en');
    expect(said.split('\n')[1]).toMatch(/\trights_changed\tB\t1\tby A\tb\tby a$/);
  });
});
