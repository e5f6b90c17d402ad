import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DemoSize } from '../../db/demo/size.ts';
import { credentialByLogin, personByLogin, someLogins } from '../../db/server/queries/credentials.ts';
import { isEmptyBank } from '../../db/server/queries/meta.ts';
import { forgetAccess } from '../../db/server/queries/sessions.ts';
import { forgetFlows } from '../../db/server/queries/sign-in-flows.ts';
import { forgetGuesses } from '../../db/server/queries/sign-in-limit.ts';
import type { Store } from '../../db/server/store.ts';
import { isLoopbackHost } from '../../src-shared/kernel/server-address.ts';
import { makeFirstAdmin, type SignInWords } from '../auth/make-admin.ts';
import { openObjects } from '../blobs/open-objects.ts';
import { sweep } from '../blobs/sweep.ts';
import type { Ways } from '../context.ts';
import { createServer } from '../create-server.ts';
import { loadDemo } from '../import/load-demo.ts';
import { progressOn } from '../import/progress.ts';
import { errorFacts } from '../http/refuse.ts';
import { daily } from '../upkeep/daily.ts';
import { openStore } from '../store/open-store.ts';
import { readCertificate } from './certificate.ts';
import { Told } from './explain.ts';
import { languageOf } from './language.ts';
import type { CommonOptions } from './options.ts';
import { realWorld, terminal } from './real-world.ts';

const WORDS = {
  en: { demoBank: 'the demo bank', projecting: 'Preparing busy times and invitations…\n' },
  zh: { demoBank: '演示银行', projecting: '正在生成忙闲时段与邀请…\n' },
} as const;

export interface ServeOptions extends CommonOptions {
  readonly host: string;
  readonly port: number;
  readonly trustProxy: string | undefined;
  readonly drainMs: number;
  readonly demo: DemoSize | 'none';
  readonly firstAdmin: string | undefined;
  readonly lookFor: string | undefined;
  readonly leaseDays: number;
  readonly ways: Ways;
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

/**
 * Serves until told to stop. Standard output gets one line, `{"ready":true,"url":…}`, once requests are answered; logs
 * and progress go to standard error. Where a first administrator was made, the line holds login and password as `admin`; where
 * nobody has the login that was looked for, some of those that exist as `others`.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { host, tls, trustProxy } = options;
  const here = isLoopbackHost(host.includes(':') ? `[${host}]` : host);
  if (!here && tls === null && trustProxy === undefined) throw new Told({ type: 'PlainHttp', host });
  const pem = tls === null ? undefined : readCertificate(tls);
  const store = await openStore({
    dataFolder: options.dataFolder,
    databaseUrl: options.databaseUrl,
    notify: options.notify,
    newEpoch: randomUUID(),
  });
  try {
    const filled = options.demo !== 'none' && (await isEmptyBank(store));
    if (filled) await fillWithDemo(store, options.demo);
    const admin = await firstAdmin(store, options.firstAdmin);
    const others = await insteadOf(store, options.lookFor);
    const server = await createServer({
      store,
      world: realWorld,
      secret: randomBytes,
      objects: await openObjects(options.dataFolder, process.env),
      log: { level: options.logLevel, stream: process.stderr },
      ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
      leaseMs: options.leaseDays === 0 ? null : options.leaseDays * DAY_MS,
      ways: options.ways,
      tls: pem,
    });
    const { push, pokes, log } = server.context;
    const stopping = new AbortController();
    const roll = async (): Promise<void> => {
      const unfit = (note: string, error: unknown): void =>
        log.warn({ note, fault: errorFacts(error) }, 'a note was not compacted');
      const done = await daily({ ...push, stop: stopping.signal, unfit }, realWorld.now(), (error) =>
        log.error({ fault: errorFacts(error) }, 'upkeep failed'),
      );
      if (done) await pokes.tell({ scopes: null, people: [], except: 0 });
    };
    // A bank that was just filled is complete when it says "ready"; later days are caught up behind open doors.
    if (filled) {
      terminal.write(WORDS[languageOf(process.env)].projecting);
      await roll();
    }
    const url = await server.app.listen({ host: options.host, port: options.port });
    process.stdout.write(
      `${JSON.stringify({ ready: true, url, ...(admin && { admin }), ...(others && { others }) })}\n`,
    );
    const rolled = every(HOUR, roll, (error) =>
      log.error({ fault: errorFacts(error) }, 'roll forward failed'),
    );
    const swept = every(
      HOUR,
      async () => {
        await sweep(server.context, realWorld.now());
        await forgetGuesses(store, realWorld.now() - DAY_MS);
        await forgetFlows(store, realWorld.now());
        await forgetAccess(store, realWorld.now() - DAY_MS);
      },
      (error) => log.error({ fault: errorFacts(error) }, 'sweep failed'),
    );
    const reported = every(
      REPORTS_MS,
      () => server.context.reports.flush(store),
      (error) => log.warn({ fault: errorFacts(error) }, 'reports were not kept'),
    );
    await told();
    stopping.abort();
    server.leave();
    await pause(options.drainMs);
    await rolled.stop();
    await swept.stop();
    await reported.stop();
    await server.close();
  } finally {
    await store.close();
  }
}

/** Somebody who can sign in to an empty bank; null where there are people already, or nobody is wanted. */
async function firstAdmin(store: Store, login: string | undefined): Promise<SignInWords | null> {
  if (login === undefined) return null;
  const made = await makeFirstAdmin(store, { login }, realWorld);
  if (!made.ok) throw new Told(made.error);
  return made.value;
}

const OTHERS = 5;

/** By a login as it is written, or as a sign-in takes it: in whatever case and width. */
const isKnown = async (store: Store, login: string): Promise<boolean> =>
  (await personByLogin(store, login)) !== null || (await credentialByLogin(store, login)) !== null;

/** Some logins that exist where this one does not; null where it does, or none is looked for. */
async function insteadOf(store: Store, login: string | undefined): Promise<string[] | null> {
  if (login === undefined || (await isKnown(store, login))) return null;
  return someLogins(store, OTHERS);
}

const HOUR = 3_600_000;
const DAY_MS = 24 * HOUR;
const REPORTS_MS = 10_000;

/** Runs a job now and then, never twice at once; `stop` waits for a run to end. */
function every(
  ms: number,
  job: () => Promise<void>,
  failed: (error: unknown) => void,
): { stop(): Promise<void> } {
  let running = job().catch(failed);
  const timer = setInterval(() => {
    running = running.then(job).catch(failed);
  }, ms);
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}

async function fillWithDemo(store: Store, size: DemoSize): Promise<void> {
  const progress = progressOn(terminal, languageOf(process.env), realWorld.now);
  const now = realWorld.now();
  await loadDemo(store, size, dayIn('Asia/Shanghai', now), {
    now,
    onProgress: (done, total) => progress.step(done, total, WORDS[languageOf(process.env)].demoBank),
  });
  progress.end();
}

/** The date on the wall in a zone. */
const dayIn = (zone: string, now: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now);

/** Settles at the first SIGTERM or SIGINT; a second one ends the process at once, as the system does it. */
function told(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
