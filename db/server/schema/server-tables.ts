import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { blob, blobHolder, blobProof, upload, uploadPart } from './blob-tables.ts';
import { int8 } from './int8.ts';

/** One row: which history this is, and from which day the projections are expanded. */
export const meta = pgTable('meta', {
  one: integer('one').primaryKey(),
  /** New after a restore from a backup: cursors of another epoch mean nothing here. */
  epoch: text('epoch').notNull(),
  /** The day (UTC) to which busy blocks were rolled forward; empty before the first time. */
  rolled_to: text('rolled_to'),
  /** What seals refresh tokens, so that a restored server knows those that it gave out after the backup. */
  refresh_key: text('refresh_key'),
});

/** The head of a scope: its last sequence number, and the checksum of its rows at that number. */
export const scopeHead = pgTable('scope_head', {
  scope: text('scope').primaryKey(),
  seq: int8('seq').notNull(),
  checksum: text('checksum').notNull(),
  /** Entries up to here are no longer kept; an older cursor needs a snapshot. */
  floor: int8('floor').notNull().default(0),
});

/**
 * What happened in a scope, in order; also the history of every field. `cells` empty means "read the row": bulk loads
 * write such pointers. `prior` keeps what such a pointer would otherwise forget: the cells before this entry.
 */
export const syncLog = pgTable(
  'sync_log',
  {
    scope: text('scope').notNull(),
    seq: int8('seq').notNull(),
    tbl: text('tbl').notNull(),
    row_id: text('row_id').notNull(),
    op: text('op').notNull(),
    cells: text('cells'),
    row_clock: int8('row_clock').notNull(),
    row_device: integer('row_device').notNull(),
    units: text('units'),
    /** Whose laptop has this already; 0 where every laptop must be told. */
    device: integer('device').notNull(),
    /** Who did it, on which device, as which change: for the history, whatever `device` says. */
    person_id: text('person_id'),
    by_device: integer('by_device').notNull(),
    n: int8('n'),
    tx: int8('tx'),
    /** The laptop's clock, where it ran too far ahead and was set back. */
    claimed_clock: int8('claimed_clock'),
    prior: text('prior'),
    at: int8('at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'sync_log_pk', columns: [table.scope, table.seq] }),
    // Pointers say nothing about the past, and are most of the log: they stay out of the history's index.
    index('sync_log_by_row')
      .on(table.row_id, table.tbl)
      .where(sql`cells IS NOT NULL`),
  ],
);

/**
 * What a write of a unit had seen, where that is not what stood here when it came: who had seen whose write, which the
 * log says of all others. Kept as long as the log's history.
 */
export const writeBase = pgTable(
  'write_base',
  {
    row_id: text('row_id').notNull(),
    tbl: text('tbl').notNull(),
    unit: text('unit').notNull(),
    clock: int8('clock').notNull(),
    device: integer('device').notNull(),
    base_clock: int8('base_clock'),
    base_device: integer('base_device'),
    at: int8('at').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'write_base_pk',
      columns: [table.row_id, table.tbl, table.unit, table.clock, table.device],
    }),
    index('write_base_by_at').on(table.at),
  ],
);

export const scopeGrant = pgTable(
  'scope_grant',
  {
    person_id: text('person_id').notNull(),
    scope: text('scope').notNull(),
    right: text('right').notNull(),
  },
  (table) => [
    primaryKey({ name: 'scope_grant_pk', columns: [table.person_id, table.scope] }),
    index('scope_grant_by_scope').on(table.scope),
  ],
);

/**
 * Scopes that a person held for writing once and does not now. Edits that were on their way then are kept for whoever
 * holds the scope (`quarantine`); of somebody who never held it, nothing is kept.
 */
export const lostGrant = pgTable(
  'lost_grant',
  {
    person_id: text('person_id').notNull(),
    scope: text('scope').notNull(),
    lost_at: int8('lost_at').notNull(),
  },
  (table) => [primaryKey({ name: 'lost_grant_pk', columns: [table.person_id, table.scope] })],
);

