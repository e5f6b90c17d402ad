import type { Database } from 'better-sqlite3';
import { readMeta, writeMeta } from '../../../db/client/local/meta.ts';
import { anyWaiting, firstWaitingId, lastOutboxId, offerAgain } from '../../../db/client/local/outbox.ts';
import { offerFilesAgain } from '../../../db/client/local/uploads.ts';
import { allScopes, setScope } from '../../../db/client/local/scopes.ts';
import type { SignInResponse } from '../../../src-shared/sync/protocol.ts';

/** Who this laptop is at its server. Lives in the encrypted database, so the token is not readable on disk. */
export interface Session {
  readonly server: string;
  readonly token: string;
  readonly device: number;
  readonly epoch: string;
}

export function readSession(db: Database): Session | null {
  const [server, token, device] = [readMeta(db, 'server'), readMeta(db, 'token'), readMeta(db, 'device')];
  if (server === null || token === null || device === null) return null;
  return { server, token, device: Number(device), epoch: readMeta(db, 'epoch') ?? '' };
}

/** True where somebody else's unsent work lies here: then nobody else may sign in. */
export const isHeldByAnother = (db: Database, personId: string): boolean => {
  const person = readMeta(db, 'person');
  return person !== null && person !== personId && anyWaiting(db);
};

/**
 * Remembers a sign-in. A laptop that gets a new number counts its waiting changes from one again, because the server
 * knows changes by (device, n).
 */
export function rememberSession(
  db: Database,
  { server, login, answer }: { server: string; login: string; answer: SignInResponse },
): void {
  const before = readMeta(db, 'device');
  if (before !== String(answer.device)) {
    const restored = (readMeta(db, 'epoch') ?? answer.epoch) !== answer.epoch;
    // A server that was restored and does not know this laptop any more lacks what it had decided.
    if (restored) offerAgain(db, 0);
    const first = firstWaitingId(db);
    writeMeta(db, 'outboxOffset', String((first ?? lastOutboxId(db) + 1) - 1));
    const devices = new Set(JSON.parse(readMeta(db, 'devices') ?? '[]') as number[]).add(answer.device);
    writeMeta(db, 'devices', JSON.stringify([...devices]));
    writeMeta(db, 'device', String(answer.device));
  }
  if (readMeta(db, 'epoch') === null) writeMeta(db, 'epoch', answer.epoch);
  writeMeta(db, 'server', server);
  writeMeta(db, 'login', login);
  writeMeta(db, 'token', answer.token);
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

export const forgetToken = (db: Database): void => writeMeta(db, 'token', null);

/** The server began anew: no cursor of before means anything to it. */
export function beginEpoch(db: Database, epoch: string): void {
  writeMeta(db, 'epoch', epoch);
  for (const { scope } of allScopes(db)) {
    setScope(db, scope, { state: 'loading', cursor: 0, pin: null, after_table: null, after_id: null });
  }
  offerFilesAgain(db);
}
