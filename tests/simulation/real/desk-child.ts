/**
 * A desk to be killed: `node desk-child.ts FOLDER SERVER LOGIN NAME SEED`. The desk's own core on its folder, syncing
 * over the real network, while somebody works on it all the time. Says on standard output, one JSON line each:
 * `ready` with SQLite's own check of the file, then every change that was acknowledged. Anything on standard input ends
 * the work; then `settled` says again and again what is here while nothing waits.
 */
import { writeSync } from 'node:fs';
import { AnyRows } from '../../../db/client/any-rows.ts';
import { anyWaiting } from '../../../db/client/local/outbox.ts';
import { allScopes, scopeRow } from '../../../db/client/local/scopes.ts';
import { readMeta } from '../../../db/client/local/meta.ts';
import { RowStore } from '../../../db/client/row-store.ts';
import { RowTransaction } from '../../../db/client/row-transaction.ts';
import { DEMO_PASSWORD } from '../../../db/demo/credentials.ts';
import { EngineHost } from '../../../src-main/core/engine/engine-host.ts';
import { realNetwork } from '../../../src-main/core/sync/network.ts';
import { seeded } from '../../../src-shared/kernel/seeded.ts';
import {
  addChecksums,
  checksumText,
  EMPTY_CHECKSUM,
  rowChecksum,
} from '../../../src-shared/sync/checksum.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import type { Said } from './said.ts';
import { Work } from './work.ts';

const [folder = '', server = '', login = '', name = '', seed = ''] = process.argv.slice(2);
/** Synchronous: what was said was said after its commit, and before the next begins. */
const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);
const random = seeded(seed);

/** Waiting is cut short: a run of kills has no time for a minute's back-off. */
const LONGEST_MS = 300;
const EVERY_MS = 25;
const SETTLE_MS = 700;

const opened = EngineHost.open({
  folder,
  key: new Uint8Array(32).fill(7),
  about: { version: '0.0.0', server },
  signInAs: null,
  world: { now: Date.now, random: () => random.next() },
  network: realNetwork,
  timers: {
    after: (ms, work) => {
      const timer = setTimeout(work, Math.min(ms, LONGEST_MS));
      return () => clearTimeout(timer);
    },
  },
  deviceName: name,
  log: (event, fields) => say({ log: event, fields }),
  post: () => undefined,
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const host = opened.value;
const { sqlite } = host.engine;
const integrity = String(sqlite.pragma('integrity_check', { simple: true }));
host.start();
if (readMeta(sqlite, 'token') === null) {
  await host.receive({
    t: 'run',
    call: 1,
    name: 'session.signIn',
    input: { server, login, password: DEMO_PASSWORD },
  });
}
say({ ready: true, integrity });

const me = (): string => readMeta(sqlite, 'person') ?? '';
const complete = (): boolean => {
  const scopes = allScopes(sqlite);
  return scopes.length > 1 && scopes.every(({ state }) => state === 'ready');
};
/** Each scope's cursor, and what its rows really add up to. */
function counted(): Record<string, [number, string]> {
  const rows = new AnyRows(new RowTransaction(new RowStore(sqlite)));
  const told: Record<string, [number, string]> = {};
  for (const { scope, cursor } of allScopes(sqlite)) {
    let sum = EMPTY_CHECKSUM;
    for (const row of rows.ofScope(scope)) sum = addChecksums(sum, rowChecksum(row));
    told[scope] = [cursor, checksumText(sum)];
  }
  return told;
}

const work = new Work(host.engine, { next: () => random.next(), name, me });
const timer = setInterval(() => {
  // A first sync is killed too; work begins when the own calendar is there.
  if (scopeRow(sqlite, scopeOf('calendar', me()))?.state !== 'ready') return;
  const done = work.step();
  if (done) say({ done });
}, EVERY_MS);

process.stdin.once('data', () => {
  clearInterval(timer);
  setInterval(() => {
    host.sync.ask();
    if (!anyWaiting(sqlite) && complete()) say({ settled: counted() });
  }, SETTLE_MS);
});
