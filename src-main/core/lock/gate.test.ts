import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KEY_BYTES } from '../../../db/client/cipher.ts';
import { writeMeta } from '../../../db/client/local/meta.ts';
import { addScope } from '../../../db/client/local/scopes.ts';
import { openDatabase } from '../../../db/client/open.ts';
import type { FakeTimers } from '../../../tests/support/laptop.ts';
import { GateBed, GateWindow, nowhere, PASSPHRASE } from '../../../tests/support/gate-bed.ts';
import { completeCells, type NewRowOf } from '../../../src-shared/schema/table.ts';
import { tableSpec, type TableName, type Tables } from '../../../src-shared/schema/tables.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import { EngineHost } from '../engine/engine-host.ts';
import type { Network } from '../sync/network.ts';
import { eraseDesk, readWipe } from './erase.ts';
import type { Gate } from './gate.ts';
import { fileKeeper } from './key-keeper.ts';
import { sealKey } from './sealed-key.ts';

let bed: GateBed;
let folder: string;
let timers: FakeTimers;
beforeEach(() => {
  bed = new GateBed();
  ({ folder, timers } = bed);
});
afterEach(() => bed.close());

const open = (network?: Network): Promise<Gate> => bed.open(network);
const lockedDesk = (network?: Network) => bed.sealed(network);

const failed = (type: string) => ({ ok: false, error: { type } });
const fails = (type: string) => (value: unknown) => JSON.stringify(value).includes(`"${type}"`);
const works = (value: unknown): boolean => (value as { ok: boolean }).ok;

describe('a desk without a passphrase', () => {
  test('opens by itself, and says that locking it would keep nobody out', async () => {
    const window = new GateWindow(await open());
    expect(await window.state()).toBe('open');
    expect(await window.send('run', 'lock.now')).toEqual(failed('NoPassphrase'));
    expect(await window.send('ask', 'settings.all')).toMatchObject({ ok: true });
  });

  test('takes no passphrase that is too short', async () => {
    const window = new GateWindow(await open());
    expect(await window.send('run', 'lock.setPassphrase', { current: null, next: 'short' })).toMatchObject(
      failed('BadInput'),
    );
  });
});

