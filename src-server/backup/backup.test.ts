import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dumpedTables } from '../../db/server/queries/dump.ts';
import { migrationNames } from '../../db/server/migrate.ts';
import type { Store } from '../../db/server/store.ts';
import { blobStore } from '../blobs/blob-store.ts';
import { folderObjects } from '../blobs/folder-objects.ts';
import { createServer } from '../create-server.ts';
import { verify } from '../verify/verify.ts';
import { ServedDesk } from '../../tests/support/served-desk.ts';
import { aCustomer, aServer, type Kit } from '../../tests/support/server-kit.ts';
import { emptyDatabase } from '../../tests/support/server-store.ts';
import { backup } from './backup.ts';
import { checkBackup, restore } from './restore.ts';

const BOOK = 'book:joint';
const BYTES = Buffer.from('合同');
const HASH = createHash('sha256').update(BYTES).digest('hex');

let kit: Kit;
let folder: string;
let to: string;
let close: (() => Promise<void>)[];
beforeEach(async () => {
  kit = await aServer();
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-backup-'));
  to = path.join(folder, 'backup');
  close = [];
  await kit.load({
    table: 'customer',
    rows: ['c1', 'c2'].map((id) => ({ id, scope: BOOK, cells: aCustomer() })),
  });
});
afterEach(async () => {
  for (const one of close.reverse()) await one();
  await kit.close();
  rmSync(folder, { recursive: true, force: true });
});

const objects = () => folderObjects(path.join(folder, 'blobs'));
const backUp = () => backup({ store: kit.store, objects: objects() }, to, kit.now);

/** An empty database that nothing has migrated. */
async function emptyStore(): Promise<Store> {
  const store = await emptyDatabase();
  close.push(() => store.close());
  return store;
}

async function restored(): Promise<Store> {
  const store = await emptyStore();
  const target = folderObjects(path.join(folder, 'restored-blobs'));
  const manifest = await checkBackup(to);
  await restore({ store, objects: target }, to, manifest, { epoch: 'restored', now: kit.now });
  return store;
}

const everything = async (store: Store): Promise<Record<string, unknown[]>> => {
  const held: Record<string, unknown[]> = {};
  for (const { name, columns } of dumpedTables()) {
    if (['meta', 'audit', 'audit_head'].includes(name)) continue;
    const list = columns.map((column) => `"${column}"`).join(', ');
    held[name] = await store.lists(
      `SELECT ${list} FROM "${name}" ORDER BY ${columns.map((_, at) => at + 1).join(', ')}`,
    );
  }
  return held;
};

