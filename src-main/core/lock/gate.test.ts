import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LockState } from '../../../src-shared/contract/lock.ts';
import type { FromCore } from '../../../src-shared/contract/wire.ts';
import { FakeTimers } from '../../../tests/support/laptop.ts';
import type { CoreSession } from '../core.ts';
import { eraseDesk, readWipe } from './erase.ts';
import { Gate } from './gate.ts';
import { fileKeeper } from './key-keeper.ts';

const PASSPHRASE = '春分前后 passphrase';
let folder: string;
let timers: FakeTimers;
let gates: Gate[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-gate-'));
  timers = new FakeTimers();
  gates = [];
});
afterEach(async () => {
  for (const gate of gates) await gate.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<Gate> {
  const gate = await Gate.start({
    folder,
    keys: fileKeeper(folder),
    about: { version: '0.0.0', server: null },
    signInAs: null,
    timers,
    now: () => timers.now,
  });
  if (!gate.ok) throw new Error(JSON.stringify(gate.error));
  gates.push(gate.value);
  return gate.value;
}

/** A window: asks, and sees what is pushed to it. */
class Window {
  readonly pushed: FromCore[] = [];
  readonly #session: CoreSession;
  readonly #waiting = new Map<number, (message: FromCore) => void>();
  #ref = 100;

  constructor(gate: Gate) {
    this.#session = gate.connect((message) => {
      if (message.t === 'done') this.#waiting.get(message.ref)?.(message);
      else this.pushed.push(message);
      for (const look of [...this.#looks]) look();
    });
  }
  readonly #looks = new Set<() => void>();

  send(t: 'run' | 'ask', name: string, input: unknown = {}): Promise<unknown> {
    const ref = (this.#ref += 1);
    return new Promise((resolve) => {
      this.#waiting.set(ref, (message) => resolve('result' in message ? message.result : null));
      this.#session.receive({ t, ref, name, input });
    });
  }

  watch(ref: number, name: string): void {
    this.#session.receive({ t: 'watch', ref, name, input: {} });
  }

  /** The newest value of a watch that fits. */
  seen(ref: number, fits: (value: unknown) => boolean): Promise<unknown> {
    const newest = (): unknown =>
      this.pushed.flatMap((one) => (one.t === 'value' && one.ref === ref ? [one.result] : [])).at(-1);
    return new Promise((resolve) => {
      const look = (): void => {
        const value = newest();
        if (value === undefined || !fits(value)) return;
        this.#looks.delete(look);
        resolve(value);
      };
      this.#looks.add(look);
      look();
    });
  }

  async state(): Promise<LockState['state']> {
    const result = (await this.send('ask', 'lock.state')) as { value: LockState };
    return result.value.state;
  }
}

const failed = (type: string) => ({ ok: false, error: { type } });
const fails = (type: string) => (value: unknown) => JSON.stringify(value).includes(`"${type}"`);
const works = (value: unknown): boolean => (value as { ok: boolean }).ok;

async function lockedDesk(): Promise<{ gate: Gate; window: Window }> {
  const gate = await open();
  const window = new Window(gate);
  expect(await window.send('run', 'lock.setPassphrase', { current: null, next: PASSPHRASE })).toMatchObject({
    ok: true,
  });
  return { gate, window };
}

describe('a desk without a passphrase', () => {
  test('opens by itself, and says that locking it would keep nobody out', async () => {
    const window = new Window(await open());
    expect(await window.state()).toBe('open');
    expect(await window.send('run', 'lock.now')).toEqual(failed('NoPassphrase'));
    expect(await window.send('ask', 'settings.all')).toMatchObject({ ok: true });
  });

  test('takes no passphrase that is too short', async () => {
    const window = new Window(await open());
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
    const window = new Window(await open());
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
    const window = new Window(await open());
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
    const window = new Window(await open());
    expect(await window.state()).toBe('wiped');
    expect(readdirSync(folder)).toEqual(['desk.wiped.json']);
  });
});