describe('a locked desk', () => {
  test('answers nothing, has its database closed and lets the folder go; the passphrase opens it', async () => {
    const { window } = await lockedDesk();
    await window.send('run', 'settings.set', { theme: 'dark' });
    expect(await window.send('run', 'lock.now')).toMatchObject({ ok: true });
    expect(await window.state()).toBe('locked');
    expect(await window.send('ask', 'settings.all')).toEqual(failed('Locked'));
    expect(await window.send('run', 'settings.set', { theme: 'light' })).toEqual(failed('Locked'));
    // The mark of an open database is gone: it was closed, not hidden.
    expect(existsSync(path.join(folder, 'desk.open'))).toBe(false);
    expect(await window.send('run', 'lock.unlock', { passphrase: 'not this one' })).toEqual(
      failed('WrongPassphrase'),
    );
    expect(await window.send('run', 'lock.unlock', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    expect(await window.send('ask', 'settings.all')).toMatchObject({ value: { theme: 'dark' } });
  });

  test('takes from a window what it was shown, and gives it back when it opens', async () => {
    const { window } = await lockedDesk();
    window.watch(1, 'settings.all');
    window.watch(2, 'lock.state');
    await window.seen(1, works);
    await window.send('run', 'lock.now');
    await window.seen(1, fails('Locked'));
    expect(await window.seen(2, (value) => JSON.stringify(value).includes('"locked"'))).toMatchObject({
      ok: true,
    });
    await window.send('run', 'lock.unlock', { passphrase: PASSPHRASE });
    await window.seen(1, works);
    expect(await window.seen(2, (value) => JSON.stringify(value).includes('"open"'))).toMatchObject({
      ok: true,
    });
  });

  test('stays locked after a restart: the key on the disk is sealed', async () => {
    const { gate } = await lockedDesk();
    await gate.close();
    const window = new GateWindow(await open());
    expect(await window.state()).toBe('locked');
    expect(existsSync(path.join(folder, 'desk.open'))).toBe(false);
    expect(readFileSync(path.join(folder, 'desk.key.txt'), 'utf8')).toContain('"sealed"');
    expect(await window.send('run', 'lock.unlock', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
  });

  test('looks at no more guesses for a while after five wrong ones, even if they come at once', async () => {
    const { window } = await lockedDesk();
    await window.send('run', 'lock.now');
    const guesses = await Promise.all(
      Array.from({ length: 8 }, (_, i) => window.send('run', 'lock.unlock', { passphrase: `guess ${i}` })),
    );
    const types = guesses.map((guess) => (guess as { error: { type: string } }).error.type);
    expect(types.filter((type) => type === 'WrongPassphrase')).toHaveLength(5);
    expect(types.filter((type) => type === 'TooManyTries')).toHaveLength(3);
    expect(await window.send('run', 'lock.unlock', { passphrase: PASSPHRASE })).toMatchObject(
      failed('TooManyTries'),
    );
    timers.now += 300_000;
    expect(await window.send('run', 'lock.unlock', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
  });

  test('changes its passphrase only with the old one, and loses it the same way', async () => {
    const { window } = await lockedDesk();
    const change = (current: string | null, next: string | null) =>
      window.send('run', 'lock.setPassphrase', { current, next });
    expect(await change(null, 'another passphrase')).toEqual(failed('WrongPassphrase'));
    expect(await change(PASSPHRASE, 'another passphrase')).toMatchObject({ ok: true });
    expect(await change(PASSPHRASE, null)).toEqual(failed('WrongPassphrase'));
    expect(await change('another passphrase', null)).toMatchObject({ ok: true });
    expect(await window.send('run', 'lock.now')).toEqual(failed('NoPassphrase'));
  });
});

test('a reminder that fell due while the desk was locked is told when it opens, once, and by nobody else before', async () => {
  const key = new Uint8Array(KEY_BYTES).fill(3);
  await anAppointmentSoon(key, '拜访云岫');
  await fileKeeper(folder).write(await sealKey(key, PASSPHRASE));
  const window = new GateWindow(await open());
  const told = (): unknown[] =>
    window.pushed.flatMap((one) => (one.t === 'remind' ? one.items.map(({ title }) => title) : []));
  expect([await window.state(), told()]).toEqual(['locked', []]);
  const unlock = () => window.send('run', 'lock.unlock', { passphrase: PASSPHRASE });
  await unlock();
  await window.pushedOne('remind');
  await window.send('run', 'lock.now');
  await unlock();
  // Answered by the worker that reminds, after whatever it told at its start.
  expect(await window.send('run', 'settings.set', { theme: 'dark' })).toMatchObject({ ok: true });
  expect(told()).toEqual(['拜访云岫']);
});

/** Begins in an hour by the clock of this machine, which the desk's workers go by; its reminder was due half an hour ago. */
async function anAppointmentSoon(key: Uint8Array, title: string): Promise<void> {
  const opened = openDatabase({ folder, key });
  if (!opened.ok) throw new Error(opened.error.type);
  const { sqlite } = opened.value;
  const scope = scopeOf('calendar', 'me');
  writeMeta(sqlite, 'person', 'me');
  addScope(sqlite, scope, 'write');
  opened.value.close();
  const host = EngineHost.open({
    folder,
    key,
    about: { version: '0.0.0', server: null },
    signInAs: null,
    world: { now: Date.now, random: () => 0.5 },
    network: nowhere,
    timers,
    deviceName: 'test',
    log: () => undefined,
    post: () => undefined,
  });
  if (!host.ok) throw new Error(host.error.type);
  const wall = (minutes: number): string =>
    new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);
  const put = <N extends TableName>(table: N, cells: NewRowOf<Tables[N]>): void =>
    host.value.engine.apply([], (rows) =>
      rows.put(undefined, {
        table,
        id: 'me',
        scope,
        deleted: 0,
        cells: completeCells(tableSpec(table), cells),
        marks: { row: [1, 900], units: {} },
      }),
    );
  put('event', {
    all_day: 0,
    start: wall(60),
    end: wall(120),
    zone: 'UTC',
    kind: 'visit',
    title,
    organiser_id: 'me',
    status: 'confirmed',
    transparency: 'busy',
    privacy: 'normal',
    reminders: '90',
  });
  await host.value.close();
}

describe('a desk that nobody uses', () => {
  test('locks itself after the minutes of the setting; a sign of life begins the wait anew', async () => {
    const { window } = await lockedDesk();
    window.watch(2, 'lock.state');
    window.watch(1, 'settings.all');
    await window.send('run', 'settings.set', { lockMinutes: 5 });
    // Whoever watches is told in turn; the gate began to watch before this window.
    await window.seen(1, (value) => JSON.stringify(value).includes('"lockMinutes":5'));
    timers.pass(4 * 60_000);
    await window.send('run', 'lock.active');
    timers.pass(4 * 60_000);
    expect(await window.state()).toBe('open');
    timers.pass(60_000);
    expect(await window.seen(2, (value) => JSON.stringify(value).includes('"locked"'))).toMatchObject({
      ok: true,
    });
  });

  test('locks at once when the screen is locked or the machine goes to sleep', async () => {
    const { gate, window } = await lockedDesk();
    window.watch(2, 'lock.state');
    gate.lock();
    expect(await window.seen(2, (value) => JSON.stringify(value).includes('"locked"'))).toMatchObject({
      ok: true,
    });
  });
});

describe('a locked desk asks the bank whether it is to be erased', () => {
  const STANDING = {
    server: 'https://server.test',
    device: 7,
    proof: 'ab'.repeat(32),
    lost: 1,
    parcels: [
      { changes: 3, sealed: 'AAAA' },
      { changes: 2, sealed: 'BBBB' },
    ],
  };
  const who = { device: STANDING.device, proof: STANDING.proof };
  let asked: [path: string, body: unknown][];
  let said: Record<string, unknown> | null;
  /** What is waited for before an answer comes. */
  let hold: Promise<void>;
  const bank: Network = {
    ...nowhere,
    fetch: async (url, { body }) => {
      const { pathname } = new URL(url);
      asked.push([pathname, JSON.parse(String(body))]);
      await hold;
      if (said === null) throw new TypeError('fetch failed');
      const second = String(body).includes('BBBB');
      if (pathname.endsWith('/handover'))
        return Response.json(second ? { error: 'x' } : { kept: 3 }, { status: second ? 400 : 200 });
      return Response.json(said);
    },
  };
  beforeEach(() => {
    asked = [];
    said = {};
    hold = Promise.resolve();
  });
  /** As it is at a start: the key sealed, nothing open. */
  async function locked(): Promise<{ gate: Gate; window: GateWindow }> {
    await fileKeeper(folder).write(await sealKey(new Uint8Array(KEY_BYTES).fill(3), PASSPHRASE));
    writeFileSync(path.join(folder, 'desk.standing.json'), JSON.stringify(STANDING));
    const gate = await open(bank);
    const window = new GateWindow(gate);
    window.watch(2, 'lock.state');
    return { gate, window };
  }
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  test('when it is locked, when the machine wakes and every five minutes, with its number and the proof alone', async () => {
    const { gate, window } = await locked();
    await settled();
    expect(asked).toEqual([['/session/standing', who]]);
    gate.wake();
    await settled();
    timers.pass(5 * 60_000);
    await settled();
    expect(asked).toHaveLength(3);
    // One that is unlocked before the answer comes asks for itself, in the name of whoever is signed in.
    let answer = (): void => undefined;
    hold = new Promise((resolve) => (answer = resolve));
    said = { wipe: 'revoked' };
    timers.pass(5 * 60_000);
    await window.send('run', 'lock.unlock', { passphrase: PASSPHRASE });
    answer();
    await settled();
    timers.pass(10 * 60_000);
    await settled();
    expect([asked.length, await window.state(), readWipe(folder)]).toEqual([4, 'open', null]);
  });

  test('and is erased then, key and all; what was not sent is handed over as it was sealed', async () => {
    said = { wipe: 'left' };
    const { window } = await locked();
    await window.seen(2, (value) => JSON.stringify(value).includes('"handedOver":3'));
    await window.send('run', 'lock.unlock', { passphrase: PASSPHRASE });
    expect([await window.state(), readdirSync(folder)]).toEqual(['wiped', ['desk.wiped.json']]);
    expect(readWipe(folder)).toMatchObject({ reason: 'left', handedOver: 3, lost: 3 });
    expect(asked.slice(1)).toEqual([
      ['/session/standing/handover', { ...who, sealed: 'AAAA' }],
      ['/session/standing/handover', { ...who, sealed: 'BBBB' }],
    ]);
  });

  test.each([
    ['nobody answers', null],
    ['the server has no such wish', {}],
    ['the reason is one of a later version', { wipe: 'moved' }],
    ['something else answers in its place', { html: 'Welcome' }],
  ])('and stays as it is where %s', async (_what, answer) => {
    said = answer;
    const { window } = await locked();
    await settled();
    expect([asked.length, await window.state(), readWipe(folder)]).toEqual([1, 'locked', null]);
    expect(readdirSync(folder).sort()).toEqual(['desk.key.txt', 'desk.standing.json']);
  });
});

describe('an erased desk', () => {
  const FACTS = { at: 1_764_000_000_000, reason: 'revoked', handedOver: 2, lost: 1 } as const;

  test('has nothing left but the mark that says so, and begins anew with another key', async () => {
    const gate = await open();
    const before = readFileSync(path.join(folder, 'desk.key.txt'), 'utf8');
    await gate.close();
    mkdirSync(path.join(folder, 'attachments/ab'), { recursive: true });
    writeFileSync(path.join(folder, 'attachments/ab/blob'), 'x');
    writeFileSync(path.join(folder, 'not-ours.txt'), 'kept');
    await eraseDesk(folder, fileKeeper(folder), FACTS);
    expect(readdirSync(folder).sort()).toEqual(['desk.wiped.json', 'not-ours.txt']);
    const window = new GateWindow(await open());
    expect(await window.send('ask', 'lock.state')).toMatchObject({ value: { state: 'wiped', wiped: FACTS } });
    expect(await window.send('ask', 'session.state')).toEqual(failed('Wiped'));
    expect(await window.send('run', 'lock.beginAnew')).toMatchObject({ ok: true });
    expect(await window.send('ask', 'session.state')).toMatchObject({ value: { status: 'signed_out' } });
    expect(readFileSync(path.join(folder, 'desk.key.txt'), 'utf8')).not.toBe(before);
    expect(readWipe(folder)).toBeNull();
  });

  test('whose wipe was cut off is erased at the next start, before anything is opened', async () => {
    const gate = await open();
    await gate.close();
    writeFileSync(path.join(folder, 'desk.wiped.json'), '{"half');
    const window = new GateWindow(await open());
    expect(await window.state()).toBe('wiped');
    expect(readdirSync(folder)).toEqual(['desk.wiped.json']);
  });
});