describe('a backup', () => {
  it('restores every row and every attachment, under a new epoch', async () => {
    const a = await kit.laptop('A');
    await a.insert('customer', 'c3', BOOK, aCustomer({ carbon_class: 'B' }));
    await blobStore(objects()).put(HASH, Readable.from([BYTES]));
    await kit.store.query('INSERT INTO "blob" (sha256, bytes, stored_at) VALUES ($1, $2, 1)', [
      HASH,
      BYTES.length,
    ]);
    expect(await backUp()).toMatchObject({ blobs: 1 });
    const store = await restored();
    expect(await everything(store)).toEqual(await everything(kit.store));
    expect(await store.meta.epoch()).toBe('restored');
    expect((await verify(store, { personId: null, device: null })).scopes.every((one) => one.agrees)).toBe(
      true,
    );
    const kept = blobStore(folderObjects(path.join(folder, 'restored-blobs')));
    expect(await kept.size(HASH)).toBe(BYTES.length);
  });

  it('brings back words with whatever in them ends a line elsewhere', async () => {
    const name = '一行\u2028二行\u2029三行\u0085四行\r五行\n六行';
    await kit.load({ table: 'customer', rows: [{ id: 'c3', scope: BOOK, cells: aCustomer({ name }) }] });
    await backUp();
    const store = await restored();
    expect(await store.query('SELECT name FROM "customer" WHERE id = $1', ['c3'])).toEqual([{ name }]);
  });

  it('says where bytes of attachments are not to be found, and holds all the rest', async () => {
    await blobStore(objects()).put(HASH, Readable.from([BYTES]));
    const lost = 'ab'.repeat(32);
    for (const hash of [HASH, lost])
      await kit.store.query('INSERT INTO "blob" (sha256, bytes, stored_at) VALUES ($1, 1, 1)', [hash]);
    expect(await backUp()).toMatchObject({ blobs: 1, missing: 1 });
    expect((await checkBackup(to)).blobs).toEqual([HASH]);
  });

  it('is not written over anything, and leaves nothing half-done', async () => {
    await backUp();
    await expect(backUp()).rejects.toMatchObject({ trouble: { type: 'BackupThere' } });
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'is for whoever made it, and nobody else on the machine',
    async () => {
      await backUp();
      expect(statSync(path.join(folder, 'backup')).mode & 0o077).toBe(0);
    },
  );

  it('that is damaged is refused before anything is touched', async () => {
    await backUp();
    const file = path.join(to, 'tables', 'customer.ndjson.gz');
    const bytes = readFileSync(file);
    bytes[bytes.length - 9]! ^= 1;
    writeFileSync(file, bytes);
    await expect(checkBackup(to)).rejects.toMatchObject({ trouble: { type: 'BackupDamaged', file } });
    rmSync(file);
    await expect(checkBackup(to)).rejects.toMatchObject({ trouble: { type: 'BackupDamaged', file } });
    const manifest = path.join(to, 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"rows": 2', '"rows": 3'));
    await expect(checkBackup(to)).rejects.toMatchObject({ trouble: { file: 'manifest.json' } });
    rmSync(manifest);
    await expect(checkBackup(to)).rejects.toMatchObject({ trouble: { type: 'NoBackup' } });
  });

  it('of a newer version is refused, also where its layout is another', async () => {
    await kit.store.query(`INSERT INTO "migration" (name) VALUES ('9999_later.sql')`, []);
    await backUp();
    await kit.store.query(`DELETE FROM "migration" WHERE name = '9999_later.sql'`, []);
    await expect(checkBackup(to)).rejects.toMatchObject({
      trouble: { type: 'BackupNewer', what: '9999_later.sql' },
    });
    writeFileSync(path.join(to, 'manifest.json'), '{"contents":{"format":2}}');
    await expect(checkBackup(to)).rejects.toMatchObject({ trouble: { type: 'BackupNewer' } });
  });

  it('is not restored into a server that holds anything', async () => {
    await backUp();
    const manifest = await checkBackup(to);
    const before = await everything(kit.store);
    const into = { store: kit.store, objects: objects() };
    await expect(restore(into, to, manifest, { epoch: 'x', now: kit.now })).rejects.toMatchObject({
      trouble: { type: 'TargetInUse' },
    });
    expect(await everything(kit.store)).toEqual(before);
  });

  it('knows every migration that the database has', async () => {
    await backUp();
    expect((await checkBackup(to)).migrations).toEqual(migrationNames());
    expect(existsSync(path.join(to, 'tables', 'upload.ndjson.gz'))).toBe(false);
  });
});

describe('laptops that were ahead of the backup', () => {
  it('offer again what the server lost, and nothing is lost', async () => {
    const a = await ServedDesk.open(kit, 'A');
    const b = await ServedDesk.open(kit, 'B');
    close.push(
      () => a.close(),
      () => b.close(),
    );
    a.did('customer.update', { id: 'c1', fields: { remark: '备份前' } });
    await a.synced();
    await b.synced();
    await backUp();
    a.did('customer.update', { id: 'c1', fields: { name: '备份后甲' } });
    await a.synced();
    b.did('customer.update', { id: 'c2', fields: { name: '备份后乙' } });
    await b.synced();
    const { id } = a.did('customer.create', {
      book_id: 'joint',
      fields: { kind: 'person', name: '新客户' },
    }) as { id: string };
    await a.synced();

    const store = await restored();
    const again = await createServer({
      store,
      world: { now: () => kit.now, random: () => 0.5 },
      secret: randomBytes,
      objects: objects(),
      log: { level: 'silent', stream: process.stderr },
    });
    close.push(again.close);
    for (const desk of [a, b, a, b]) {
      desk.app = again.app;
      await desk.synced();
    }
    const rows = await store.query<{ id: string; name: string; remark: string | null }>(
      `SELECT id, name, remark FROM "customer" ORDER BY id`,
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { id: 'c1', name: '备份后甲', remark: '备份前' },
        expect.objectContaining({ id: 'c2', name: '备份后乙' }),
        expect.objectContaining({ id, name: '新客户' }),
      ]),
    );
    const head = (await store.heads.read([BOOK])).get(BOOK);
    for (const desk of [a, b]) {
      const here = desk.sqlite.prepare('SELECT checksum FROM _scope WHERE scope = ?').pluck().get(BOOK);
      expect(here).toBe(head?.checksum);
    }
  });
});
