/**
 * The server's own code in this process, over a store in memory: no HTTP, no socket, no hashing of passwords, no clock
 * and no random of its own. See README.md.
 */
import { Outage } from '../../db/server/memory/error.ts';
import type { MemoryDatabase } from '../../db/server/memory/database.ts';
import { openMemory, type OnStep } from '../../db/server/memory/open.ts';
import type { BulkBatch } from '../../db/server/queries/bulk-load.ts';
import type { Contact } from '../../db/server/queries/devices.ts';
import { fork } from '../../src-server/auth/fork.ts';
import { answerSignIn } from '../../src-server/auth/answer-sign-in.ts';
import { refresh } from '../../src-server/auth/refresh.ts';
import { openDevice, type SignedIn } from '../../src-server/auth/sign-in.ts';
import { proveFamily, revokedHolder, tokenRevoked, whoHolds } from '../../src-server/http/authenticate.ts';
import { parse, Refused, refusedAnswer } from '../../src-server/http/refuse.ts';
import type { AnswerSize } from '../../src-server/pull/fitting.ts';
import { textOf, type PullAnswer } from '../../src-server/pull/pull.ts';
import { PokeHub, type Poke, type Pokeable } from '../../src-server/poke/poke-hub.ts';
import { project } from '../../src-server/projections/project.ts';
import { rollForward } from '../../src-server/projections/roll-forward.ts';
import { compactNotes } from '../../src-server/upkeep/compact-notes.ts';
import { findDuplicates } from '../../src-server/upkeep/find-duplicates.ts';
import { trim } from '../../src-server/upkeep/trim.ts';
import type { News } from '../../src-server/push/push.ts';
import {
  answerPull,
  answerPush,
  answerRanges,
  answerSnapshot,
  type Remarks,
  type SyncContext,
} from '../../src-server/sync-requests.ts';
import type { Change } from '../../src-shared/sync/change.ts';
import { tick } from '../../src-shared/sync/clock.ts';
import { PROTOCOL_VERSION } from '../../src-shared/sync/protocol.ts';
import {
  forkRequest,
  handoverRequest,
  refreshRequest,
  signInRequest,
  type SignInRequest,
} from '../../src-shared/sync/session-requests.ts';
import { feedRows } from './feed.ts';

/** Everybody's. */
export const PASSWORD = 'right';

export interface SimServerOptions {
  readonly database: MemoryDatabase;
  readonly now: () => number;
  readonly random: () => number;
  readonly step?: OnStep;
  /** Answers in smaller parts than usual. */
  readonly size?: AnswerSize;
  /** A laptop's cursor is beyond the head without a new epoch: the server lost a commit. */
  readonly beyondHead?: Remarks['beyondHead'];
  /** Its tokens run out and are renewed; else they last. */
  readonly short?: boolean;
  readonly handedOver?: (changes: readonly Change[]) => void;
  readonly poisoned?: (device: number, n: number, error: unknown) => void;
}

export interface Answer {
  readonly status: number;
  readonly json: unknown;
}

const HOUR = 3_600_000;
/** As the real server has it (`create-server.ts`). */
const ACCESS_MS = 15 * 60_000;

export interface SimServer {
  readonly epoch: string;
  /** What was thrown that is no refusal: a fault of the server. Must stay empty. */
  readonly faults: readonly unknown[];
  /** A request as it arrives. Rejects with `Outage` where the process died on the way. */
  handle(method: string, path: string, token: string | null, body: unknown): Promise<Answer>;
  signIn(personId: string, deviceName?: string): Promise<SignedIn>;
  /** Whose token it is. Throws `Refused`. */
  personOf(token: string | null): Promise<string>;
  /** The WebSocket: pokes once at once. Null where the token does not work. */
  connect(token: string, on: { poke(): void; refuse(): void }): Promise<(() => void) | null>;
  revoke(device: number): Promise<void>;
  /** Rows of a feed, as the nightly import brings them. */
  feed(batches: Iterable<BulkBatch>): Promise<void>;
  /** The daily job. */
  rollForward(): Promise<void>;
  /** Compacts notes and cuts what is hours old, as the daily job does what is half a year old. */
  upkeep(): Promise<void>;
  /** Until every poke that a commit caused has been given. */
  settled(): Promise<void>;
  crash(): void;
}

