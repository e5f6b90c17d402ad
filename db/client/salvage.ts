import Database from 'better-sqlite3';
import { applyKey } from './cipher.ts';
import { writeMeta, type MetaKey } from './local/meta.ts';
import { DECIDED, type OutboxRow } from './local/outbox.ts';
import { addUpload } from './local/uploads.ts';

/** What the next sign-in would ask for, and what numbers and stamps must go on from. */
const KEPT: readonly MetaKey[] = [
  'clock',
  'tx',
  'device',
  'devices',
  'outboxOffset',
  'person',
  'server',
  'login',
  'token',
  'epoch',
  'clockOffset',
  'settings',
];

interface Salvaged {
  readonly meta: ReadonlyMap<MetaKey, string>;
  /** Every change that is still there; those that wait are what nobody else has. */
  readonly outbox: readonly OutboxRow[];
  /** Files that the server does not have. */
  readonly uploads: readonly { sha256: string; bytes: number }[];
}

/**
 * Brings what only this laptop had out of a damaged database into a new one: who is signed in, and the changes and files
 * that were not sent. All other rows come from the server. Returns how many unsent changes were saved; null where the damage
 * is in just these pages, and the person has to sign in again.
 */
export function salvage(damaged: string, key: Uint8Array, into: Database.Database): number | null {
  const found = readWhatIsLeft(damaged, key);
  if (!found) return null;
  into
    .transaction(() => {
      for (const [name, value] of found.meta) writeMeta(into, name, value);
      const insert = into.prepare(
        `INSERT INTO _outbox (id, tx, tbl, row_id, scope, kind, cells, before, clock, base, state, at, arrived_at)
         VALUES (@id, @tx, @tbl, @row_id, @scope, @kind, @cells, @before, @clock, @base, @state, @at, @arrived_at)`,
      );
      for (const row of found.outbox) insert.run(row);
      for (const { sha256, bytes } of found.uploads) addUpload(into, sha256, bytes);
    })
    .immediate();
  return found.outbox.filter(({ state }) => state !== DECIDED).length;
}

function readWhatIsLeft(file: string, key: Uint8Array): Salvaged | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { readonly: true });
    applyKey(db, key);
    const meta = new Map<MetaKey, string>();
    const read = db.prepare<[string], { value: string }>('SELECT value FROM _meta WHERE key = ?');
    for (const name of KEPT) {
      const row = read.get(name);
      if (row) meta.set(name, row.value);
    }
    const outbox = db
      .prepare<[], OutboxRow>(
        'SELECT id, tx, tbl, row_id, scope, kind, cells, before, clock, base, state, at, arrived_at FROM _outbox ORDER BY id',
      )
      .all();
    return meta.has('token') ? { meta, outbox, uploads: uploadsLeft(db) } : null;
  } catch {
    // Numbers must have no gaps: a part of the outbox is worth nothing.
    return null;
  } finally {
    db?.close();
  }
}

/** Changes are worth saving also where the list of files is damaged. */
function uploadsLeft(db: Database.Database): Salvaged['uploads'] {
  try {
    return db.prepare<[], Salvaged['uploads'][number]>('SELECT sha256, bytes FROM _upload').all();
  } catch {
    return [];
  }
}
