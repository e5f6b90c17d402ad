import path from 'node:path';
import { readMeta } from '../../../db/client/local/meta.ts';
import { countWaiting } from '../../../db/client/local/outbox.ts';
import { wipe } from '../../../db/client/local/wipe.ts';
import { removeAsides } from '../../../db/client/set-aside.ts';
import { rebuildDerivations } from '../../../db/client/derivations.ts';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { isSafeServer } from '../../../src-shared/kernel/server-address.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import { TABLE_NAMES } from '../../../src-shared/schema/tables.ts';
import { signInResponse, type SignInResponse } from '../../../src-shared/sync/session-requests.ts';
import { z } from 'zod';
import { DERIVATIONS } from '../derivations.ts';
import type { FileBlobStore } from '../blob-store.ts';
import { post } from '../sync/http.ts';
import type { Network } from '../sync/network.ts';
import { SessionKeeper } from '../sync/session-keeper.ts';
import {
  earlierNumber,
  forgetToken,
  isHeldByAnother,
  readSession,
  rememberSession,
  settleEarlier,
} from '../sync/session.ts';
import type { Engine } from './engine.ts';

export interface Account {
  readonly engine: Engine;
  readonly network: Network;
  readonly blobs: FileBlobStore;
  /** A name that people recognise in the list of devices. */
  readonly deviceName: string;
  /** What it runs on: `win32`, `darwin`, `linux`. */
  readonly system?: string | undefined;
}

/**
 * Signs in at the server and remembers it. Somebody else's data leaves this laptop first; while it holds work that was
 * not sent, nobody else can sign in.
 */
export async function signIn(
  account: Account,
  input: CommandInput<'session.signIn'>,
): Promise<Result<void, DeskFailure>> {
  const { engine, network, deviceName } = account;
  const { server, login, password } = input;
  if (!isSafeServer(server)) return err({ type: 'InsecureServer', server });
  const { system } = account;
  const body = { login, password, deviceName, system, renews: true, ...earlierNumber(engine.sqlite) };
  const answer = await post(network, { server, path: '/session', body, token: null, answer: signInResponse });
  if (!answer.ok) return answer;
  // As the bank writes it, not as it was typed; an older server does not tell.
  return takeOver(account, { server, login: answer.value.login ?? login }, answer.value);
}

/** Makes the desk that of whoever signed in. */
export function takeOver(
  account: Account,
  { server, login }: { server: string; login: string },
  answer: SignInResponse,
): Result<void, DeskFailure> {
  const { engine } = account;
  const { sqlite } = engine;
  const person = readMeta(sqlite, 'person');
  if (isHeldByAnother(sqlite, answer.personId))
    return err({ type: 'UnsentChanges', count: countWaiting(sqlite) });
  if (person !== null && person !== answer.personId) empty(account);
  engine.apply(['sync', 'settings', 'person', 'outbox'], (rows) => {
    settleEarlier(rows, answer);
    rememberSession(sqlite, { server, login, answer, now: engine.world.now() });
  });
  return ok(undefined);
}

/** What every person of the demo bank signs in with, where the environment names no other password. */
const DEMO_PASSWORD = 'semicolon-demo';

/** Signs a person of the demo bank in, unless that person is; so that a first look needs no password typed. */
export async function signInDemo(
  account: Account,
  login: string,
  server: string,
): Promise<Result<void, DeskFailure>> {
  const { sqlite } = account.engine;
  if (readSession(sqlite) && readMeta(sqlite, 'login') === login) return ok(undefined);
  return signIn(account, {
    server,
    login,
    password: process.env['SEMICOLON_DEMO_PASSWORD'] ?? DEMO_PASSWORD,
  });
}

/** Signs out. The data stays for the next sign-in, or goes: not while changes wait, unless the person insists. */
export async function signOut(
  account: Account,
  input: CommandInput<'session.signOut'>,
): Promise<Result<void, DeskFailure>> {
  const { engine, network } = account;
  const count = countWaiting(engine.sqlite);
  if (input.wipe && count > 0 && !input.force) return err({ type: 'UnsentChanges', count });
  // Without a connection the server learns of it never; the token is forgotten here all the same.
  await new SessionKeeper(engine, network).ask(({ server, token }) =>
    post(network, { server, path: '/session/end', body: {}, token, answer: z.unknown() }),
  );
  if (input.wipe) empty(account);
  else engine.apply(['sync', 'person'], () => forgetToken(engine.sqlite));
  return ok(undefined);
}

function empty({ engine, blobs }: Account): void {
  engine.apply(
    [...TABLE_NAMES, 'sync', 'outbox', 'undo', 'conflicts', 'reminders', 'read_flags', 'blobs'],
    () => {
      wipe(engine.sqlite);
      rebuildDerivations(engine, DERIVATIONS, engine.world.now());
    },
  );
  engine.emptyLog();
  blobs.clear();
  // A damaged database that was set aside is theirs too.
  removeAsides(path.dirname(engine.sqlite.name));
}