export async function createSimServer(options: SimServerOptions): Promise<SimServer> {
  const { database, now, random } = options;
  const store = openMemory(database, options.step);
  const secret = (bytes: number): Buffer =>
    Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256)));
  const hub = new PokeHub(async (personId) => new Set((await store.grants.read(personId)).keys()));
  const faults: unknown[] = [];
  const running = new Set<Promise<void>>();
  let dead = false;
  let last = 0;

  const announce = (poke: Poke): void => {
    // A poke that fails costs until the laptop's next poll, here as in production.
    const telling = hub
      .tell(poke)
      .catch(() => {})
      .finally(() => void running.delete(telling));
    running.add(telling);
  };
  const committed = (news: News): void =>
    announce({ scopes: [...news.scopes], people: news.people, except: news.except });
  const stamp = (): number => (last = tick(last, now()));
  const epoch = await store.meta.epoch();
  const context: SyncContext = {
    store,
    epoch,
    world: { now },
    ...(options.size && { size: options.size }),
    push: {
      store,
      epoch,
      stamp,
      project,
      committed,
      poisoned: options.poisoned ?? ((_device, _n, error) => void faults.push(error)),
    },
  };
  const remarks: Remarks = {
    beyondHead: options.beyondHead ?? (() => {}),
    notDelivered: () => {},
  };
  const tokens = { store, secret, epoch, refreshKey: 'seal', accessMs: ACCESS_MS };
  const holderOf = async (token: string | null): Promise<{ device: Contact; lasting: boolean }> => {
    const found = await whoHolds(store, token ?? '', now());
    if (found.state === 'expired') throw new Refused('TokenExpired');
    if (found.state !== 'good') throw tokenRevoked(found.state === 'revoked' ? found.why : null);
    return found;
  };
  const signIn = async (
    personId: string,
    deviceName = 'laptop',
    said: Pick<SignInRequest, 'before' | 'renews'> = {},
  ): Promise<SignedIn> => {
    const renews = said.renews === true && options.short === true;
    const facts = { personId, deviceName, before: said.before, renews };
    const signedIn = await openDevice(tokens, facts, now());
    if (!signedIn) throw new Refused('WrongPassword');
    return signedIn;
  };
  const revoke = async (device: number): Promise<void> => {
    await store.devices.revoke(device, now());
    announce({ scopes: [], people: [], except: 0, revoked: device });
  };

  /** What a laptop that is to be erased had not sent; the real server keeps it for an administrator. */
  async function handOver(token: string | null, body: unknown): Promise<unknown> {
    const gone = await revokedHolder(store, token ?? '', now());
    if (!gone || gone.why === 'signed_out') throw new Refused('TokenRevoked');
    const { changes } = parse(handoverRequest, body);
    if ((await store.grants.read(gone.device.person_id)).size === 0) throw new Refused('NotGranted');
    options.handedOver?.(changes);
    return { kept: changes.length };
  }

  async function renew(body: unknown): Promise<unknown> {
    const result = await refresh(tokens, parse(refreshRequest, body).refresh, now());
    if (!result.ok) throw tokenRevoked(result.error.why);
    const { token, expiresIn, refresh: next } = result.value;
    return { token, expiresIn, refresh: next, protocol: PROTOCOL_VERSION, serverTime: now() };
  }

  /** Whoever still has a token that lasts is asked to exchange it. */
  const pulled = (answer: PullAnswer, lasting: boolean): unknown =>
    JSON.parse(textOf({ ...answer, ...(lasting && options.short && { renew: true as const }) }));

  async function answer(path: string, token: string | null, body: unknown): Promise<unknown> {
    if (path === '/session') {
      const { login, password, deviceName, before, renews } = parse(signInRequest, body);
      const person = database.rows('person').find((row) => row.cells['login'] === login && row.deleted === 0);
      if (!person || password !== PASSWORD) throw new Refused('WrongPassword');
      const signedIn = await signIn(person.id, deviceName, { before, renews });
      return answerSignIn({ store, epoch }, signedIn, before, now());
    }
    if (path === '/session/handover') return handOver(token, body);
    if (path === '/session/refresh') return renew(body);
    const { device, lasting } = await holderOf(token);
    switch (path) {
      case '/session/fork':
        if (!lasting) await proveFamily(store, device, parse(forkRequest, body).refresh);
        return fork({ store, secret, epoch }, device, body, now());
      case '/session/end':
        await store.devices.revoke(device.id, now(), 'signed_out');
        announce({ scopes: [], people: [], except: 0, revoked: device.id });
        return {};
      case '/sync/push':
        return (await answerPush(context, device, body)).answer;
      case '/sync/pull':
        return pulled(await answerPull(context, device, body, remarks), lasting);
      case '/sync/ranges':
        return answerRanges(context, device, body);
      case '/sync/snapshot':
        return answerSnapshot(context, device, body, remarks);
      default:
        throw new Refused('NotFound');
    }
  }

  return {
    epoch,
    faults,
    handle: async (_method, path, token, body) => {
      try {
        const json = await answer(path, token, body);
        if (dead) throw new Outage();
        return { status: 200, json };
      } catch (error) {
        if (dead) throw new Outage();
        const refused = refusedAnswer(error);
        if (refused.isFault) faults.push(error);
        return { status: refused.status, json: refused.body };
      }
    },
    signIn,
    personOf: async (token) => (await holderOf(token)).device.person_id,
    connect: async (token, { poke, refuse }) => {
      const found = await whoHolds(store, token, now());
      if (found.state !== 'good') return null;
      const who = { device: found.device.id, personId: found.device.person_id };
      const one: Pokeable = { ...who, refuse, poke: async () => poke() };
      await hub.join(one);
      return () => hub.leave(one);
    },
    revoke,
    feed: async (batches) => {
      await feedRows(store, batches, now());
      announce({ scopes: null, people: [], except: 0 });
    },
    rollForward: async () => {
      await rollForward({ store, stamp }, now());
      announce({ scopes: null, people: [], except: 0 });
    },
    upkeep: async () => {
      await findDuplicates({ store, stamp }, now());
      await compactNotes({ store, stamp }, now(), { many: 2, ageMs: 0 });
      await trim({ store, stamp }, now(), { log: 6 * HOUR, history: 1_000 * HOUR });
      announce({ scopes: null, people: [], except: 0 });
    },
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    crash: () => {
      dead = true;
      store.crash();
    },
  };
}

/** What is done once after the database was restored from a backup, before a server starts on it. */
export const beginNewEpoch = (database: MemoryDatabase, epoch: string): Promise<void> =>
  openMemory(database).meta.beginEpoch(epoch);

/** An organisation to begin with. */
export const loadOrganisation = async (
  database: MemoryDatabase,
  batches: Iterable<BulkBatch>,
  now: number,
): Promise<void> => void (await feedRows(openMemory(database), batches, now));
