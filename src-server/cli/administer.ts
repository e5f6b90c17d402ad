import { randomBytes, randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { personByLogin, saveCredentials } from '../../db/server/queries/credentials.ts';
import { listDevices, revokeDevice } from '../../db/server/queries/devices.ts';
import { appendAudit } from '../../db/server/queries/audit.ts';
import { beginEpoch } from '../../db/server/queries/meta.ts';
import { hashPassword } from '../auth/password.ts';
import { openObjects } from '../blobs/open-objects.ts';
import { sweep } from '../blobs/sweep.ts';
import { tick } from '../../src-shared/sync/clock.ts';
import { upkeep } from '../upkeep/upkeep.ts';
import { announce } from '../poke/poke-channel.ts';
import { Told } from './explain.ts';
import type { CommonOptions } from './options.ts';
import { withStore } from './with-store.ts';

const day = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** Prints every device: number, login, name, first and last contact, revoked or not. */
export const devices = (options: CommonOptions): Promise<void> =>
  withStore(options, async (store) => {
    for (const device of await listDevices(store)) {
      const state = device.revoked_at === null ? 'active' : `revoked ${day(device.revoked_at)}`;
      const cells = [
        device.id,
        device.login ?? '-',
        device.name,
        day(device.created_at),
        day(device.last_seen_at),
        state,
      ];
      process.stdout.write(`${cells.join('\t')}\n`);
    }
  });

/** Refuses a device from its next contact on; a connected one is told at once. */
export const revoke = (options: CommonOptions, number: string, now: number): Promise<void> =>
  withStore(options, async (store) => {
    const device = Number(number);
    if (!Number.isInteger(device) || !(await revokeDevice(store, device, now))) {
      throw new Told({ type: 'NoSuchDevice', device: number });
    }
    await appendAudit(store, { at: now, action: 'revoked', personId: null, device });
    await announce(store, randomUUID(), { scopes: [], people: [], except: 0, revoked: device });
  });

/** To be run once after the database was restored from a backup, before the server starts: laptops bring what it lost. */
export const restored = (options: CommonOptions, now: number): Promise<void> =>
  withStore(options, (store) =>
    store.transaction(async (sql) => {
      await beginEpoch(sql, randomUUID());
      await appendAudit(sql, { at: now, action: 'restored', personId: null, device: null });
    }),
  );

/** Removes bytes that no row names and uploads that nobody went on with; a running server does the same every hour. */
export const sweepBlobs = (options: CommonOptions, now: number): Promise<void> =>
  withStore(options, async (store) => {
    const objects = await openObjects(options.dataFolder, process.env);
    const swept = await sweep({ store, objects }, now);
    process.stdout.write(`${JSON.stringify(swept)}\n`);
  });

/**
 * Cuts logs and tombstones at their age, compacts notes and looks for duplicates; a running server does the same every
 * day. Safe while servers run.
 */
export const trimStore = (options: CommonOptions, now: number): Promise<void> =>
  withStore(options, async (store) => {
    let last = 0;
    const kept = await upkeep({ store, stamp: () => (last = tick(last, now)) }, now);
    await announce(store, randomUUID(), { scopes: null, people: [], except: 0 });
    process.stdout.write(`${JSON.stringify(kept)}\n`);
  });

const SHORTEST = 8;

/** Gives the person with a login a password, read from standard input: an argument would be in the shell's history. */
export async function password(options: CommonOptions, login: string, now: number): Promise<void> {
  const given = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (given.length < SHORTEST) throw new Told({ type: 'PasswordTooShort' });
  await withStore(options, async (store) => {
    const personId = await personByLogin(store, login);
    if (personId === null) throw new Told({ type: 'NoSuchPerson', login });
    await saveCredentials(store, [{ personId, login, ...(await hashPassword(given, randomBytes(16))) }]);
    await appendAudit(store, { at: now, action: 'password_set', personId, device: null });
  });
}
