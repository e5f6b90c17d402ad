import { randomBytes, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { personByLogin, saveCredentials } from '../../db/server/queries/credentials.ts';
import { listDevices, revokeDevice, type DeviceLine } from '../../db/server/queries/devices.ts';
import { appendAudit } from '../../db/server/queries/audit.ts';
import { beginEpoch } from '../../db/server/queries/meta.ts';
import { hashPassword } from '../auth/password.ts';
import { announce } from '../poke/poke-channel.ts';
import { inColumns, minute } from './columns.ts';
import { deviceNumber } from './device-number.ts';
import { Told } from './explain.ts';
import type { Language } from './language.ts';
import type { CommonOptions } from './options.ts';
import { withStore } from './with-store.ts';

const WORDS = {
  en: {
    devices: ['device', 'login', 'name', 'first contact', 'last contact', 'state'],
    active: 'active',
    signedOut: (when: string) => `signed out ${when}`,
    revoked: (when: string) => `revoked ${when}, not reached yet`,
    told: (when: string, told: string) => `revoked ${when}, told to erase itself ${told}`,
  },
  zh: {
    devices: ['设备', '登录名', '名称', '首次连接', '最近连接', '状态'],
    active: '有效',
    signedOut: (when: string) => `已登出 ${when}`,
    revoked: (when: string) => `已撤销 ${when}，尚未联网`,
    told: (when: string, told: string) => `已撤销 ${when}，${told} 已通知清除`,
  },
} as const;

type Output = Pick<NodeJS.WritableStream, 'write'>;

/** Prints every device: number, login, name, first and last contact, revoked or not. */
export const devices = (options: CommonOptions, out: Output, language: Language): Promise<void> =>
  withStore(options, async (store) => {
    const words = WORDS[language];
    const lines = (await listDevices(store)).map((device) => [
      device.id,
      device.login ?? '-',
      device.name,
      minute(device.created_at),
      minute(device.last_seen_at),
      stateOf(device, words),
    ]);
    out.write(inColumns(words.devices, lines));
  });

function stateOf(device: DeviceLine, words: (typeof WORDS)[Language]): string {
  if (device.revoked_at === null) return words.active;
  const when = minute(device.revoked_at);
  if (device.revoked_why === 'signed_out') return words.signedOut(when);
  return device.last_seen_at > device.revoked_at
    ? words.told(when, minute(device.last_seen_at))
    : words.revoked(when);
}

/** Refuses a device from its next contact on; a connected one is told at once. */
export const revoke = (options: CommonOptions, number: string, now: number): Promise<void> =>
  withStore(options, async (store) => {
    const device = deviceNumber(number);
    const done = await store.transaction(async (sql) => {
      if (device === null || !(await revokeDevice(sql, device, now))) return false;
      await appendAudit(sql, { at: now, action: 'revoked', personId: null, device });
      return true;
    });
    if (device === null || !done) throw new Told({ type: 'NoSuchDevice', device: number });
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

const SHORTEST = 8;

/** Gives the person with a login a password, read from standard input: an argument would be in the shell's history. */
export async function password(
  options: CommonOptions,
  login: string,
  now: number,
  input: Readable,
): Promise<void> {
  const given = (await text(input)).replace(/\r?\n$/, '');
  if (given.length < SHORTEST) throw new Told({ type: 'PasswordTooShort' });
  await withStore(options, async (store) => {
    const personId = await personByLogin(store, login);
    if (personId === null) throw new Told({ type: 'NoSuchPerson', login });
    const hashed = await hashPassword(given, randomBytes(16));
    await store.transaction(async (sql) => {
      await saveCredentials(sql, [{ personId, login, ...hashed }]);
      await appendAudit(sql, { at: now, action: 'password_set', personId, device: null });
    });
  });
}
