import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../../db/client/open.ts';
import { benchRow } from './rows.ts';

/**
 * The raw insert that the sync is measured against: the same rows into a database encrypted and tuned as the desk's is,
 * one plain statement, the chunks of the measurement. Prints one line of JSON.
 */
const [count, chunk] = process.argv.slice(2).map(Number) as [number, number];
const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-raw-'));
const opened = openDatabase({ folder, key: new Uint8Array(32).fill(7) });
if (!opened.ok) throw new Error(opened.error.type);
const { sqlite } = opened.value;
const place = { scope: 'book:x', customer: 'c', product: 'p' };
const columns = Object.keys(benchRow(0, place));
sqlite.exec(
  `CREATE TABLE raw (${columns.map((name) => `${name} ${name === 'id' ? 'TEXT PRIMARY KEY' : name === 'amount' || name === 'deleted' ? 'INTEGER' : 'TEXT'}`).join(', ')}) STRICT`,
);
const insert = sqlite.prepare(`INSERT INTO raw VALUES (${columns.map(() => '?').join(', ')})`);
const rows = Array.from({ length: count }, (_, at) =>
  Object.values(
    benchRow(at, { ...place, customer: benchRow(at, place).id, product: benchRow(at, place).id }),
  ),
);
const before = process.cpuUsage();
const started = performance.now();
for (let at = 0; at < rows.length; at += chunk) {
  sqlite.exec('BEGIN');
  for (const row of rows.slice(at, at + chunk)) insert.run(row);
  sqlite.exec('COMMIT');
}
const wallMs = performance.now() - started;
const { user, system } = process.cpuUsage(before);
opened.value.close();
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 }));
