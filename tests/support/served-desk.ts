import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { FastifyInstance } from 'fastify';
import type { Engine } from '../../src-main/core/engine/engine.ts';
import { EngineHost } from '../../src-main/core/engine/engine-host.ts';
import type { Network } from '../../src-main/core/sync/network.ts';
import { rememberSession } from '../../src-main/core/sync/session.ts';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { Result } from '../../src-shared/kernel/result.ts';
import { seeded } from '../../src-shared/kernel/seeded.ts';
import { PROTOCOL_VERSION } from '../../src-shared/sync/protocol.ts';
import { TEST_EPOCH } from './server-store.ts';
import { FakeTimers } from './laptop.ts';
import { NOW, type Kit } from './server-kit.ts';

type Fields = Readonly<Record<string, string | number | boolean>>;
interface Page {
  readonly rows: readonly unknown[];
}

/** The desk itself, on an encrypted database in a folder, beside the real server: nothing between them is a stand-in. */
export class ServedDesk {
  readonly folder: string;
  readonly logged: { event: string; fields: Fields }[] = [];
  /** Every request that was answered, with the rows that came in pages and their number. */
  readonly requests: { url: string; status: number; rows: number }[] = [];
  /** Addresses that this server does not know, as an older one. */
  readonly unknown = new Set<string>();
  /** No way to the server: what is written stays here. */
  cut = false;
  /** What happens after the server has answered and before the desk hears of it. */
  onAnswer: (url: string) => void | Promise<void> = () => undefined;
  app: FastifyInstance;
  readonly #kit: { now: number };
  readonly #host: EngineHost;
  readonly #answers = new Map<number, Result<unknown, DeskFailure>>();

  static async open(kit: Kit, person: string): Promise<ServedDesk> {
    const { device, token } = await kit.laptop(person);
    const desk = new ServedDesk(kit, person);
    const answer = {
      token,
      device,
      personId: person,
      protocol: PROTOCOL_VERSION,
      epoch: TEST_EPOCH,
      serverTime: NOW,
    };
    const login = person.toLowerCase();
    rememberSession(desk.sqlite, { server: 'https://server.test', login, answer, now: NOW });
    desk.#host.start();
    await desk.synced();
    return desk;
  }

  /** A desk on a folder that another one has filled; it asks the server for nothing before it is told to. */
  static on(kit: Kit, seed: string, folder: string): ServedDesk {
    return new ServedDesk(kit, seed, folder);
  }

  private constructor(kit: Kit, seed: string, folder = mkdtempSync(path.join(tmpdir(), 'semicolon-desk-'))) {
    this.folder = folder;
    this.app = kit.app;
    this.#kit = kit;
    const random = seeded(seed);
    const host = EngineHost.open({
      folder: this.folder,
      key: new Uint8Array(32).fill(5),
      about: { version: '0.0.0', server: null },
      signInAs: null,
      world: { now: () => (this.#kit.now += 1), random: () => random.next() },
      network: this.#network(),
      timers: new FakeTimers(),
      deviceName: seed,
      log: (event, fields) => void this.logged.push({ event, fields }),
      post: (message) => void (message.t === 'done' && this.#answers.set(message.call, message.result)),
    });
    if (!host.ok) throw new Error(JSON.stringify(host.error));
    this.#host = host.value;
  }

  get engine(): Engine {
    return this.#host.engine;
  }

  get sqlite(): Database {
    return this.#host.engine.sqlite;
  }

  /** A round of sync, and whatever it asks for after. */
  async synced(): Promise<void> {
    this.cut = false;
    await this.#host.sync.settled();
    this.#host.sync.resume();
    await this.#host.sync.settled();
    const result = await this.#host.sync.round();
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.#host.sync.settled();
    }
  }

  did(name: string, input: unknown): unknown {
    const result = this.engine.run(name, input);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value;
  }

  /** A command that asks the server something, through the door that the window uses. */
  async asked(name: string, input: unknown = {}): Promise<unknown> {
    const call = this.#answers.size + 1;
    await this.#host.receive({ t: 'run', call, name, input });
    const result = this.#answers.get(call);
    if (!result?.ok) throw new Error(`${name}: ${JSON.stringify(result?.error)}`);
    return result.value;
  }

  /** Rows that came in pages of snapshots and repairs, by address, since the last time this was asked. */
  rowsMoved(): Record<string, number> {
    const moved: Record<string, number> = {};
    for (const { url, rows } of this.requests.splice(0)) moved[url] = (moved[url] ?? 0) + rows;
    return moved;
  }

  happened(event: string): Fields[] {
    return this.logged.filter((line) => line.event === event).map((line) => line.fields);
  }

  async close(): Promise<void> {
    await this.#host.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #network(): Network {
    return {
      fetch: async (url, init) => {
        if (this.cut) throw new TypeError('fetch failed');
        const { pathname } = new URL(url);
        const payload = init.body as string;
        const headers = Object.fromEntries(new Headers(init.headers));
        const target = this.unknown.has(pathname) ? '/nowhere' : pathname;
        const answer = await this.app.inject({ method: 'POST', url: target, payload, headers });
        const { pages } = answer.json<{ pages?: Page[] }>();
        const rows = (pages ?? []).reduce((sum, page) => sum + page.rows.length, 0);
        this.requests.push({ url: pathname, status: answer.statusCode, rows });
        await this.onAnswer(pathname);
        return new Response(answer.body, { status: answer.statusCode });
      },
      socket: () => {
        throw new Error('blocked');
      },
    };
  }
}