export const device = pgTable(
  'device',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    person_id: text('person_id').notNull(),
    name: text('name').notNull(),
    /**
     * SHA-256 of the lasting token, hexadecimal; where `refresh_hash` is there, of the part that all refresh tokens of
     * the device begin with. The tokens themselves are only on the laptop.
     */
    token_hash: text('token_hash').notNull(),
    created_at: int8('created_at').notNull(),
    last_seen_at: int8('last_seen_at').notNull(),
    /** The last change that was decided. */
    last_n: int8('last_n').notNull().default(0),
    /** What the last push held: the number before its first change, and a mark of each change that was decided. */
    pushed_after: int8('pushed_after'),
    pushed_marks: text('pushed_marks'),
    /** Other numbers that its laptop has had, as the last push said it: a list in JSON. */
    earlier: text('earlier'),
    revoked_at: int8('revoked_at'),
    /** Deletions up to this change were asked about. */
    confirmed_n: int8('confirmed_n'),
    /** Since when it is to load everything anew; empty once it has begun to. */
    anew_at: int8('anew_at'),
    /** The scopes that a pull told it to load anew for this, as JSON: asking for one of them shows that it heard. */
    anew_scopes: text('anew_scopes'),
    /** Says whether the laptop is to be erased at its next contact. */
    revoked_why: text('revoked_why'),
    /** What it runs on, as it said: `win32`, `darwin`, `linux`. */
    system: text('system'),
    /** The refresh token that is good now, and how many there were before it; null while the device has a lasting one. */
    refresh_hash: text('refresh_hash'),
    refresh_n: integer('refresh_n').notNull().default(0),
    refresh_at: int8('refresh_at'),
    /** 1 once the laptop has shown that the answer with this one reached it. */
    refresh_used: integer('refresh_used').notNull().default(0),
    /** The one before, and what made this one of it: the same question gets the same answer. */
    spent_hash: text('spent_hash'),
    spent_salt: text('spent_salt'),
    /** The epoch in which it was given out: a restored server knows older ones than its laptops. */
    refresh_epoch: text('refresh_epoch'),
  },
  (table) => [index('device_by_token').on(table.token_hash), index('device_by_person').on(table.person_id)],
);

/** Tokens that open the door for some minutes, by SHA-256. Several of a device may hold at once. */
export const accessToken = pgTable(
  'access_token',
  {
    hash: text('hash').primaryKey(),
    device: integer('device').notNull(),
    /** The number of the refresh token that was given out with it. */
    n: integer('n').notNull(),
    expires_at: int8('expires_at').notNull(),
  },
  (table) => [
    index('access_token_by_device').on(table.device),
    index('access_token_by_expires_at').on(table.expires_at),
  ],
);

/** What each laptop last told of the checksum of its rows, for `verify`. Nothing is decided by it. */
export const deviceScope = pgTable(
  'device_scope',
  {
    device: integer('device').notNull(),
    scope: text('scope').notNull(),
    /** Where the laptop was when its rows added up to `checksum`. */
    cursor: int8('cursor').notNull(),
    checksum: text('checksum').notNull(),
    /** The first range of keys in which its rows were not the server's, while it was repairing them. */
    differs: text('differs'),
    at: int8('at').notNull(),
  },
  (table) => [primaryKey({ name: 'device_scope_pk', columns: [table.scope, table.device] })],
);

/** What processes tell each other where the database has no LISTEN. Kept for seconds. */
export const news = pgTable(
  'news',
  {
    id: text('id').primaryKey(),
    at: int8('at').notNull(),
    channel: text('channel').notNull(),
    payload: text('payload').notNull(),
  },
  (table) => [index('news_by_at').on(table.at)],
);

/** Answers other than "applied as sent", so that a repeated push is answered again. */
export const pushResult = pgTable(
  'push_result',
  {
    device: integer('device').notNull(),
    n: int8('n').notNull(),
    tbl: text('tbl').notNull(),
    row_id: text('row_id').notNull(),
    outcome: text('outcome').notNull(),
    reason: text('reason'),
    column: text('column'),
    /** The clock that the change was given, where its own was too far ahead. */
    clock: int8('clock'),
  },
  (table) => [primaryKey({ name: 'push_result_pk', columns: [table.device, table.n] })],
);

