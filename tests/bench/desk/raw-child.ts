import Database from 'better-sqlite3';
import { parseArgs } from 'node:util';
import { applyKey } from '../../../db/client/cipher.ts';
import { databaseFile } from '../../../db/client/open.ts';
import { fileKeyStore } from '../../../src-main/core/key-store.ts';

/** What the same machine needs at the least: one process, one connection with the key, fifty rows along an index. */
const { values } = parseArgs({ options: { data: { type: 'string' } } });
const folder = values.data ?? '';
const key = fileKeyStore.key(folder);
if (!key.ok) throw new Error(key.error.type);
const sqlite = new Database(databaseFile(folder), { readonly: true });
applyKey(sqlite, key.value);
const rows = sqlite.prepare('SELECT * FROM customer ORDER BY id LIMIT 50').all();
console.log(JSON.stringify({ ready: performance.now(), rows: rows.length }));
