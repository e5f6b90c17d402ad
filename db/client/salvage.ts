import Database from 'better-sqlite3';
import { applyKey } from './cipher.ts';
import { writeMeta, type MetaKey } from './local/meta.ts';
import { DECIDED, lastOutboxId, type OutboxRow } from './local/outbox.ts';
import type { RefusedRow } from './local/refused.ts';
import { addUpload } from './local/uploads.ts';

/**
 * What the next sign-in would ask for, what numbers, stamps and the lease must go on from, and what nobody else knows. How far
 * sync had come is not among it: that begins anew.
 */
const KEPT: readonly MetaKey[] = [
  'clock',
  'tx',
  'device',
  'deviceSince',
  'spans',
  'devices',
  'outboxOffset',
  'person',
  'server',
  'login',
  'token',
  'refresh',
  'renewAt',
  'protocol',
  'epoch',
  'clockOffset',
  'settings',
  'leaseMs',
  'contactAt',
  'seenAt',
  'deletionsConfirmed',
  'exports',
  'drafts',
  'flagsFrom',
];

interface Salvaged {
  readonly meta: ReadonlyMap<MetaKey, string>;
  /** Every change that is still there; those that wait are what nobody else has. */
  readonly outbox: readonly OutboxRow[];
  /** The number of the newest change there ever was. */
  readonly last: number;
  /** What the server refused and is kept for the person. */
  readonly refused: readonly RefusedRow[];
  /** What was read, put off, or is to be kept here. */
  readonly flags: readonly { kind: string; id: string; at: number }[];
  /** Files that the server does not have. */
  readonly uploads: readonly { sha256: string; bytes: number }[];
}

/**
 * Brings what only this laptop had out of a damaged database into a new one: who is signed in, the changes and files that were
 * not sent, what was refused and half written. All other rows come from the server. Returns how many unsent changes were saved;
 * null where the damage is in just these pages, and the person has to sign in again. Notes both with the same transaction: what
 * was brought over is never brought a second time.
 */
export function salvage(
  damaged: string,
  key: Uint8Array,
  into: Database.Database,
  now: number,
): number | null {
  const found = readWhatIsLeft(damaged, key);
  const saved = found && found.outbox.filter(({ state }) => state !== DECIDED).length;
  into
    .transaction(() => {
      writeMeta(into, 'damagedAt', String(now));
      writeMeta(into, 'damagedSaved', saved === null ? null : String(saved));
      if (found) bring(found, into);
    })
    .immediate();
  return saved;
}

function bring(found: Salvaged, into: Database.Database): void {
  for (const [name, value] of found.meta) writeMeta(into, name, value);
  const insert = into.prepare(
    `INSERT INTO _outbox (id, tx, tbl, row_id, scope, kind, cells, before, clock, base, state, at, arrived_at)
     VALUES (@id, @tx, @tbl, @row_id, @scope, @kind, @cells, @before, @clock, @base, @state, @at, @arrived_at)`,
  );
  for (const row of found.outbox) insert.run(row);
  goOnFrom(into, found.last);
  const keep = into.prepare(
    `INSERT INTO _refused (id, tbl, row_id, scope, kind, cells, reason, "column", at)
     VALUES (@id, @tbl, @row_id, @scope, @kind, @cells, @reason, @column, @at)`,
  );
  for (const row of found.refused) keep.run(row);
  const set = into.prepare('INSERT INTO _flag (kind, id, at) VALUES (@kind, @id, @at)');
  for (const flag of found.flags) set.run(flag);
  for (const { sha256, bytes } of found.uploads) addUpload(into, sha256, bytes);
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
    return { meta, outbox, last: lastOutboxId(db), ...readWhereWhole(db) };
  } catch {
    // Numbers must have no gaps: a part of the outbox is worth nothing.
    return null;
  } finally {
    db?.close();
  }
}

const REFUSED = 'SELECT id, tbl, row_id, scope, kind, cells, reason, "column", at FROM _refused';
const FLAGS = 'SELECT kind, id, at FROM _flag';
const UPLOADS = 'SELECT sha256, bytes FROM _upload';

/** Changes are worth saving also where one of these lists is damaged. */
function readWhereWhole(db: Database.Database): Pick<Salvaged, 'refused' | 'flags' | 'uploads'> {
  const rows = <T>(text: string): T[] => {
    try {
      return db.prepare<[], T>(text).all();
    } catch {
      return [];
    }
  };
  return { refused: rows(REFUSED), flags: rows(FLAGS), uploads: rows(UPLOADS) };
}

/** The numbers of changes go on also where all that had them were decided long ago, and are gone. */
function goOnFrom(db: Database.Database, last: number): void {
  if (last <= lastOutboxId(db)) return;
  db.prepare("DELETE FROM sqlite_sequence WHERE name = '_outbox'").run();
  db.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('_outbox', ?)").run(last);
}
