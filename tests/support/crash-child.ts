/**
 * A program to be killed: opens the desk of a folder and writes one customer after another, telling each after its
 * commit. `node crash-child.ts FOLDER`.
 */
import { writeSync } from 'node:fs';
import { addScope, setScope } from '../../db/client/local/scopes.ts';
import { writeMeta } from '../../db/client/local/meta.ts';
import { openDatabase } from '../../db/client/open.ts';
import { USE_CASES } from '../../src-main/core/commands.ts';
import { DERIVATIONS } from '../../src-main/core/derivations.ts';
import { Engine, type EngineOptions } from '../../src-main/core/engine/engine.ts';
import { SIGNED_OUT } from '../../src-main/core/engine/sync-status.ts';
import { completeCells } from '../../src-shared/schema/table.ts';
import { tableSpec } from '../../src-shared/schema/tables.ts';
import { aPerson, memoryBlobs } from './desk.ts';

const opened = openDatabase({ folder: process.argv[2] ?? '', key: new Uint8Array(32).fill(7) });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const { sqlite } = opened.value;
const engine = new Engine({
  sqlite,
  world: { now: Date.now, random: Math.random },
  blobs: memoryBlobs(),
  status: () => SIGNED_OUT,
  about: { version: '0.0.0', server: null },
  useCases: USE_CASES as EngineOptions['useCases'],
  derivations: DERIVATIONS,
});
engine.apply([], (rows) => {
  if (rows.read('person', 'me')) return;
  writeMeta(sqlite, 'person', 'me');
  writeMeta(sqlite, 'device', '1');
  addScope(sqlite, 'bank', 'read');
  addScope(sqlite, 'book:b1', 'write');
  setScope(sqlite, 'book:b1', { state: 'ready' });
  const put = (table: 'person' | 'book', cells: object): void =>
    rows.put(undefined, {
      table,
      id: table === 'person' ? 'me' : 'b1',
      scope: 'bank',
      deleted: 0,
      cells: completeCells(tableSpec(table), { ...cells }),
      marks: { row: [1, 900], units: {} },
    });
  put('person', aPerson({}));
  put('book', { name: 'B', kind: 'personal', unit_id: 'u' });
});
for (let i = 0; ; i += 1) {
  const fields = { kind: 'person', name: `第 ${i} 位` } as const;
  const result = engine.run('customer.create', { book_id: 'b1', fields });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  // Synchronous: what was told was told after its commit, and before the next begins.
  writeSync(1, `${(result.value as { id: string }).id}\n`);
}
