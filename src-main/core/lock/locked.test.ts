/**
 * What a desk says while it may not be seen, stated whole: for every command and query of the contract, those among them
 * that are added one day. What a window still shows and holds is `tests/e2e/lock.spec.ts`.
 */
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyKey } from '../../../db/client/cipher.ts';
import { writeMeta } from '../../../db/client/local/meta.ts';
import { databaseFile } from '../../../db/client/open.ts';
import { COMMANDS, QUERIES } from '../../../src-shared/contract/contract.ts';
import type { FromCore } from '../../../src-shared/contract/wire.ts';
import { GateBed, GateWindow, PASSPHRASE } from '../../../tests/support/gate-bed.ts';
import { findKey, fileKeeper } from './key-keeper.ts';

let bed: GateBed;
beforeEach(() => {
  bed = new GateBed();
});
afterEach(() => bed.close());

const failed = (type: string) => ({ ok: false, error: { type } });
const but = (names: object, few: readonly string[]) =>
  Object.keys(names).filter((name) => !few.includes(name));

/** How each name is answered, where it is not answered like nearly all of them. */
async function othersThan(type: string, window: GateWindow): Promise<Record<string, unknown>> {
  const others: Record<string, unknown> = {};
  const note = (name: string, answer: unknown): void => {
    if (JSON.stringify(answer) !== JSON.stringify(failed(type))) others[name] = answer;
  };
  for (const name of but(COMMANDS, ['lock.unlock', 'lock.beginAnew']))
    note(name, await window.send('run', name));
  let ref = 0;
  for (const name of Object.keys(QUERIES)) {
    note(name, await window.send('ask', name));
    window.watch((ref += 1), name);
    note(`${name} watched`, await window.seen(ref, () => true));
  }
  return others;
}

describe('a locked desk', () => {
  test('refuses every command and every query, once or live; but that it is locked, anybody may hear', async () => {
    const { window } = await bed.sealed();
    await window.send('run', 'lock.now');
    const state = { ok: true, value: expect.objectContaining({ state: 'locked' }) };
    expect(await othersThan('Locked', window)).toEqual({
      // A sign of life; and what is done already.
      'lock.active': { ok: true, value: undefined },
      'lock.now': { ok: true, value: undefined },
      'lock.setPassphrase': expect.objectContaining({ ok: false }),
      'lock.state': state,
      'lock.state watched': state,
    });
    const change = { current: PASSPHRASE, next: 'another passphrase' };
    expect(await window.send('run', 'lock.setPassphrase', change)).toEqual(failed('Locked'));
    // A new beginning is for a desk that was erased: here it is none, and opens nothing.
    await window.send('run', 'lock.beginAnew');
    expect(await window.state()).toBe('locked');
  });

  test('says nothing more of what was asked before: each question has one answer, and none comes late', async () => {
    const { gate, window } = await bed.sealed();
    window.watch(1, 'settings.all');
    window.watch(2, 'session.state');
    await window.seen(1, () => true);
    const asked = Array.from({ length: 40 }, () => window.send('ask', 'settings.all'));
    void window.send('run', 'settings.set', { theme: 'dark' });
    gate.lock();
    await Promise.all(asked);
    // Closing waits for whatever is under way behind the gate.
    await gate.close();
    const told = (message: FromCore): boolean => 'result' in message && message.result.ok;
    const locked = window.heard.findIndex((one) => JSON.stringify(one).includes('"Locked"'));
    expect(locked).toBeGreaterThan(0);
    expect(window.heard.slice(locked).filter((one) => told(one) || one.t === 'rows')).toEqual([]);
    const refs = window.heard.flatMap((one) => (one.t === 'done' ? [one.ref] : []));
    expect(new Set(refs).size).toBe(refs.length);
  });
});

test('a desk whose lease is over answers what it takes to come online again, and nothing else', async () => {
  await (await bed.open()).close();
  const key = await findKey(fileKeeper(bed.folder));
  const db = new Database(databaseFile(bed.folder));
  applyKey(db, key.ok && 'key' in key.value ? key.value.key : new Uint8Array());
  for (const name of ['leaseMs', 'contactAt', 'device'] as const) writeMeta(db, name, '1');
  for (const name of ['token', 'person', 'login'] as const) writeMeta(db, name, 'a');
  writeMeta(db, 'server', 'http://127.0.0.1:9');
  db.close();
  const window = new GateWindow(await bed.open());
  window.watch(900, 'lock.state');
  await window.seen(900, (value) => JSON.stringify(value).includes('"lease_over"'));
  expect(Object.keys(await othersThan('LeaseOver', window)).sort()).toEqual(
    [
      ['lock.active', 'lock.now', 'lock.setPassphrase', 'lock.state', 'lock.state watched'],
      ['session.beginProvider', 'session.cancelProvider', 'session.finishProvider', 'session.signIn'],
      ['session.signOut', 'session.state', 'session.state watched', 'session.ways'],
      ['settings.all', 'settings.all watched', 'settings.set'],
      ['sync.now', 'sync.state', 'sync.state watched'],
    ].flat(),
  );
});
