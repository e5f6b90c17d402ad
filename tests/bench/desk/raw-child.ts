import Database from 'better-sqlite3';
import { parseArgs } from 'node:util';
import { applyKey } from '../../../db/client/cipher.ts';
import { databaseFile } from '../../../db/client/open.ts';
import { keyIn } from '../../support/key-file.ts';

/** What the same machine needs at the least: one process, one connection with the key, fifty rows along an index. */
const { values } = parseArgs({ options: { data: { type: 'string' } } });
const folder = values.data ?? '';
const key = keyIn(folder);
const sqlite = new Database(databaseFile(folder), { readonly: true });
applyKey(sqlite, key);
const rows = sqlite.prepare('SELECT * FROM customer ORDER BY id LIMIT 50').all();
console.log(JSON.stringify({ ready: performance.now(), rows: rows.length }));
