import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMergeableStore } from 'tinybase';
import { createFilePersister } from 'tinybase/persisters/persister-file';
import { createWsServer } from 'tinybase/synchronizers/synchronizer-ws-server';
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';
import { WebSocket, WebSocketServer } from 'ws';
import { benchRow } from '../sync/rows.ts';
import { measured, report } from './measure.mjs';

/**
 * The same rows through TinyBase: mergeable stores in memory at A and B, a WebSocket server between them that keeps a
 * store too, all in this one process. Each is written to a file once at the end of a step. No rights, no encryption.
 */
const [rows, edits, single] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-tiny-'));
const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
await once(sockets, 'listening');
const server = createWsServer(sockets, (pathId) =>
  createFilePersister(createMergeableStore(), path.join(folder, `server-${pathId}.json`)),
);
const url = `ws://127.0.0.1:${sockets.address().port}/shared`;
const place = { scope: 'book:x', customer: 'c', product: 'p' };
const CHUNK = 500;

function laptop(name) {
  const store = createMergeableStore(name);
  return { store, persister: createFilePersister(store, path.join(folder, `${name}.json`)) };
}
async function connected({ store }) {
  const synchronizer = await createWsSynchronizer(store, new WebSocket(url), 60);
  await synchronizer.startSync();
}
const settled = async (isTrue) => {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
};
const last = benchRow(rows - 1, place).id;
const [a, b, c] = ['a', 'b', 'c'].map(laptop);
await connected(a);
await connected(b);

const replicated = await measured(async () => {
  for (let at = 0; at < rows; at += CHUNK) {
    a.store.transaction(() => {
      for (let row = at; row < Math.min(rows, at + CHUNK); row += 1) {
        const { id, closed_on: _, ...cells } = benchRow(row, place);
        a.store.setRow('holding', id, cells);
      }
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
  await settled(() => b.store.hasRow('holding', last) && b.store.getRowCount('holding') === rows);
  await a.persister.save();
  await b.persister.save();
});
const first = await measured(async () => {
  await connected(c);
  await settled(() => c.store.getRowCount('holding') === rows);
  await c.persister.save();
});
const edited = await measured(async () => {
  for (let at = 0; at < edits; at += CHUNK) {
    a.store.transaction(() => {
      for (let row = at; row < Math.min(edits, at + CHUNK); row += 1)
        a.store.setCell('holding', benchRow(row, place).id, 'detail_en', `Looked at again ${row}`);
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { id } = benchRow(edits - 1, place);
  await settled(() => b.store.getCell('holding', id, 'detail_en') === `Looked at again ${edits - 1}`);
});
const times = [];
for (let at = 0; at < single; at += 1) {
  const { id } = benchRow(at % 50, place);
  const arrived = new Promise((resolve) => {
    const listener = b.store.addCellListener('holding', id, 'detail_en', () => {
      b.store.delListener(listener);
      resolve(performance.now());
    });
  });
  const started = performance.now();
  a.store.setCell('holding', id, 'detail_en', `change ${at}`);
  times.push((await arrived) - started);
}
report({ replicated, first, edited, times, held: b.store.getRowCount('holding') });
await server.destroy();
rmSync(folder, { recursive: true, force: true });
process.exit();
