/** Desks (SQLite, encrypted folders) whose files travel to a real server over a line that counts and breaks. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeSettings } from '../../db/client/local/settings.ts';
import { saveCredentials } from '../../db/server/queries/credentials.ts';
import { EngineHost } from '../../src-main/core/engine/engine-host.ts';
import type { FromEngine } from '../../src-main/core/engine/messages.ts';
import { realNetwork, type Network } from '../../src-main/core/sync/network.ts';
import { seeded } from '../../src-shared/kernel/seeded.ts';
import { FakeTimers } from './laptop.ts';
import { aCustomer, aServer, keptOf, type Kit } from './server-kit.ts';

const PASSWORD = 'a-long-password';
const KEY = new Uint8Array(32).fill(9);

/** A server at which the customer `c1` is, and where A and B sign in. */
export class FileBed {
  readonly kit: Kit;
  readonly url: string;
  readonly #desks: FileDesk[] = [];

  static async open(): Promise<FileBed> {
    const kit = await aServer();
    const url = await kit.app.listen({ port: 0, host: '127.0.0.1' });
    await kit.load({ table: 'customer', rows: [{ id: 'c1', scope: 'book:joint', cells: aCustomer() }] });
    const credential = await keptOf(PASSWORD);
    await saveCredentials(kit.store, [
      { personId: 'A', login: 'a', ...credential },
      { personId: 'B', login: 'b', ...credential },
    ]);
    return new FileBed(kit, url);
  }

  private constructor(kit: Kit, url: string) {
    this.kit = kit;
    this.url = url;
  }

  /** A desk on a disk of its own, signed in and up to date. */
  async desk(login: 'a' | 'b'): Promise<FileDesk> {
    const desk = new FileDesk(login, this);
    this.#desks.push(desk);
    desk.open();
    await desk.signIn();
    return desk;
  }

  async close(): Promise<void> {
    for (const desk of this.#desks) await desk.close();
    await this.kit.close();
  }
}

/** A line that counts what goes over it, and breaks when it is told to. */
class CountingLine implements Network {
  up = 0;
  down = 0;
  /** After so many more bytes of files the line is dead, until it is mended. */
  breakAfter = Infinity;
  broken = false;
  /** Answers in the server's place, for a request of this method. */
  readonly answers: { method: string; response: () => Response }[] = [];
  readonly requests: string[] = [];

  async fetch(address: string, init: RequestInit): Promise<Response> {
    if (this.broken) throw new TypeError('fetch failed');
    const { pathname } = new URL(address);
    const ofFile = pathname.startsWith('/blobs/');
    const range = new Headers(init.headers).get('range');
    if (ofFile) this.requests.push([init.method ?? 'GET', ...(range === null ? [] : [range])].join(' '));
    const [next] = this.answers;
    if (ofFile && next !== undefined && next.method === init.method) {
      this.answers.shift();
      return next.response();
    }
    if (Buffer.isBuffer(init.body)) {
      this.breakAfter -= init.body.length;
      if (this.breakAfter < 0) {
        this.broken = true;
        throw new TypeError('connection reset');
      }
      this.up += init.body.length;
    }
    const response = await realNetwork.fetch(address, init);
    if (!ofFile || init.method !== 'GET' || !response.ok) return response;
    return new Response(response.body?.pipeThrough(this.#watched()) ?? null, response);
  }

  socket(): never {
    throw new Error('blocked');
  }

  mend(): void {
    this.broken = false;
    this.breakAfter = Infinity;
  }

  #watched(): TransformStream<Uint8Array, Uint8Array> {
    return new TransformStream({
      transform: (chunk, controller) => {
        this.breakAfter -= chunk.length;
        if (this.breakAfter < 0) {
          this.broken = true;
          controller.error(new TypeError('terminated'));
          return;
        }
        this.down += chunk.length;
        controller.enqueue(chunk);
      },
    });
  }
}

export class FileDesk {
  readonly line = new CountingLine();
  readonly timers = new FakeTimers();
  readonly folder: string;
  readonly login: string;
  readonly posted: FromEngine[] = [];
  readonly random = seeded('desk');
  host!: EngineHost;

  readonly #bed: Pick<FileBed, 'kit' | 'url'>;

  constructor(login: string, bed: Pick<FileBed, 'kit' | 'url'>) {
    this.login = login;
    this.#bed = bed;
    this.folder = mkdtempSync(path.join(tmpdir(), `semicolon-desk-${login}-`));
  }

  async signIn(): Promise<void> {
    await this.run('session.signIn', { server: this.#bed.url, login: this.login, password: PASSWORD });
    await this.settle();
  }

  open(): void {
    const host = EngineHost.open({
      folder: this.folder, key: KEY, about: { version: '0.0.0', server: this.#bed.url }, signInAs: null, deviceName: this.login,
      world: { now: () => this.#bed.kit.now, random: () => this.random.next() }, network: this.line, timers: this.timers,
      log: () => undefined, post: (message) => void this.posted.push(message),
    }); // prettier-ignore
    if (!host.ok) throw new Error(host.error.type);
    this.host = host.value;
    this.host.start();
  }

  /** As after kill -9: what was in memory is gone. */
  async crash(): Promise<void> {
    await this.host.close();
    this.open();
    await this.settle();
  }

  async close(): Promise<void> {
    await this.host.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async run(name: string, input: unknown): Promise<unknown> {
    await this.host.receive({ t: 'run', call: 1, name, input });
    const done = this.posted.findLast((one) => one.t === 'done');
    if (done?.t !== 'done' || !done.result.ok) throw new Error(`${name}: ${JSON.stringify(done)}`);
    return done.result.value;
  }

  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.host.sync.settled();
    }
  }

  async sync(): Promise<void> {
    this.timers.pass(3_600_000);
    await this.run('sync.now', {}).catch(() => undefined);
    await this.settle();
  }

  /** Gives files less room than a person can, because those of a test are small. */
  async room(fileMegabytes: number, fileDays: number): Promise<void> {
    writeSettings(this.host.engine.sqlite, { fileMegabytes });
    await this.run('settings.set', { fileDays });
  }

  async attach(name: string, bytes: Buffer): Promise<string> {
    const input = {
      owner_kind: 'customer',
      owner_id: 'c1',
      name,
      media_type: '',
      bytes: bytes.toString('base64'),
    };
    return ((await this.run('attachment.add', input)) as { id: string }).id;
  }

  async fetch(id: string): Promise<boolean> {
    await this.host.receive({ t: 'fetch', call: 2, attachmentId: id });
    const done = this.posted.findLast((one) => one.t === 'done');
    return done?.t === 'done' && done.result.ok;
  }

  /** The files on disk by name. */
  files(): string[] {
    return readdirSync(path.join(this.folder, 'attachments'), { recursive: true, encoding: 'utf8' })
      .map((file) => path.basename(file))
      .filter((file) => file.length >= 64)
      .sort();
  }

  uploads(): unknown[] {
    return this.host.engine.sqlite.prepare('SELECT sent, tries FROM _upload').all();
  }
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
