import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readHandover } from '../../db/server/queries/handover.ts';
import { revokeDevice, type RevokedWhy } from '../../db/server/queries/devices.ts';
import { leaveStanding, readStanding } from '../../src-main/core/lock/standing-file.ts';
import { StandingWatch } from '../../src-main/core/lock/standing-watch.ts';
import type { Network } from '../../src-main/core/sync/network.ts';
import { FakeTimers } from '../../tests/support/laptop.ts';
import { ServedDesk } from '../../tests/support/served-desk.ts';
import { aServer, type Kit } from '../../tests/support/server-kit.ts';

let kit: Kit;
let desk: ServedDesk;
beforeEach(async () => {
  kit = await aServer();
  desk = await ServedDesk.open(kit, 'A');
  desk.cut = true;
  desk.did('customer.create', { book_id: 'joint', fields: { kind: 'company', name: '离线记下的客户' } });
  leaveStanding(desk.folder, desk.sqlite);
});
afterEach(async () => {
  await desk.close();
  await kit.close();
});

const left = () => readStanding(desk.folder)!;
const post = async (url: string, payload: object) => {
  const answer = await kit.app.inject({ method: 'POST', url, payload });
  return [answer.statusCode, answer.json<unknown>()];
};
const standing = (more: object = {}) =>
  post('/session/standing', { device: left().device, proof: left().proof, ...more });
const handOver = (more: object = {}) => {
  const { device, proof, parcels } = left();
  return post('/session/standing/handover', { device, proof, sealed: parcels[0]!.sealed, ...more });
};
const end = (why: RevokedWhy) => revokeDevice(kit.store, left().device, kit.now, why);

it('a desk that is locked learns without its key that it is to be erased, and hands over what it had not sent', async () => {
  expect(await standing()).toEqual([200, {}]);
  await end('left');
  const network: Network = {
    fetch: async (url, { body }) => {
      const [status, json] = await post(new URL(url).pathname, JSON.parse(String(body)) as object);
      return Response.json(json, { status: Number(status) });
    },
    socket: () => {
      throw new Error('blocked');
    },
  };
  const verdict = await new Promise((erase) => {
    new StandingWatch({ folder: desk.folder, network, timers: new FakeTimers(), erase }).start();
  });
  expect(verdict).toEqual({ reason: 'left', handedOver: left().parcels[0]!.changes, lost: 0 });
  expect(await readHandover(kit.store, left().device)).toContain('离线记下的客户');
  expect(await kit.store.query(`SELECT device FROM "audit" WHERE action = 'handed_over'`)).toEqual([
    { device: left().device },
  ]);
  expect(await kit.rows('customer')).toEqual([]);
});

it('what lies beside the locked database tells its reader nothing, and opens no other door', async () => {
  const text = readFileSync(path.join(desk.folder, 'desk.standing.json'), 'utf8');
  const parcel = Buffer.from(left().parcels[0]!.sealed, 'base64').toString('utf8');
  const secrets = ['token', 'refresh'].flatMap((key) =>
    desk.sqlite.prepare<[string], string>('SELECT value FROM _meta WHERE key = ?').pluck().all(key),
  );
  expect(secrets).toHaveLength(2);
  for (const secret of [...secrets.flatMap((token) => token.split('.')), '离线', 'customer'])
    if (secret.length > 1) expect(text + parcel).not.toContain(secret);
  const headers = { authorization: `Bearer ${left().proof}` };
  const payload = { protocol: 2, epoch: '', cursors: {} };
  const pull = await kit.app.inject({ method: 'POST', url: '/sync/pull', payload, headers });
  expect(pull.statusCode).toBe(401);
  await end('revoked');
  const again = await post('/session/refresh', { refresh: left().proof });
  expect(again).toEqual([401, { error: 'TokenRevoked' }]);
});

it('who has no proof, or asks about a device that was only signed out, is told what everybody is told', async () => {
  await end('signed_out');
  expect(await standing()).toEqual([200, {}]);
  expect(await handOver()).toEqual([401, { error: 'TokenRevoked' }]);
  expect(await standing({ device: 999 })).toEqual([200, {}]);
});

it('a wrong proof of a device that is to be erased is worth nothing, and neither is a parcel that was changed', async () => {
  await end('revoked');
  expect(await standing({ proof: '0'.repeat(64) })).toEqual([200, {}]);
  expect(await handOver({ proof: '0'.repeat(64) })).toEqual([401, { error: 'TokenRevoked' }]);
  const whole = left().parcels[0]!.sealed;
  const sealed = `${whole.startsWith('A') ? 'B' : 'A'}${whole.slice(1)}`;
  expect(await handOver({ sealed })).toMatchObject([400, { detail: 'sealed' }]);
  expect(await handOver({ sealed: 'AA' })).toMatchObject([400, { detail: 'sealed' }]);
});

it('a laptop that nobody is signed in to leaves nothing behind', async () => {
  desk.sqlite.exec(`DELETE FROM _meta WHERE key IN ('token', 'refresh')`);
  leaveStanding(desk.folder, desk.sqlite);
  expect(readStanding(desk.folder)).toBeNull();
});
