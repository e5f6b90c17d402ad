/**
 * Everything that the server asks of its store while it syncs, by noun. Said once: PostgreSQL and PGlite bind these
 * functions to a connection, and the store in memory (`memory/`) must have the same ones.
 *
 * What only feeds, attachments, passwords and the command line ask is not among them and takes `Sql`.
 */
import { appendAudit } from './queries/audit.ts';
import { addBases, forgetBases, readBases } from './queries/bases.ts';
import {
  blockIds,
  endedBlockIds,
  eventTitles,
  familyIds,
  siblingIds,
  idsByEvent,
  writingDelegates,
  lockPeople,
  lockResources,
  membersOfBooks,
  overlappingBlocks,
  privateInCalendars,
  readUnits,
  rootsAfter,
  rootsOf,
  rootsOfPeople,
  rootsToRoll,
  visitsShown,
} from './queries/calendar.ts';
import {
  beginPush,
  deviceByToken,
  deviceOfPerson,
  endPush,
  holdWriteLock,
  insertDevice,
  noteAnewBegun,
  noteAnewTold,
  laptopsOfDevices,
  peopleOfDevices,
  readPushed,
  revokedByToken,
  revokeDevice,
} from './queries/devices.ts';
import { lastContacts, sharingNumbers } from './queries/customers.ts';
import { endLeavers, hasLeft } from './queries/leavers.ts';
import { readDue, readGrants, readHolders, readLostGrants, recomputeGrants } from './queries/grants.ts';
import { pageOfHeads, raiseFloor, readHeads, takeHeads } from './queries/heads.ts';
import {
  allowedIn,
  deletedBy,
  countLive,
  holdDeletion,
  leadsOf,
  noteConfirmed,
} from './queries/held-deletions.ts';
import {
  appendLog,
  forgetEntries,
  oldestEntries,
  readHistory,
  readLog,
  readMade,
  rowsThatLeft,
} from './queries/log.ts';
import {
  beginEpoch,
  forgetRolled,
  readEpoch,
  readRolledTo,
  saveRolledTo,
  takeRefreshKey,
} from './queries/meta.ts';
import { crowdedNotes } from './queries/notes.ts';
import { keepPoison } from './queries/poison.ts';
import { readPushResults, readRefusals, savePushResults } from './queries/push-results.ts';
import {
  idsIn,
  insertRows,
  lockRows,
  readRows,
  readRowsBy,
  removeRows,
  scopesOfRows,
  updateRows,
} from './queries/rows.ts';
import {
  findAccess,
  insertAccess,
  isExchanged,
  lockFamily,
  saveRefresh,
  saveSystem,
} from './queries/sessions.ts';
import { readPage, readRange } from './queries/snapshot.ts';
import { dueIn, handedTo } from './queries/tasks.ts';
import type { Sql } from './store.ts';

const STATEMENTS = {
  rows: {
    lock: lockRows,
    read: readRows,
    readBy: readRowsBy,
    scopes: scopesOfRows,
    idsIn,
    page: readPage,
    range: readRange,
    insert: insertRows,
    update: updateRows,
    remove: removeRows,
  },
  log: {
    append: appendLog,
    read: readLog,
    history: readHistory,
    left: rowsThatLeft,
    made: readMade,
    oldest: oldestEntries,
    forget: forgetEntries,
  },
  bases: { add: addBases, read: readBases, forget: forgetBases },
  heads: { take: takeHeads, read: readHeads, page: pageOfHeads, raiseFloor },
  grants: {
    read: readGrants,
    holders: readHolders,
    due: readDue,
    recompute: recomputeGrants,
    lost: readLostGrants,
  },
  devices: {
    byToken: deviceByToken,
    insert: insertDevice,
    beginPush,
    endPush,
    pushed: readPushed,
    ofPerson: deviceOfPerson,
    anewTold: noteAnewTold,
    anewBegun: noteAnewBegun,
    holdWriteLock,
    people: peopleOfDevices,
    laptops: laptopsOfDevices,
    revoke: revokeDevice,
    endLeavers,
    hasLeft,
    revokedByToken,
  },
  sessions: {
    lock: lockFamily,
    saveRefresh,
    addAccess: insertAccess,
    access: findAccess,
    isExchanged,
    saveSystem,
  },
  pushResults: { save: savePushResults, read: readPushResults, refusals: readRefusals, keepPoison },
  calendar: {
    rootsOf,
    familyIds,
    siblingIds,
    idsByEvent,
    writingDelegates,
    blockIds,
    lockPeople,
    lockResources,
    units: readUnits,
    overlappingBlocks,
    eventTitles,
    rootsOfPeople,
    rootsToRoll,
    rootsAfter,
    endedBlockIds,
    membersOfBooks,
    privateInCalendars,
    visitsShown,
  },
  deletions: {
    hold: holdDeletion,
    allowedIn,
    noteConfirmed,
    by: deletedBy,
    countLive,
    leadsOf,
  },
  customers: { lastContacts, sharingNumbers },
  notes: { crowded: crowdedNotes },
  tasks: { dueIn, handedTo },
  meta: {
    epoch: readEpoch,
    beginEpoch,
    refreshKey: takeRefreshKey,
    rolledTo: readRolledTo,
    saveRolledTo,
    forgetRolled,
    appendAudit,
  },
} as const;

type Bound<F> = F extends (sql: Sql, ...args: infer A) => infer R ? (...args: A) => R : never;
type Groups<G> = { readonly [N in keyof G]: { readonly [F in keyof G[N]]: Bound<G[N][F]> } };

/** The statements of one transaction; or of the store itself, where each is a transaction of its own. */
export type Tx = Groups<typeof STATEMENTS>;

type Statement = (sql: Sql, ...args: never[]) => unknown;
interface Noun {
  readonly sql: Sql;
}

/** One prototype for each noun, so that a transaction costs an object a noun and not one for each statement. */
const PROTOTYPES = Object.entries<Readonly<Record<string, Statement>>>(STATEMENTS).map(
  ([noun, group]) =>
    [
      noun,
      Object.fromEntries(
        Object.entries(group).map(([name, run]) => [
          name,
          function (this: Noun, ...args: never[]) {
            return run(this.sql, ...args);
          },
        ]),
      ),
    ] as const,
);

export function withStatements(sql: Sql): Sql & Tx {
  const bound: Record<string, unknown> = {};
  for (const [noun, prototype] of PROTOTYPES) bound[noun] = Object.create(prototype, { sql: { value: sql } });
  return { ...sql, ...(bound as Tx) };
}
