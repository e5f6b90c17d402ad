/**
 * The wire between a laptop and the server; who works on it is told in `session-requests.ts`. `docs/sync-protocol.md`
 * tells both in prose; `protocol.test.ts` holds a frozen hash of the shapes, so that none changes without a new version.
 *
 * Shapes only add. Unknown members are kept by the reader and ignored by the writer.
 */
import { z } from 'zod';
import type { Right } from './scope.ts';
import { wireId as id, wireText } from './wire-values.ts';

export const PROTOCOL_VERSION = 2;
/** From laptops below this nothing is taken: they are told to update, keep their work, and read on. */
export const MINIMUM_PROTOCOL = 1;

export const MAX_PUSH_CHANGES = 5_000;
/** More wait for the next pull. */
export const MAX_PULL_EXPORTS = 50;
export const MAX_PUSH_BYTES = 1_000_000;

const value = z.union([z.string(), z.number().int(), z.null()]);
const tableName = wireText(60).min(1);
const cells = z.record(wireText(60).min(1), value);
const mark = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]);
const scope = wireText(100).min(1);
const seq = z.number().int().nonnegative();
const checksum = z.string().regex(/^[0-9a-f]{16}$/);

export const wireChange = z.object({
  n: z.number().int().positive(),
  tx: z.number().int().positive(),
  table: tableName,
  id,
  scope,
  kind: z.enum(['insert', 'update']),
  cells,
  clock: z.number().int().nonnegative(),
  base: z.record(wireText(60), mark),
});

/** `POST /sync/push` */
export const pushRequest = z.object({
  protocol: z.number().int(),
  epoch: z.string().max(64),
  changes: z.array(wireChange).max(MAX_PUSH_CHANGES),
  /** The person was asked about the many deletions among them. */
  confirmed: z.boolean().optional(),
  /** Other numbers that this laptop has had: what it wrote under them it has seen. */
  earlier: z.array(z.number().int()).max(1_000).optional(),
});
export type PushRequest = z.infer<typeof pushRequest>;

/** Why the server refused a change. Each has a wording in the catalogues. */
export const REFUSALS = [
  'NotGranted',
  'UnknownTable',
  'NotWritable',
  'BadValue',
  'WrongScope',
  'RowMissing',
  'RowExists',
  'Poison',
] as const;
export type Refusal = (typeof REFUSALS)[number];

const serverRow = z.object({ scope, cells, row: mark, units: z.record(z.string(), mark) });
/**
 * The server's whole row, where a laptop must take it over: as it is when the answer is given, after every change of
 * the push (and, for a repeated push, as it is now), never as it was in between.
 */
export type ServerRow = z.infer<typeof serverRow>;

/** How one change fared, where it is not simply `applied`. */
export const pushResult = z.discriminatedUnion('outcome', [
  z.object({
    n: z.number().int(),
    outcome: z.literal('merged'),
    state: serverRow,
    /** The clock that it has now, where its own was too far ahead. Under this one others see it, and it is offered again. */
    clock: z.number().int().nonnegative().optional(),
  }),
  z.object({
    n: z.number().int(),
    outcome: z.literal('refused'),
    reason: z.enum(REFUSALS),
    column: z.string().optional(),
    /** The right was lost before the change arrived: the server keeps it for whoever holds the row now. */
    kept: z.boolean().optional(),
    /** The row as the server has it; absent where it has none that this device may see. */
    state: serverRow.optional(),
  }),
]);
export type PushResult = z.infer<typeof pushResult>;

export const pushResponse = z.object({
  /** Every change up to here has been decided; those without a result were applied as sent. */
  upTo: z.number().int().nonnegative(),
  results: z.array(pushResult),
  serverTime: z.number().int(),
  epoch: z.string(),
});
export type PushResponse = z.infer<typeof pushResponse>;

/** `POST /sync/pull`. `cursors` names the scopes that this laptop holds complete, each with its last sequence number. */
export const pullRequest = z.object({
  protocol: z.number().int(),
  epoch: z.string().max(64),
  cursors: z.record(scope, seq),
  /**
   * What the rows here add up to at the cursors, for `verify` at the server: scopes in which nothing waits, where the
   * sum is another than was last told.
   */
  sums: z.record(scope, checksum).optional(),
  /** The last own change that the server is known to have decided: a server that knows of fewer has lost some. */
  decided: z.number().int().nonnegative().optional(),
  /** The last own change that was made: a server that knows of more has them from a copy of this laptop. */
  made: z.number().int().nonnegative().optional(),
  /** What left this laptop as a file since it last told: for the audit log. An answer that is lost has it told twice. */
  exports: z
    .array(
      z.object({
        at: z.number().int(),
        what: z.string().regex(/^[a-z]{1,20}$/),
        count: z.number().int().nonnegative(),
      }),
    )
    .max(MAX_PULL_EXPORTS)
    .optional(),
});
export type PullRequest = z.infer<typeof pullRequest>;

/**
 * `put`: cells that were written (a new or moved row: all of them, `scope` among them). `remove`: the row left this
 * scope; `cells` is empty and `units.scope` is the mark of the move, the same as in the `put` of the scope it went to.
 */
export const logEntry = z.object({
  seq,
  table: z.string(),
  id,
  op: z.enum(['put', 'remove']),
  cells,
  row: mark,
  units: z.record(z.string(), mark),
  /** The person who made it, for the history; absent where it was the server itself. */
  by: id.optional(),
});
export type LogEntry = z.infer<typeof logEntry>;

/**
 * One snapshot of the server over all the scopes asked for. Apply it whole, in one transaction: a row that moved from
 * one scope to another is never seen in both or in neither.
 */
