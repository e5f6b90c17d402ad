import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMeta } from '../../../db/client/local/meta.ts';
import { databaseFile, openDatabase } from '../../../db/client/open.ts';
import { setAside } from '../../../db/client/set-aside.ts';
import { ENGINE_KEY, ENGINE_SERVER, openEngine, settleEngine } from '../../../tests/support/engine-bed.ts';
import { FakeLine, PASSWORD, type FakeServer } from '../../../tests/support/fake-server.ts';
import { aSharedBook } from '../../../tests/support/shared-book.ts';
import type { EngineHost } from './engine-host.ts';

const DAY_MS = 86_400_000;
let folder: string;
let server: FakeServer;
let line: FakeLine;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-damaged-'));
  ({ server } = aSharedBook());
  line = new FakeLine(server);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): EngineHost => openEngine({ folder, server, line });

const run = (host: EngineHost, name: string, input: unknown): Promise<void> =>
  host.receive({ t: 'run', call: 1, name, input });

/** A desk with an edit that was not sent, closed; one page of a table is damaged, as a failing disk leaves it. */
async function aDamagedDesk(table: string): Promise<void> {
  const host = open();
  await run(host, 'session.signIn', { server: ENGINE_SERVER, login: 'a', password: PASSWORD });
  await run(host, 'sync.now', {});
  line.lose();
  await run(host, 'customer.update', { id: 'c1', fields: { name: 'unsent' } });
  const page = host.engine.sqlite
    .prepare<[string], { rootpage: number }>('SELECT rootpage FROM sqlite_master WHERE name = ?')
    .get(table);
  await host.close();
  const fd = openSync(databaseFile(folder), 'r+');
  writeSync(fd, Buffer.alloc(4096, 0x5a), 0, 4096, ((page?.rootpage ?? 1) - 1) * 4096);
  closeSync(fd);
  writeFileSync(path.join(folder, 'desk.open'), '');
}

const asides = (): string[] =>
  readdirSync(folder).filter((name) => name.startsWith('desk.damaged-') && name.endsWith('.db'));
const sent = (): unknown => server.model.rows.get('customer/c1')?.cells['name'];

describe('a damaged database', () => {
  test('stays aside until what was not sent was brought over and the first sync has ended, and goes then', async () => {
    await aDamagedDesk('customer');
    const again = open();
    await settleEngine(again);
    expect(asides()).toHaveLength(1);
    line.cut = false;
    await run(again, 'sync.now', {});
    await settleEngine(again);
    expect([sent(), asides()]).toEqual(['unsent', []]);
    await again.close();
  });

  test('is brought over at the next start, where the desk ended before that', async () => {
    await aDamagedDesk('customer');
    setAside(folder, server.now);
    const fresh = openDatabase({ folder, key: ENGINE_KEY });
    if (fresh.ok) fresh.value.close();
    line.cut = false;
    const again = open();
    await settleEngine(again);
    expect([sent(), readMeta(again.engine.sqlite, 'damagedSaved')]).toEqual(['unsent', '1']);
    await again.close();
  });

  test('of which nothing could be read stays for a month, or until this desk is emptied', async () => {
    await aDamagedDesk('_outbox');
    line.cut = false;
    const again = open();
    await run(again, 'session.signIn', { server: ENGINE_SERVER, login: 'a', password: PASSWORD });
    await settleEngine(again);
    expect([readMeta(again.engine.sqlite, 'damagedSaved'), asides()]).toEqual([null, [expect.anything()]]);
    await again.close();
    server.now += 29 * DAY_MS;
    const later = open();
    await settleEngine(later);
    expect(asides()).toHaveLength(1);
    await run(later, 'session.signOut', { wipe: true, force: false });
    expect(asides()).toEqual([]);
    await later.close();
  });

  test('goes after a month', async () => {
    await aDamagedDesk('_outbox');
    line.cut = false;
    const again = open();
    await run(again, 'session.signIn', { server: ENGINE_SERVER, login: 'a', password: PASSWORD });
    await settleEngine(again);
    await again.close();
    server.now += 31 * DAY_MS;
    const later = open();
    await settleEngine(later);
    expect(asides()).toEqual([]);
    await later.close();
  });
});
