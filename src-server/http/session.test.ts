import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveCredentials } from '../../db/server/queries/credentials.ts';
import { readHandover } from '../../db/server/queries/handover.ts';
import { revokeDevice } from '../../db/server/queries/devices.ts';

import { aCustomer, aServer, keptOf, type Kit } from '../../tests/support/server-kit.ts';
import type { z } from 'zod';
import type { signInResponse } from '../../src-shared/sync/session-requests.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
  await saveCredentials(kit.store, [{ personId: 'A', login: 'a', ...(await keptOf('正确的密码')) }]);
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
    expect([answer.statusCode, personId, device]).toEqual([200, 'A', expect.any(Number)]);
    expect((await pull(token)).statusCode).toBe(200);
    expect(JSON.stringify(await kit.store.query('SELECT * FROM "device"'))).not.toContain(token);
  });

  it('tells a laptop what was decided under its number of before, not under one that another laptop has by now', async () => {
    const laptop = await kit.laptop('A');
    await laptop.insert('customer', 'c1', 'book:joint', aCustomer());
    const known = (await kit.store.devices.ofPerson(laptop.device, 'A'))!;
    const upTo = async (since: number | undefined): Promise<number | undefined> => {
      const before = {
        device: laptop.device,
        decided: 1,
        waiting: [],
        ...(since !== undefined && { since }),
      };
      const payload = { login: 'a', password: '正确的密码', deviceName: '笔记本', before };
      const answer = await kit.app.inject({ method: 'POST', url: '/session', payload });
      return answer.json<z.infer<typeof signInResponse>>().before?.upTo;
    };
    expect(await upTo(known.created_at)).toBe(1);
    // A laptop of before does not say it.
    expect(await upTo(undefined)).toBe(1);
    expect(await upTo(known.created_at - 60_000)).toBe(0);
    const earlier = [
      { device: laptop.device, since: known.created_at, decided: 5 },
      { device: laptop.device, since: known.created_at - 60_000, decided: 3 },
      { device: 99, decided: 2 },
    ];
    const before = { device: 98, decided: 0, waiting: [], earlier };
    const payload = { login: 'a', password: '正确的密码', deviceName: '笔记本', before };
    const answer = await kit.app.inject({ method: 'POST', url: '/session', payload });
    expect(answer.json<z.infer<typeof signInResponse>>().before).toEqual({
      ...{ upTo: 0, results: [], earlier: [1, 0, 0] },
    });
  });

  it('answers a wrong password and an unknown login alike', async () => {
    const [wrong, unknown] = [await signIn('a', 'falsch'), await signIn('niemand', 'falsch')];
    expect([wrong.statusCode, wrong.body]).toEqual([401, '{"error":"WrongPassword"}']);
    expect([unknown.statusCode, unknown.body]).toEqual([wrong.statusCode, wrong.body]);
  });

  it('knows a login in whatever case, width and blanks it is typed, and tells how the bank writes it', async () => {
    await saveCredentials(kit.store, [{ personId: 'B', login: 'Li.Na1', ...(await keptOf('另一个密码')) }]);
    for (const typed of ['Li.Na1', 'li.na1', ' LI.NA1 ', 'ｌｉ．ｎａ１']) {
      const answer = await signIn(typed, '另一个密码');
      expect([answer.statusCode, answer.json<{ login: string }>().login]).toEqual([200, 'Li.Na1']);
    }
    for (const typed of ['li.na2', 'lina1', 'li.n%', ''])
      expect((await signIn(typed, '另一个密码')).statusCode).not.toBe(200);
  });

  it('knows a login by its own spelling, whatever letters the database can make small', async () => {
    await saveCredentials(kit.store, [
      { personId: 'B', login: 'Ägidius.İ', ...(await keptOf('另一个密码')) },
    ]);
    expect((await signIn('Ägidius.İ', '另一个密码')).statusCode).toBe(200);
  });

  it('lets two logins that differ in case only be told apart by their own spelling, and guesses between them never', async () => {
    await saveCredentials(kit.store, [{ personId: 'B', login: 'A', ...(await keptOf('另一个密码')) }]);
    const who = async (login: string, password: string) =>
      (await signIn(login, password)).json<{ personId?: string }>().personId;
    expect([await who('a', '正确的密码'), await who('A', '另一个密码')]).toEqual(['A', 'B']);
    expect([await who('A', '正确的密码'), await who('ａ', '正确的密码')]).toEqual([undefined, undefined]);
  });

  it('counts guesses at one login together, however it is written', async () => {
    for (const login of ['a', 'A', 'ａ', ' a', 'Ａ'])
      expect((await signIn(login, 'falsch')).statusCode).toBe(401);
    expect((await signIn('a', '正确的密码')).statusCode).toBe(429);
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

  it('lets many guesses at once not past the limit, and tells nobody whether the name exists', async () => {
    for (const login of ['a', 'niemand']) {
      const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(login, 'falsch')));
      const codes = answers.map((answer) => answer.statusCode);
      expect([
        codes.filter((code) => code === 401).length,
        codes.filter((code) => code === 429).length,
      ]).toEqual([5, 7]);
      expect((await signIn(login, '正确的密码')).json()).toEqual({
        error: 'TooManyRequests',
        retryAfterMs: 30_000,
      });
    }
  });

  it('locks for twice as long after each more, an hour at most', async () => {
    for (let i = 0; i < 5; i += 1) await signIn('a', 'falsch');
    const waits: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      const { retryAfterMs } = (await signIn('a', 'falsch')).json<{ retryAfterMs: number }>();
      waits.push(retryAfterMs / 1_000);
      kit.now += retryAfterMs;
      await signIn('a', 'falsch');
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  it('is limited by address too: guessing through many names ends there', async () => {
    const codes: number[] = [];
    for (let i = 0; i < 51; i += 1) codes.push((await signIn(`name-${i}`, 'falsch')).statusCode);
    expect([codes.filter((code) => code === 401).length, codes.at(-1)]).toEqual([50, 429]);
  });

  it('is not limited by mistakes of weeks: a branch behind one address makes one now and then', async () => {
    const branch = await aServer({ limits: { signIn: 1_000 } });
    try {
      const codes = new Set<number>();
      for (let i = 0; i < 80; i += 1) {
        branch.now += 50 * 60_000;
        const payload = { login: `name-${i}`, password: 'vertippt', deviceName: '笔记本' };
        codes.add((await branch.app.inject({ method: 'POST', url: '/session', payload })).statusCode);
      }
      expect([...codes]).toEqual([401]);
      // Nor by a clock that was set back.
      branch.now -= 40 * 60_000;
      const payload = { login: 'name-80', password: 'vertippt', deviceName: '笔记本' };
      for (const code of [401, 401])
        expect((await branch.app.inject({ method: 'POST', url: '/session', payload })).statusCode).toBe(code);
    } finally {
      await branch.close();
    }
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
  it('that exchange tokens are counted by address, whatever they show', async () => {
    const small = await aServer({ limits: { refresh: 2 } });
    try {
      const statuses = [];
      for (const token of ['one', 'another', 'a third']) {
        const headers = { authorization: `Bearer ${token}` };
        const url = '/session/refresh';
        const answer = await small.app.inject({ method: 'POST', url, payload: {}, headers });
        statuses.push(answer.statusCode);
      }
      expect(statuses).toEqual([400, 400, 429]);
    } finally {
      await small.close();
    }
  });

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
    expect([answer.statusCode, answer.json()]).toEqual([401, { error: 'TokenRevoked', wipe: 'revoked' }]);
    expect(await kit.rows('customer')).toEqual([]);
  });

  it('that was revoked may hand over in parts what it had not sent; what is kept is never written over', async () => {
    const a = await kit.laptop('A');
    const [one, two, three] = ['c1', 'c2', 'c3'].map((id) =>
      a.change({ table: 'customer', id, scope: 'book:joint', cells: aCustomer(), kind: 'insert' }),
    );
    const give = async (...part: unknown[]) =>
      (await a.post('/session/handover', { changes: part })).json<unknown>();
    const kept = async () =>
      (JSON.parse((await readHandover(kit.store, a.device)) ?? '[]') as { id: string }[]).map(({ id }) => id);
    await revokeDevice(kit.store, a.device, kit.now);
    expect(await give(one, two)).toEqual({ kept: 2 });
    // An answer that was lost has it given again; the rest follows under a number of its own.
    expect(await give(one, two)).toEqual({ kept: 2 });
    expect(await give(one, two, three)).toEqual({ kept: 2 });
    expect(await give({ ...one, id: 'forged' })).toEqual({ kept: 0 });
    expect(await kept()).toEqual(['c1', 'c2']);
    expect(await give(three)).toEqual({ kept: 1 });
    expect(await kept()).toEqual(['c1', 'c2', 'c3']);
  });

  it('that was revoked may hand over what it had not sent, and nothing of it is applied', async () => {
    const a = await kit.laptop('A');
    const changes = [
      a.change({ table: 'customer', id: 'c1', scope: 'book:joint', cells: aCustomer(), kind: 'insert' }),
    ];
    expect((await a.post('/session/handover', { changes })).statusCode).toBe(401);
    await revokeDevice(kit.store, a.device, kit.now);
    expect((await a.post('/session/handover', { changes: [{}] })).statusCode).toBe(400);
    expect((await a.post('/session/handover', { changes })).json()).toEqual({ kept: 1 });
    expect(JSON.parse((await readHandover(kit.store, a.device)) ?? '')).toMatchObject([{ id: 'c1' }]);
    // It is kept, not applied.
    expect(await kit.rows('customer')).toEqual([]);
  });

  it('that signed out is refused too', async () => {
    const a = await kit.laptop('A');
    expect((await a.post('/session/end', {})).statusCode).toBe(200);
    const refused = await pull(a.token);
    // Its person decided at the desk what becomes of the data: it is not erased for that.
    expect([refused.statusCode, refused.json()]).toEqual([401, { error: 'TokenRevoked' }]);
  });

  it('without a token is nobody', async () => {
    expect((await pull('')).statusCode).toBe(401);
    expect((await pull('x'.repeat(5_000))).statusCode).toBe(401);
  });
});
