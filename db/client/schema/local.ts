/**
 * Tables of this laptop alone; they never travel. Names begin with `_`, which no synced table does.
 *
 * `_outbox` carries three duties in one row, because a write should cost one: what is to be sent, the history of own
 * edits (`before`), and the inverse for undo (a step is a range of `id`). A decided change stays for 30 days, so that
 * it can be offered again to a server that was restored from a backup.
 */
export const LOCAL_TABLES: Readonly<Record<string, string>> = {
  _meta: `CREATE TABLE "_meta" (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID`,

  _scope: `CREATE TABLE "_scope" (
  scope TEXT PRIMARY KEY NOT NULL,
  "right" TEXT NOT NULL,
  state TEXT NOT NULL,
  cursor INTEGER NOT NULL,
  checksum TEXT NOT NULL,
  rows INTEGER NOT NULL,
  pin INTEGER,
  after_table TEXT,
  after_id TEXT,
  as_of INTEGER
) STRICT, WITHOUT ROWID`,

  // n = id − the device's offset (`_meta`); state 0 waits, 1 is decided, 2 waits but was already told as refused.
  _outbox: `CREATE TABLE "_outbox" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tx INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  cells TEXT NOT NULL,
  before TEXT,
  clock INTEGER NOT NULL,
  base TEXT NOT NULL,
  state INTEGER NOT NULL,
  at INTEGER NOT NULL,
  arrived_at INTEGER
) STRICT`,
  _outbox_by_row: 'CREATE INDEX "_outbox_by_row" ON "_outbox" (row_id)',
  // Of the numbers alone: the first that waits is asked for at each push, and the next one goes to its end.
  _outbox_waiting: 'CREATE INDEX "_outbox_waiting" ON "_outbox" (id) WHERE state <> 1',

  // state 0 was done and can be undone, 1 was undone and can be redone.
  _undo: `CREATE TABLE "_undo" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  at INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  state INTEGER NOT NULL
) STRICT`,

  _history: `CREATE TABLE "_history" (
  tbl TEXT NOT NULL,
  row_id TEXT NOT NULL,
  clock INTEGER NOT NULL,
  device INTEGER NOT NULL,
  scope TEXT NOT NULL,
  person_id TEXT,
  before TEXT,
  cells TEXT NOT NULL,
  arrived_at INTEGER,
  PRIMARY KEY (row_id, tbl, clock, device)
) STRICT, WITHOUT ROWID`,

  _refused: `CREATE TABLE "_refused" (
  id INTEGER PRIMARY KEY NOT NULL,
  tbl TEXT NOT NULL,
  row_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  cells TEXT NOT NULL,
  reason TEXT NOT NULL,
  "column" TEXT,
  at INTEGER NOT NULL
) STRICT`,

  // Rows of tables that this version does not know, for the one that will.
  _foreign: `CREATE TABLE "_foreign" (
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  scope TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  cells TEXT NOT NULL,
  clock INTEGER NOT NULL,
  device INTEGER NOT NULL,
  units TEXT,
  PRIMARY KEY (tbl, id)
) STRICT, WITHOUT ROWID`,

  // Rows from the server that could not be taken in; asked for again at the next start, or when the person wants it.
  _aside: `CREATE TABLE "_aside" (
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  scope TEXT NOT NULL,
  fault TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tbl, id)
) STRICT, WITHOUT ROWID`,

  // Rows that a repeated snapshot of a scope has brought so far; what is not here at its end is gone.
  _seen: `CREATE TABLE "_seen" (
  scope TEXT NOT NULL,
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (scope, tbl, id)
) STRICT, WITHOUT ROWID`,

  // Customers that were merged away, and who stands for them now; follows from the customers (`derived/alias.ts`).
  _alias: `CREATE TABLE "_alias" (
  id TEXT PRIMARY KEY NOT NULL,
  survivor TEXT NOT NULL
) STRICT, WITHOUT ROWID`,
  _alias_by_survivor: 'CREATE INDEX "_alias_by_survivor" ON "_alias" (survivor)',

  _derivation: `CREATE TABLE "_derivation" (
  name TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,

  // What this device has read, fired or put off; none of it travels.
  _flag: `CREATE TABLE "_flag" (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID`,

  // Where the server keeps what it has of an upload: a path below its address.
  _upload_at: `CREATE TABLE "_upload_at" (
  sha256 TEXT PRIMARY KEY NOT NULL,
  path TEXT NOT NULL
) STRICT, WITHOUT ROWID`,

  // Through which record bytes may be sent that none here names any more: the server keeps it for others to decide.
  _upload_for: `CREATE TABLE "_upload_for" (
  sha256 TEXT PRIMARY KEY NOT NULL,
  attachment_id TEXT NOT NULL
) STRICT, WITHOUT ROWID`,

  _upload: `CREATE TABLE "_upload" (
  sha256 TEXT PRIMARY KEY NOT NULL,
  bytes INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  tries INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
};
