import type { Database } from 'better-sqlite3';
import { readMeta, readNumber, readSeveral, writeMeta } from '../../../db/client/local/meta.ts';
import {
  anyWaiting,
  firstWaitingId,
  lastOutboxId,
  offerAgain,
  ownNumbers,
  waitingChanges,
} from '../../../db/client/local/outbox.ts';
import { offerFilesAgain } from '../../../db/client/local/uploads.ts';
import { allScopes, setScope } from '../../../db/client/local/scopes.ts';
import type { RowTransaction } from '../../../db/client/row-transaction.ts';
import { changeMark } from '../../../src-shared/sync/change-mark.ts';
import { MAX_PUSH_CHANGES, type PushResponse } from '../../../src-shared/sync/protocol.ts';
import type { Earlier, SignInResponse } from '../../../src-shared/sync/session-requests.ts';
import { applyPush, hearRefused } from './apply-push.ts';
import { closeSpan, earlierSpans, lackedAfter } from './earlier-numbers.ts';

/** Who this laptop is at its server. Lives in the encrypted database, so the token is not readable on disk. */
export interface Session {
  readonly server: string;
  readonly token: string;
  /** What the token is renewed with; null where it lasts. */
  readonly refresh: string | null;
  /** When to renew it, by this laptop's clock. */
  readonly renewAt: number;
  readonly device: number;
  readonly epoch: string;
}

const SESSION = ['server', 'token', 'device', 'refresh', 'renewAt', 'epoch'] as const;

export function readSession(db: Database): Session | null {
  const { server, token, device, refresh, renewAt, epoch } = readSeveral(db, SESSION);
  if (server === undefined || token === undefined || device === undefined) return null;
  return {
    server,
    token,
    refresh: refresh ?? null,
    renewAt: Number(renewAt ?? 0),
    device: Number(device),
    epoch: epoch ?? '',
  };
}

/** The version that the server of this session speaks; null where nobody is signed in. A server of version 1 does not say it. */
export const serverProtocol = (db: Database): number | null =>
  readMeta(db, 'token') === null ? null : readNumber(db, 'protocol', 1);

/** Shown beside the short token where something is asked for that outlives it; nothing where the token lasts. */
export const proofOf = ({ refresh }: Session): { refresh?: string } => (refresh === null ? {} : { refresh });

/** Part of a token's life after which it is renewed, so that the line has time to be bad. */
const RENEW_AFTER = 2 / 3;

/** Takes over what the server gave, and which version it says that it speaks; all of it or nothing. */
export function keepTokens(
  db: Database,
  tokens: {
    token: string;
    refresh?: string | undefined;
    expiresIn?: number | undefined;
    protocol?: number | undefined;
  },
  now: number,
): void {
  const { token, refresh, expiresIn, protocol } = tokens;
  writeMeta(db, 'protocol', protocol === undefined ? null : String(protocol));
  writeMeta(db, 'token', token);
  writeMeta(db, 'refresh', refresh ?? null);
  writeMeta(
    db,
    'renewAt',
    expiresIn === undefined ? null : String(Math.floor(now + expiresIn * RENEW_AFTER)),
  );
}

/** True where somebody else's unsent work lies here: then nobody else may sign in. */
export const isHeldByAnother = (db: Database, personId: string): boolean => {
  const person = readMeta(db, 'person');
  return person !== null && person !== personId && anyWaiting(db);
};

/** Every other number that this laptop has had. */
export function earlierNumbers(db: Database): number[] {
  const device = readNumber(db, 'device', 0);
  return (JSON.parse(readMeta(db, 'devices') ?? '[]') as number[]).filter((one) => one !== device);
}

/** What the server is told of the number before, when it gives a new one; nothing where there was none. */
export function earlierNumber(db: Database): { before?: Earlier } {
  const device = readNumber(db, 'device', 0);
  if (device === 0) return {};
  const waiting = waitingChanges(db, MAX_PUSH_CHANGES).map((change) => {
    const { n, table, id, clock } = change;
    return { n, table, id, clock, mark: changeMark(change) };
  });
  const since = readMeta(db, 'deviceSince');
  const given = since === null ? {} : { since: Number(since) };
  const earlier = earlierSpans(db).map((span) => ({
    device: span.device,
    decided: span.decided,
    ...(span.since !== null && { since: span.since }),
  }));
  const had = earlier.length > 0 ? { earlier } : {};
  return { before: { device, ...given, ...had, decided: ownNumbers(db).decided, waiting } };
}

