import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveCredentials } from '../../db/server/queries/credentials.ts';
import { auditLines } from '../../db/server/queries/audit.ts';
import { revokeDevice } from '../../db/server/queries/devices.ts';
import { beginEpoch } from '../../db/server/queries/meta.ts';
import type {
  RefreshResponse,
  RenewedSubscription,
  SignInResponse,
} from '../../src-shared/sync/session-requests.ts';
import { aServer, keptOf, type Kit } from '../../tests/support/server-kit.ts';
import { GRACE_MS } from './rotation.ts';
import { refresh as refreshAt } from './refresh.ts';
import { openDevice } from './sign-in.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await aServer();
  const kept = await keptOf('正确的密码');
  await saveCredentials(kit.store, [{ personId: 'A', login: 'a', ...kept }]);
});
afterAll(() => kit.close());
// Each case comes a day later, so that no grace of the one before holds.
beforeEach(() => void (kit.now += 86_400_000));

const MINUTE = 60_000;
const post = (url: string, payload: object, token = '') =>
  kit.app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token}` } });
async function signIn(): Promise<SignInResponse & { refresh: string }> {
  const who = { login: 'a', password: '正确的密码', deviceName: '笔记本', system: 'linux', renews: true };
  return (await post('/session', who)).json();
}
const pull = (token: string) => post('/sync/pull', { protocol: 2, epoch: '', cursors: {} }, token);
const refresh = (text: string) => post('/session/refresh', { refresh: text });
async function renewed(text: string): Promise<RefreshResponse> {
  const answer = await refresh(text);
  expect(answer.statusCode).toBe(200);
  return answer.json();
}
const refused = async (answer: ReturnType<typeof post>) => {
  const { statusCode, body } = await answer;
  return [statusCode, JSON.parse(body)];
};
const REVOKED = [401, { error: 'TokenRevoked' }];

describe('a short token', () => {
  it('opens the door for a quarter of an hour, and is renewed with the refresh token alone', async () => {
    const { token, refresh: first, expiresIn } = await signIn();
    expect(expiresIn).toBe(15 * MINUTE);
    expect((await pull(token)).statusCode).toBe(200);
    expect(await refused(pull(first))).toEqual(REVOKED);
    kit.now += 15 * MINUTE;
    expect(await refused(pull(token))).toEqual([401, { error: 'TokenExpired' }]);
    const next = await renewed(first);
    expect((await pull(next.token)).statusCode).toBe(200);
    expect(next.refresh).not.toBe(first);
  });

  it('and the refresh token are stored as hashes only', async () => {
    const { token, refresh: first } = await signIn();
    const next = await renewed(first);
    const stored = JSON.stringify(
      await Promise.all(
        ['device', 'access_token'].map((table) => kit.store.query(`SELECT * FROM "${table}"`)),
      ),
    );
    const secrets = [token, next.token, ...first.split('.'), ...next.refresh.split('.')];
    expect(secrets.filter((secret) => secret.length > 3 && stored.includes(secret))).toEqual([]);
  });

  it('of a revoked device is refused at once, whether it would still hold or not', async () => {
    const { token, refresh: first, device } = await signIn();
    await revokeDevice(kit.store, device, kit.now);
    const wiped = [401, { error: 'TokenRevoked', wipe: 'revoked' }];
    expect(await refused(pull(token))).toEqual(wiped);
    kit.now += 86_400_000;
    expect(await refused(pull(token))).toEqual(wiped);
    expect(await refused(refresh(first))).toEqual(wiped);
  });
});

it('a short token alone gets no device of its own, the refresh token with it does', async () => {
  const { token, refresh: mine, device } = await signIn();
  const other = await signIn();
  const before = { device, decided: 0, waiting: [] };
  for (const shown of [{}, { refresh: 'made up' }, { refresh: other.refresh }])
    expect((await post('/session/fork', { before, ...shown }, token)).statusCode).toBe(400);
  expect((await post('/session/fork', { before, refresh: mine }, token)).statusCode).toBe(200);
});

it('gives no address of the calendar for a short token alone, and none anew', async () => {
  const { token, refresh: mine } = await signIn();
  const other = await signIn();
  const renew = (shown: object) => post('/subscription/renew', shown, token);
  const { path } = (await renew({ refresh: mine })).json<RenewedSubscription>();
  for (const shown of [{}, { refresh: 'made up' }, { refresh: other.refresh }])
    expect((await renew(shown)).statusCode).toBe(400);
  expect((await kit.app.inject({ method: 'GET', url: path })).statusCode).toBe(200);
});

it('erases none of the person’s other laptops for a short token alone', async () => {
  const { token, refresh: mine } = await signIn();
  const other = await signIn();
  const end = (shown: object) => post('/session/devices/end', { device: other.device, ...shown }, token);
  for (const shown of [{}, { refresh: 'made up' }, { refresh: other.refresh }])
    expect((await end(shown)).statusCode).toBe(400);
  expect((await pull(other.token)).statusCode).toBe(200);
  expect((await end({ refresh: mine })).statusCode).toBe(200);
  expect(await refused(pull(other.token))).toEqual([401, { error: 'TokenRevoked', wipe: 'revoked' }]);
});

describe('an exchange', () => {
  it('whose answer was lost is repeated days later, with the same answer', async () => {
    const { refresh: first } = await signIn();
    const lost = await renewed(first);
    kit.now += 3 * 86_400_000;
    const again = await renewed(first);
    expect(again.refresh).toBe(lost.refresh);
    expect((await pull(again.token)).statusCode).toBe(200);
  });

  it('that the network brings twice at once is one exchange', async () => {
    const { refresh: first } = await signIn();
    const both = await Promise.all([renewed(first), renewed(first)]);
    expect(both[0].refresh).toBe(both[1].refresh);
    for (const { token } of both) expect((await pull(token)).statusCode).toBe(200);
    expect((await refresh(both[0].refresh)).statusCode).toBe(200);
  });

  it('of a token that was spent, and what it gave used, ends the whole family and says so in the log', async () => {
    const { refresh: first, device } = await signIn();
    const next = await renewed(first);
    expect((await pull(next.token)).statusCode).toBe(200);
    kit.now += GRACE_MS;
    // Its laptop keeps what it holds: two copies are no reason to erase the right one.
    expect(await refused(refresh(first))).toEqual(REVOKED);
    expect(await refused(refresh(next.refresh))).toEqual(REVOKED);
    expect(await refused(pull(next.token))).toEqual(REVOKED);
    const told = [];
    for await (const line of auditLines(kit.store)) if (line.device === device) told.push(line);
    expect(told.at(-1)).toMatchObject({ action: 'session_ended', person_id: 'A', detail: 'reused' });
  });

  it.each([
    '',
    'x',
    '.'.repeat(20),
    `${'x'.repeat(90)}.1.${'y'.repeat(43)}`,
    `a.99999999999.${'y'.repeat(43)}`,
  ])('of what is no token of ours is refused: %s', async (text) => {
    expect((await refresh(text)).statusCode).toBe(text === '' ? 400 : 401);
  });

  it('is exchanged also where the rights of its person are missing by a fault: an erasure cannot be taken back', async () => {
    const { refresh: first } = await signIn();
    await kit.store.query('DELETE FROM "scope_grant"');
    const { refresh: second } = await renewed(first);
    expect(second).not.toBe(first);
    await kit.store.transaction((tx) => tx.grants.recompute(kit.now));
  });

  it('after a restore from a backup goes on with a token that the backup does not know', async () => {
    const { refresh: first } = await signIn();
    const known = await kit.store.query<Record<string, string>>(
      'SELECT * FROM "device" ORDER BY id DESC LIMIT 1',
    );
    const second = await renewed(first);
    const third = await renewed(second.refresh);
    // Back to yesterday, by hand.
    await kit.store.query(
      'UPDATE "device" SET refresh_hash = $2, refresh_n = 1, spent_hash = NULL, spent_salt = NULL WHERE id = $1',
      [known[0]!['id']!, known[0]!['refresh_hash']!],
    );
    await beginEpoch(kit.store, 'restored');
    const refreshKey = await kit.store.meta.refreshKey('of the first start alone');
    const context = { store: kit.store, secret: randomBytes, epoch: 'restored', refreshKey, accessMs: 1 };
    const once = await refreshAt(context, third.refresh, kit.now);
    expect(once.ok).toBe(true);
    await kit.store.query('UPDATE "device" SET refresh_used = 1 WHERE id = $1', [known[0]!['id']!]);
    kit.now += GRACE_MS;
    expect(await refreshAt(context, third.refresh, kit.now)).toMatchObject({ error: { why: 'reused' } });
  });
});

it('with a later number, made by somebody who knows an older token, is worth nothing after a restore', async () => {
  const { refresh: first } = await signIn();
  await beginEpoch(kit.store, 'restored once more');
  const refreshKey = await kit.store.meta.refreshKey('of the first start alone');
  const context = {
    store: kit.store,
    secret: randomBytes,
    epoch: 'restored once more',
    refreshKey,
    accessMs: 1,
  };
  const forged = first.replace('.1.', '.9.');
  expect(await refreshAt(context, forged, kit.now)).toMatchObject({ error: { why: 'reused' } });
});

it('gives a number by chance, so that a server that was put back goes on with others than those that were lost', async () => {
  const opened = (bytes: number) => {
    const secret = (count: number): Buffer => Buffer.alloc(count, bytes);
    const refreshKey = 'key';
    const context = { store: kit.store, secret, epoch: 'e', refreshKey, accessMs: 1 };
    return openDevice(context, { personId: 'A', deviceName: String(bytes), renews: true }, kit.now);
  };
  const [first, near, far] = [await opened(0), await opened(1), await opened(255)];
  expect(near!.device - first!.device).toBe(2);
  expect(far!.device - near!.device).toBe(256);
});

describe('a laptop that has a lasting token', () => {
  it('is asked to exchange it, and the lasting one ends with that', async () => {
    const a = await kit.laptop('A');
    expect((await pull(a.token)).json()).toMatchObject({ renew: true });
    const next = await renewed(a.token);
    expect((await pull(next.token)).json()).not.toHaveProperty('renew');
    // Whose answer was lost hears to exchange it once more, and is answered the same.
    expect(await refused(pull(a.token))).toEqual([401, { error: 'TokenExpired' }]);
    expect((await renewed(a.token)).refresh).toBe(next.refresh);
    // After that, and once what it gave was used, the lasting one is a spent one.
    kit.now += GRACE_MS;
    expect(await refused(refresh(a.token))).toEqual(REVOKED);
    expect(await refused(pull(next.token))).toEqual(REVOKED);
  });

  it('goes on with it where its program knows nothing else', async () => {
    const who = { login: 'a', password: '正确的密码', deviceName: 'version 1' };
    const { token, refresh: none } = (await post('/session', who)).json<SignInResponse>();
    expect(none).toBeUndefined();
    kit.now += 30 * 86_400_000;
    expect((await pull(token)).statusCode).toBe(200);
  });
});
