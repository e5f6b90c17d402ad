import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import expressPouchDb from 'express-pouchdb';
import PouchDB from 'pouchdb';
import { benchRow } from '../sync/rows.ts';
import { measured, report } from './measure.mjs';

/**
 * The same rows through PouchDB: A and B on LevelDB, the server express-pouchdb on LevelDB, all in this one process, so
 * that its processor time is that of all three. No rights, no encryption.
 */
const [rows, edits, single] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-pouch-'));
const Stored = PouchDB.defaults({ prefix: `${folder}${path.sep}` });
const server = createServer(expressPouchDb(Stored, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/shared`;
const [a, b, c] = ['a', 'b', 'c'].map((name) => new Stored(name));
const place = { scope: 'book:x', customer: 'c', product: 'p' };
const CHUNK = 500;

async function write(count, change) {
  for (let at = 0; at < count; at += CHUNK) {
    const ids = Array.from({ length: Math.min(CHUNK, count - at) }, (_, index) => at + index);
    await a.bulkDocs(await change(ids));
  }
}
const options = { batch_size: CHUNK };
const throughServer = async () => {
  await a.replicate.to(url, options);
  await b.replicate.from(url, options);
};

const replicated = await measured(async () => {
  await write(rows, (ids) =>
    ids.map((at) => {
      const { id, ...cells } = benchRow(at, place);
      return { _id: id, ...cells };
    }),
  );
  await throughServer();
});
const first = await measured(() => c.replicate.from(url, options));
await write(edits, async (ids) => {
  const found = await a.allDocs({ keys: ids.map((at) => benchRow(at, place).id), include_docs: true });
  return found.rows.map(({ doc }, at) => ({ ...doc, detail_en: `Looked at again ${at}` }));
});
const edited = await measured(throughServer);

const live = { live: true, retry: true, batch_size: CHUNK };
const lines = [a.replicate.to(url, live), b.replicate.from(url, live)];
const times = [];
for (let at = 0; at < single; at += 1) {
  const { id } = benchRow(at % 50, place);
  const doc = await a.get(id);
  const changes = b.changes({ since: 'now', live: true });
  await new Promise((resolve) => setImmediate(resolve));
  const started = performance.now();
  const arrived = new Promise((resolve) => changes.on('change', () => resolve(performance.now())));
  await a.put({ ...doc, detail_en: `change ${at}` });
  times.push((await arrived) - started);
  changes.cancel();
}
for (const line of lines) line.cancel();
const { doc_count } = await b.info();
report({ replicated, first, edited, times, held: doc_count });
server.closeAllConnections();
server.close();
rmSync(folder, { recursive: true, force: true });
process.exit();
