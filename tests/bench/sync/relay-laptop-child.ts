import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../../db/client/open.ts';
import { moment } from './bench-laptop.ts';

/** A laptop beside the bare relay: commits a change, sends it; commits what comes, and says when. */
const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-relay-'));
const opened = openDatabase({ folder, key: new Uint8Array(32).fill(7) });
if (!opened.ok) throw new Error(opened.error.type);
const { sqlite } = opened.value;
sqlite.exec('CREATE TABLE relayed (id TEXT PRIMARY KEY, value TEXT) STRICT');
const keep = sqlite.prepare('REPLACE INTO relayed VALUES (?, ?)');
const socket = new WebSocket(`ws://127.0.0.1:${process.argv[2]}`);
socket.addEventListener('open', () => process.send!('ready'));
socket.addEventListener('message', (event) => {
  const { id, value } = JSON.parse(String(event.data)) as { id: string; value: string };
  keep.run(id, value);
  process.send!({ arrived: moment() });
});
process.on('message', (message) => {
  const { id, value } = message as { id: string; value: string };
  const sent = moment();
  keep.run(id, value);
  socket.send(JSON.stringify({ id, value }));
  process.send!({ sent });
});
process.on('disconnect', () => {
  socket.close();
  opened.value.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
