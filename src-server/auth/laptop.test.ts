import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMeta, writeMeta } from '../../db/client/local/meta.ts';
import { revokeDevice } from '../../db/server/queries/devices.ts';
import { ServedDesk } from '../../tests/support/served-desk.ts';
import { aServer, type Kit } from '../../tests/support/server-kit.ts';

let kit: Kit;
let desk: ServedDesk;
beforeEach(async () => {
  kit = await aServer();
  desk = await ServedDesk.open(kit, 'A');
});
afterEach(async () => {
  await desk.close();
  await kit.close();
});

const refreshes = (): number[] =>
  desk.requests.splice(0).flatMap(({ url, status }) => (url === '/session/refresh' ? [status] : []));
const tokens = () => [readMeta(desk.sqlite, 'token'), readMeta(desk.sqlite, 'refresh')];

it('a laptop exchanges its lasting token at its next contact, and renews the short ones by itself', async () => {
  expect(refreshes()).toEqual([200]);
  expect(readMeta(desk.sqlite, 'protocol')).toBe('2');
  const [, first] = tokens();
  await desk.synced();
  expect(refreshes()).toEqual([]);
  kit.now += 11 * 60_000;
  await desk.synced();
  expect(refreshes()).toEqual([200]);
  expect(tokens()[1]).not.toBe(first);
  // Days without a connection, work in between: nobody signs in again.
  kit.now += 9 * 86_400_000;
  desk.did('customer.create', { book_id: 'joint', fields: { kind: 'company', name: '离线记下' } });
  await desk.synced();
  expect(refreshes()).toEqual([200]);
  expect(await kit.rows('customer')).toHaveLength(1);
});

it('a laptop whose lasting token was exchanged, and that never heard so, is not signed out', async () => {
  const family = tokens()[1]!.split('.')[0]!;
  await kit.store.query('UPDATE "device" SET refresh_hash = NULL, refresh_n = 0');
  writeMeta(desk.sqlite, 'token', family);
  for (const key of ['refresh', 'renewAt'] as const) writeMeta(desk.sqlite, key, null);
  desk.onAnswer = async (path) => {
    if (path === '/session/refresh') throw new TypeError('connection reset');
  };
  await desk.synced();
  expect(tokens()).toEqual([family, null]);
  desk.onAnswer = async () => {};
  await desk.synced();
  expect(tokens()[1]).not.toBeNull();
});

it('a clock that was turned back is no obstacle: the server says that the token is over', async () => {
  refreshes();
  writeMeta(desk.sqlite, 'renewAt', String(kit.now + 365 * 86_400_000));
  kit.now += 16 * 60_000;
  await desk.synced();
  expect(refreshes()).toEqual([200]);
});

it.each(['subscription.show', 'subscription.renew', 'subscription.end', 'session.devices'])(
  'a clock that was turned back is no obstacle to what the person asks for: %s',
  async (name) => {
    refreshes();
    writeMeta(desk.sqlite, 'renewAt', String(kit.now + 365 * 86_400_000));
    kit.now += 16 * 60_000;
    await desk.asked(name);
    expect(refreshes()).toEqual([200]);
  },
);

it('an address for the calendar is made with short tokens, too: the laptop shows what it renews them with', async () => {
  const answer = await desk.asked('subscription.renew');
  expect(answer).toEqual({ address: expect.stringMatching(/\/calendar\/.+\.ics$/) as string });
  expect(await kit.store.query('SELECT person_id FROM "subscription"')).toEqual([{ person_id: 'A' }]);
});

it('another of the person’s laptops is ended with short tokens, too, and so shown', async () => {
  const lost = await kit.laptop('A');
  await desk.asked('session.revokeDevice', { number: lost.device });
  expect((await lost.post('/session/devices', {})).json()).toMatchObject({ wipe: 'revoked' });
});

it('what leaves a laptop as a file is told to the audit log at the next contact, once', async () => {
  desk.did('desk.noteExport', { what: 'calendar', count: 12 });
  await desk.synced();
  await desk.synced();
  const told = await kit.store.query(`SELECT person_id, detail FROM "audit" WHERE action = 'exported'`);
  expect(told).toEqual([{ person_id: 'A', detail: expect.stringMatching(/^calendar 12, 2026-/) as string }]);
});

it('an answer that is lost on the way, three times over days, signs nobody out', async () => {
  for (let i = 0; i < 3; i += 1) {
    kit.now += 2 * 86_400_000;
    desk.onAnswer = async (path) => {
      if (path === '/session/refresh') throw new TypeError('connection reset');
    };
    await expect(desk.synced()).rejects.toThrow('ServerDown');
    desk.onAnswer = async () => {};
  }
  await desk.synced();
  kit.now += 20 * 60_000;
  await desk.synced();
});

it('a laptop that was revoked learns it with the next thing it asks', async () => {
  await revokeDevice(kit.store, Number(readMeta(desk.sqlite, 'device')), kit.now);
  await expect(desk.synced()).rejects.toThrow('"wipe":"revoked"');
});