/**
 * Takes over what the server knows of the changes made under the number before: what a copy of this laptop has sent
 * already does not wait any more, and what the server lost waits again.
 */
export function settleEarlier(rows: RowTransaction, { before, serverTime, epoch }: SignInResponse): void {
  const db = rows.store.sqlite;
  if (before === undefined) return;
  const { decided } = ownNumbers(db);
  const lacked = lackedAfter(db, before.earlier ?? []);
  if (lacked !== null) offerAll(db, lacked);
  else if (before.upTo > decided) applyPush(rows, { ...before, serverTime, epoch });
  else {
    if (before.upTo < decided) offerAll(db, before.upTo + readNumber(db, 'outboxOffset', 0));
    hearRefused(rows, { ...before, serverTime });
  }
}

/**
 * Remembers a sign-in. A laptop that gets a new number counts its waiting changes from one again, because the server
 * knows changes by (device, n). A server that was set back may give the same number once more: it is a new one all the
 * same.
 */
export function rememberSession(
  db: Database,
  { server, login, answer, now }: { server: string; login: string; answer: SignInResponse; now: number },
): void {
  const restored = (readMeta(db, 'epoch') ?? answer.epoch) !== answer.epoch;
  // A server that was restored and does not know this laptop any more lacks what it had decided.
  if (restored && answer.before === undefined) offerAgain(db, 0);
  closeSpan(db);
  const first = firstWaitingId(db);
  writeMeta(db, 'outboxOffset', String((first ?? lastOutboxId(db) + 1) - 1));
  // A program of before kept none but the last.
  const devices = new Set([...earlierNumbers(db), readNumber(db, 'device', 0), answer.device]);
  devices.delete(0);
  writeMeta(db, 'devices', JSON.stringify([...devices]));
  writeMeta(db, 'device', String(answer.device));
  writeMeta(db, 'deviceSince', String(answer.serverTime));
  if (readMeta(db, 'epoch') === null) writeMeta(db, 'epoch', answer.epoch);
  writeMeta(db, 'server', server);
  writeMeta(db, 'login', login);
  keepTokens(db, answer, now);
  writeMeta(db, 'person', answer.personId);
}

/**
 * Follows a server on this machine to another port: what `npm start` begins is not always on the same one. A token is
 * never taken to another machine.
 */
export function followLoopback(db: Database, server: string | null): void {
  const known = readMeta(db, 'server');
  if (known !== null && server !== null && known !== server && isLoopback(known) && isLoopback(server)) {
    writeMeta(db, 'server', server);
  }
}

const isLoopback = (url: string): boolean =>
  /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname);

export function forgetToken(db: Database): void {
  for (const key of ['token', 'refresh', 'renewAt'] as const) writeMeta(db, key, null);
}

/** A server that was put back unnoticed: what it lost waits again, and what it has refused since is heard. */
export function catchUp(rows: RowTransaction, { id, answer }: { id: number; answer: PushResponse }): void {
  offerAll(rows.store.sqlite, id);
  hearRefused(rows, answer);
}

/**
 * The server lost what it had decided after a number, and perhaps that it has files. Where it did, no cursor means anything to it,
 * also one that lies below its head again: others have brought back what they had. Marks that it has lost stay in no row.
 */
export function offerAll(db: Database, decided: number): void {
  if (offerAgain(db, decided) > 0) loadAnew(db);
  offerFilesAgain(db);
}

/** The server began anew: no cursor of before means anything to it. */
export function beginEpoch(db: Database, epoch: string): void {
  writeMeta(db, 'epoch', epoch);
  loadAnew(db);
  offerFilesAgain(db);
}

function loadAnew(db: Database): void {
  for (const { scope } of allScopes(db)) {
    setScope(db, scope, { state: 'loading', cursor: 0, pin: null, after_table: null, after_id: null });
  }
}
