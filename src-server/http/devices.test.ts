import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OwnDevicesResponse } from '../../src-shared/sync/session-requests.ts';
import { auditLines } from '../../db/server/queries/audit.ts';
import { aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await aServer();
});
afterAll(() => kit.close());

const list = async (laptop: Laptop): Promise<OwnDevicesResponse['devices']> =>
  (await laptop.post('/session/devices', {})).json<OwnDevicesResponse>().devices;

it('a person sees their own devices and ends one of them, which is then to be erased', async () => {
  const [one, two, other] = [await kit.laptop('A'), await kit.laptop('A'), await kit.laptop('B')];
  expect((await list(one)).map(({ device }) => device)).toEqual([two.device, one.device]);
  expect((await one.post('/session/devices/end', { device: two.device })).statusCode).toBe(200);
  const endOf = async (): Promise<OwnDevicesResponse['devices'][number]> =>
    (await list(one)).find(({ device }) => device === two.device)!;
  const { seen, ended } = await endOf();
  expect(seen).toBeLessThanOrEqual(ended!);
  expect((await two.post('/session/devices', {})).json()).toEqual({ error: 'TokenRevoked', wipe: 'revoked' });
  expect((await list(one)).map(({ device, ended }) => [device, ended])).toEqual([
    [one.device, null],
    [two.device, kit.now],
  ]);
  // Whoever lost it sees that it was reached.
  expect((await endOf()).seen).toBeGreaterThan(ended!);
  const told = [];
  for await (const line of auditLines(kit.store))
    told.push([line.action, line.person_id, line.device, line.detail]);
  expect(told).toContainEqual(['revoked', 'A', two.device, 'by A']);
  // It is told of for a month.
  kit.now += 31 * 86_400_000;
  expect((await list(one)).map(({ device }) => device)).toEqual([one.device]);
  expect((await list(other)).map(({ device }) => device)).toEqual([other.device]);
});

it.each([['of somebody else'], ['that nobody has'], ['that was ended']])(
  'a device %s is not found',
  async (which) => {
    const [one, ended, other] = [await kit.laptop('A'), await kit.laptop('A'), await kit.laptop('B')];
    await one.post('/session/devices/end', { device: ended.device });
    const device = which.includes('else')
      ? other.device
      : which.includes('ended')
        ? ended.device
        : 2_000_000_000;
    expect((await one.post('/session/devices/end', { device })).statusCode).toBe(404);
    expect((await list(other)).length).toBeGreaterThan(0);
  },
);