/** Pushes that wait because they would delete much of a scope; what was allowed goes through once. */
export const heldDeletion = pgTable(
  'held_deletion',
  {
    device: integer('device').notNull(),
    at: int8('at').notNull(),
    scope: text('scope').notNull(),
    deleted: int8('deleted').notNull(),
    of_rows: int8('of_rows').notNull(),
    allowed_at: int8('allowed_at'),
  },
  (table) => [primaryKey({ name: 'held_deletion_pk', columns: [table.device, table.scope] })],
);

/** Changes that broke something, as they were sent, for an administrator to try again or let go. */
export const poison = pgTable(
  'poison',
  {
    device: integer('device').notNull(),
    n: int8('n').notNull(),
    /** JSON; emptied once it is settled. */
    change: text('change').notNull(),
    at: int8('at').notNull(),
    status: text('status').notNull(),
  },
  (table) => [primaryKey({ name: 'poison_pk', columns: [table.device, table.n] })],
);

export const credential = pgTable(
  'credential',
  {
    person_id: text('person_id').primaryKey(),
    login: text('login').notNull().unique('credential_login'),
    salt: text('salt').notNull(),
    hash: text('hash').notNull(),
    failures: integer('failures').notNull().default(0),
    locked_until: int8('locked_until'),
  },
  // As `foldLogin` compares them.
  () => [index('credential_by_folded_login').on(sql`lower(btrim(normalize(login, NFKC)))`)],
);

export const audit = pgTable(
  'audit',
  {
    id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
    at: int8('at').notNull(),
    action: text('action').notNull(),
    person_id: text('person_id'),
    device: integer('device'),
    /** Ids and numbers only. */
    detail: text('detail'),
    /** The place in the chain and the hash over the line and all before it; see `queries/audit.ts`. */
    n: int8('n'),
    hash: text('hash'),
  },
  (table) => [index('audit_by_at').on(table.at)],
);

/** The end of the chain of `audit`: lines cut off there would not show otherwise. */
export const auditHead = pgTable('audit_head', {
  one: integer('one').primaryKey(),
  n: int8('n').notNull(),
  hash: text('hash').notNull(),
});

/** Guesses of passwords, by the hash of a login or of an address; names that nobody has are counted alike. */
export const signInLimit = pgTable('sign_in_limit', {
  key: text('key').primaryKey(),
  failures: integer('failures').notNull(),
  locked_until: int8('locked_until').notNull(),
  at: int8('at').notNull(),
});

/** Sign-ins at the bank's own provider that were begun; each is ended once, or forgotten. */
export const signInFlow = pgTable('sign_in_flow', {
  /** SHA-256. */
  state: text('state').primaryKey(),
  /** SHA-256 of what only the laptop knows. */
  challenge: text('challenge').notNull(),
  nonce: text('nonce').notNull(),
  verifier: text('verifier').notNull(),
  redirect: text('redirect').notNull(),
  /** The laptop's loopback. */
  return_to: text('return_to').notNull(),
  expires_at: int8('expires_at').notNull(),
});

/** What revoked laptops had not sent, as JSON, in the parts in which it came. */
export const handover = pgTable(
  'handover',
  {
    device: integer('device').notNull(),
    /** The number of the first change of the part. */
    first_n: int8('first_n').notNull().default(0),
    person_id: text('person_id').notNull(),
    at: int8('at').notNull(),
    changes: text('changes').notNull(),
  },
  (table) => [primaryKey({ name: 'handover_pk', columns: [table.device, table.first_n] })],
);

/** The address under which somebody's calendar can be read by other programs: one a person, a new one ends the old. */
export const subscription = pgTable('subscription', {
  person_id: text('person_id').primaryKey(),
  /** SHA-256 of the token in the address, hexadecimal; the token itself is shown once and kept nowhere. */
  token_hash: text('token_hash').notNull().unique('subscription_token'),
  created_at: int8('created_at').notNull(),
  /** When it was last read, to the hour: enough to tell whether somebody still uses it. */
  read_at: int8('read_at'),
});

export const SERVER_TABLES = {
  subscription,
  auditHead,
  signInLimit,
  signInFlow,
  handover,
  meta,
  scopeHead,
  syncLog,
  scopeGrant,
  lostGrant,
  device,
  accessToken,
  deviceScope,
  news,
  pushResult,
  heldDeletion,
  poison,
  writeBase,
  credential,
  blob,
  blobHolder,
  blobProof,
  upload,
  uploadPart,
  audit,
} as const;