export const pullResponse = z.object({
  epoch: z.string(),
  serverTime: z.number().int(),
  /** Everything this person may see now. Scopes the laptop holds and that are not here must go from it. */
  grants: z.record(scope, z.enum(['read', 'write'])),
  checkpoints: z.array(
    z.object({
      scope,
      /** The sequence number reached; `checksum` is of the whole scope at this number, absent while there is `more`. */
      to: seq,
      checksum: z.string().optional(),
      entries: z.array(logEntry),
    }),
  ),
  /** For how long the laptop may be offline from now on before it locks itself, in ms; absent: for ever. */
  lease: z.number().int().positive().optional(),
  /** The laptop's lasting token is to be exchanged at `/session/refresh`, if its program can do that. */
  renew: z.literal(true).optional(),
  /** Scopes whose cursor is too old or of another epoch: they need a new snapshot. */
  resnapshot: z.array(scope),
  /** True where more entries wait: pull again at once. */
  more: z.boolean(),
  /** For laptops below it: the lowest version from which pushes are taken. */
  minimum: z.number().int().optional(),
});
export type PullResponse = Omit<z.infer<typeof pullResponse>, 'grants'> & { grants: Record<string, Right> };

/**
 * `POST /sync/snapshot`: one page of a scope's rows in (table, id) order. The first page pins a sequence number; later
 * pages may hold newer rows, and the log from the pin on brings everything to one state.
 */
export const snapshotRequest = z.object({
  protocol: z.number().int(),
  scope,
  pin: seq.optional(),
  /** Continue after this row. */
  after: z.object({ table: wireText(60), id: wireText(64) }).optional(),
});
export type SnapshotRequest = z.infer<typeof snapshotRequest>;

const rowPages = z.array(
  z.object({
    table: z.string(),
    /** Names of the cells, in the order of each row after its five leading members. */
    columns: z.array(z.string()),
    /** id, deleted, clock, device, units as JSON text or null, then the cells. */
    rows: z.array(z.array(value)),
  }),
);

export const snapshotResponse = z.object({
  epoch: z.string(),
  serverTime: z.number().int(),
  pin: seq,
  pages: rowPages,
  next: z.object({ table: z.string(), id: z.string() }).nullable(),
});
export type SnapshotResponse = z.infer<typeof snapshotResponse>;

export const MAX_RANGES = 256;

/** Keys of a table after `after`, up to and including `upto` (null: to the end), in the order of their UTF-8 bytes. */
const keyRange = z.object({
  table: tableName,
  after: wireText(64),
  upto: wireText(64).nullable(),
});

/**
 * `POST /sync/ranges`: what the server's rows in ranges of keys add up to, and the rows themselves where `rows` is
 * true. A laptop whose scope does not agree finds the rows that differ, and takes over no others.
 */
export const rangesRequest = z.object({
  protocol: z.number().int(),
  scope,
  /** Without them: every table of the scope, whole. `checksum`: what the laptop has there. */
  ranges: z
    .array(keyRange.extend({ checksum: checksum.optional() }))
    .max(MAX_RANGES)
    .optional(),
  rows: z.boolean().optional(),
});
export type RangesRequest = z.infer<typeof rangesRequest>;

export const rangesResponse = z.object({
  epoch: z.string(),
  serverTime: z.number().int(),
  /** The number of the scope's head in the same snapshot: what a cursor must be at for the sums to be compared. */
  seq,
  /**
   * With `rows`, an answer that would be too long ends before the last range asked for: `upto` of its last range says
   * how far it came, and the rest is asked for again.
   */
  ranges: z.array(keyRange.extend({ rows: z.number().int().nonnegative(), checksum })),
  pages: rowPages,
});
export type RangesResponse = z.infer<typeof rangesResponse>;

/** Why a laptop is erased: its device was ended from elsewhere, or its person has left. */
export const ERASURES = ['revoked', 'left'] as const;
export type Erasure = (typeof ERASURES)[number];

/** What every refused request answers, with a 4xx status. */
export const refusedResponse = z.object({
  error: z.enum([
    'BadRequest',
    'WrongPassword',
    /** Here one signs in at the bank's own provider. */
    'PasswordsOff',
    'ProviderDown',
    /** The provider's answer was not what was asked for, came too late or a second time. */
    'SignInRefused',
    /** The provider knows the person, this server does not. */
    'NobodyHere',
    'TokenRevoked',
    /** A short token that is over: renew it, and ask again. */
    'TokenExpired',
    'TooManyRequests',
    'TooOld',
    'TooLarge',
    'NotFound',
    'NotGranted',
    'Unavailable',
    /** Somebody else sends changes under this laptop's number: it is a copy, or was set back, and needs its own. */
    'Forked',
    /** More of a scope would be deleted than goes without asking: nothing was applied, and the lead was told. */
    'ManyDeletions',
  ]),
  detail: z.string().optional(),
  retryAfterMs: z.number().optional(),
  /** With `ManyDeletions`. */
  deletion: z.object({ scope, deleted: z.number().int(), of: z.number().int() }).optional(),
  /**
   * With `TokenRevoked`: the laptop must erase itself, after it handed over what it had not sent (`/session/handover`).
   * For a reason that this version does not know it signs out and erases nothing: an erasure cannot be taken back.
   */
  wipe: z.enum(ERASURES).optional().catch(undefined),
});
export type RefusedResponse = z.infer<typeof refusedResponse>;

/**
 * The server's word over the WebSocket `/sync/poke`: something changed, pull. Its first one says `asks` where it takes
 * requests there, too (`short-way.ts`).
 */
export const pokeMessage = z.object({ poke: z.literal(1), asks: z.literal(1).optional() });
