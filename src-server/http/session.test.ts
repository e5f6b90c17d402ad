import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveCredentials } from '../../db/server/queries/credentials.ts';
import { revokeDevice } from '../../db/server/queries/devices.ts';

import { aCustomer, aServer, type Kit } from '../../tests/support/server-kit.ts';
import type { z } from 'zod';
import type { signInResponse } from '../../src-shared/sync/protocol.ts';
import { hashPassword } from '../auth/password.ts';
import { lockAfter } from '../auth/sign-in.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
  await saveCredentials(kit.store, [
    { personId: 'A', login: 'a', ...(await hashPassword('正确的密码', randomBytes(16))) },
  ]);
});
afterEach(() => kit.close());

const signIn = (login: string, password: string) =>
  kit.app.inject({ method: 'POST', url: '/session', payload: { login, password, deviceName: '笔记本' } });
const pull = (token: string) =>
  kit.app.inject({
    method: 'POST',
    url: '/sync/pull',
    payload: { protocol: 1, epoch: '', cursors: {} },
    headers: { authorization: `Bearer ${token}` },
  });

describe('signing in', () => {
  it('gives a token for this device, and stores only its hash', async () => {
    const answer = await signIn('a', '正确的密码');
    const { token, personId, device } = answer.json<z.infer<typeof signInResponse>>();
    expect([answer.statusCode, personId, device]).toEqual([200, 'A', 1]);
    expect((await pull(token)).statusCode).toBe(200);
    expect(JSON.stringify(await kit.store.query('SELECT * FROM "device"'))).not.toContain(token);
  });

  it('answers a wrong password and an unknown login alike', async () => {
    const [wrong, unknown] = [await signIn('a', 'falsch'), await signIn('niemand', 'falsch')];
    expect([wrong.statusCode, wrong.body]).toEqual([401, '{"error":"WrongPassword"}']);
    expect([unknown.statusCode, unknown.body]).toEqual([wrong.statusCode, wrong.body]);
  });

  it('locks the login after five failures, also for the right password, until the time is over', async () => {
    for (let i = 0; i < 5; i += 1) await signIn('a', 'falsch');
    const locked = await signIn('a', '正确的密码');
    expect([locked.statusCode, locked.json()]).toEqual([
      429,
      { error: 'TooManyRequests', retryAfterMs: 30_000 },
    ]);
    expect(locked.headers['retry-after']).toBe('30');
    kit.now += 30_001;
    expect((await signIn('a', '正确的密码')).statusCode).toBe(200);
  });

  it('locks for longer the more often it fails, an hour at most', () => {
    expect([1, 4, 5, 6, 7, 30].map(lockAfter)).toEqual([0, 0, 30_000, 60_000, 120_000, 3_600_000]);
  });

  it('is over for somebody who has left', async () => {
    const x = await kit.laptop('X');
    await x.push({
      table: 'person',
      id: 'A',
      scope: 'bank',
      cells: { left_on: '2026-11-01' },
      base: await x.base('person', 'A'),
    });
    expect((await signIn('a', '正确的密码')).statusCode).toBe(401);
  });
});

describe('too many requests', () => {
  it('are told to wait, and for how long', async () => {
    const small = await aServer({ limits: { signIn: 2, device: 3 } });
    try {
      const a = await small.laptop('A');
      const answers = [];
      for (let i = 0; i < 4; i += 1)
        answers.push(await a.post('/sync/pull', { protocol: 1, epoch: '', cursors: {} }));
      expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 429]);
      const { error, retryAfterMs } = answers[3]!.json<{ error: string; retryAfterMs: number }>();
      expect([error, retryAfterMs > 0, retryAfterMs <= 60_000]).toEqual(['TooManyRequests', true, true]);
      const tries = [];
      for (let i = 0; i < 3; i += 1)
        tries.push(await small.app.inject({ method: 'POST', url: '/session', payload: {} }));
      expect(tries.map((answer) => answer.statusCode)).toEqual([400, 400, 429]);
    } finally {
      await small.close();
    }
  });
});

describe('a device', () => {
  it('that was revoked is refused at its next contact', async () => {
    const a = await kit.laptop('A');
    await revokeDevice(kit.store, a.device, kit.now);
    const answer = await a.send([
      a.change({ table: 'customer', id: 'c1', scope: 'book:joint', cells: aCustomer(), kind: 'insert' }),
    ]);
    expect([answer.statusCode, answer.json()]).toEqual([401, { error: 'TokenRevoked' }]);
    expect(await kit.rows('customer')).toEqual([]);
  });

  it('that signed out is refused too', async () => {
    const a = await kit.laptop('A');
    expect((await a.post('/session/end', {})).statusCode).toBe(200);
    expect((await pull(a.token)).statusCode).toBe(401);
  });

  it('without a token is nobody', async () => {
    expect((await pull('')).statusCode).toBe(401);
    expect((await pull('x'.repeat(5_000))).statusCode).toBe(401);
  });
});
