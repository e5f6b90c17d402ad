/** Files on their way between real desks (SQLite, encrypted folders) and a real server, over a line that breaks. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSettings } from '../../db/client/local/settings.ts';
import { saveCredentials } from '../../db/server/queries/credentials.ts';
import { EngineHost } from '../../src-main/core/engine/engine-host.ts';
import type { FromEngine } from '../../src-main/core/engine/messages.ts';
import { realNetwork, type Network } from '../../src-main/core/sync/network.ts';
import { seeded } from '../../src-shared/kernel/seeded.ts';
import { FakeTimers } from '../../tests/support/laptop.ts';
import { aCustomer, aServer, keptOf, type Kit } from '../../tests/support/server-kit.ts';
import { beginEpoch } from '../../src-main/core/sync/session.ts';
import { blobStore } from './blob-store.ts';

const PASSWORD = 'a-long-password';
const KEY = new Uint8Array(32).fill(9);
let kit: Kit;
let url: string;
let desks: Desk[];
beforeEach(async () => {
  kit = await aServer();
  desks = [];
  url = await kit.app.listen({ port: 0, host: '127.0.0.1' });
  await kit.load({ table: 'customer', rows: [{ id: 'c1', scope: 'book:joint', cells: aCustomer() }] });
  const credential = await keptOf(PASSWORD);
  await saveCredentials(kit.store, [
    { personId: 'A', login: 'a', ...credential },
    { personId: 'B', login: 'b', ...credential },
  ]);
});
afterEach(async () => {
  for (const desk of desks) await desk.close();
  await kit.close();
});

/** A line that counts what goes over it, and breaks when it is told to. */
class Line implements Network {
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

class Desk {
  readonly line = new Line();
  readonly timers = new FakeTimers();
  readonly folder: string;
  readonly login: string;
  readonly posted: FromEngine[] = [];
  readonly random = seeded('desk');
  host!: EngineHost;

  private constructor(login: string) {
    this.login = login;
    this.folder = mkdtempSync(path.join(tmpdir(), `semicolon-desk-${login}-`));
  }

  static async of(login: string): Promise<Desk> {
    const desk = new Desk(login);
    desks.push(desk);
    desk.open();
    await desk.run('session.signIn', { server: url, login, password: PASSWORD });
    await desk.settle();
    return desk;
  }

  open(): void {
    const host = EngineHost.open({
      folder: this.folder, key: KEY, about: { version: '0.0.0', server: url }, signInAs: null, deviceName: this.login,
      world: { now: () => kit.now, random: () => this.random.next() }, network: this.line, timers: this.timers,
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

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('a file on its way', () => {
  it('goes on after a cut and a crash, and no piece that arrived is sent again', async () => {
    const a = await Desk.of('a');
    const bytes = randomBytes(6_000_000);
    a.line.breakAfter = 2_500_000;
    await a.attach('report.bin', bytes);
    await a.settle();
    expect(a.uploads()).toMatchObject([{ sent: a.line.up }]);
    expect(a.line.up).toBeGreaterThan(500_000);
    await a.crash();
    a.line.mend();
    await a.sync();
    expect(a.uploads()).toEqual([]);
    expect(a.line.up).toBe(bytes.length);

    const b = await Desk.of('b');
    await b.settle();
    expect(b.files()).toEqual([sha256Of(bytes)]);
    expect(b.line.down).toBe(bytes.length);
  });

  it('is fetched on from where the line broke, and is there only once it is right', async () => {
    const a = await Desk.of('a');
    const bytes = randomBytes(3_000_000);
    await a.attach('report.bin', bytes);
    await a.settle();
    const b = await Desk.of('b');
    rmSync(path.join(b.folder, 'attachments'), { recursive: true });
    b.line.down = 0;
    b.line.breakAfter = 1_000_000;
    await b.sync();
    expect(b.files()).toEqual([`${sha256Of(bytes)}.part`]);
    expect(readFileSync(path.join(b.folder, 'attachments', sha256Of(bytes).slice(0, 2), b.files()[0]!)).includes(bytes.subarray(0, 64))).toBe(false); // prettier-ignore
    b.line.mend();
    await b.crash();
    await b.sync();
    expect(b.files()).toEqual([sha256Of(bytes)]);
    expect(b.line.requests.at(-1)).toMatch(/^GET bytes=\d+-$/);
    // What a piece of 64 kB had of the break is fetched again, no more.
    expect(b.line.down).toBeLessThan(bytes.length + 2 * 65_536);
  });

  it('waits as long as the server asks, and as the line needs', async () => {
    const a = await Desk.of('a');
    a.line.answers.push({
      method: 'POST',
      response: () => Response.json({ error: 'TooManyRequests', retryAfterMs: 600_000 }, { status: 429 }),
    });
    await a.attach('a.txt', Buffer.from('a'));
    await a.settle();
    const asked = a.line.requests.length;
    await a.run('sync.now', {});
    await a.settle();
    expect(a.line.requests).toHaveLength(asked);
    kit.now += 600_000;
    a.line.answers.push({ method: 'PATCH', response: () => new Response('<html>', { status: 502 }) });
    await a.sync();
    expect(a.uploads()).toHaveLength(1);
    kit.now += 60_000;
    await a.sync();
    expect(a.uploads()).toEqual([]);
  });

  it('goes in smaller pieces where a proxy lets no large one through', async () => {
    const a = await Desk.of('a');
    for (let i = 0; i < 2; i += 1)
      a.line.answers.push({ method: 'PATCH', response: () => new Response('too large', { status: 413 }) });
    await a.attach('a.bin', randomBytes(1_000_000));
    await a.settle();
    expect(a.uploads()).toEqual([]);
    expect(a.line.requests.filter((one) => one === 'POST')).toHaveLength(1);
  });

  it('is not begun anew because the server is busy when it is asked where it ended', async () => {
    const a = await Desk.of('a');
    a.line.breakAfter = 1_000_000;
    await a.attach('a.bin', randomBytes(3_000_000));
    await a.settle();
    a.line.mend();
    a.line.answers.push({ method: 'HEAD', response: () => new Response(null, { status: 503 }) });
    await a.crash();
    await a.sync();
    kit.now += 60_000;
    await a.sync();
    expect(a.uploads()).toEqual([]);
    expect(a.line.requests.filter((one) => one === 'POST')).toHaveLength(1);
  });

  it('is begun anew where the server has forgotten it', async () => {
    const a = await Desk.of('a');
    a.line.breakAfter = 1_000_000;
    await a.attach('a.bin', randomBytes(3_000_000));
    await a.settle();
    await kit.store.query('DELETE FROM "upload"');
    a.line.mend();
    await a.sync();
    kit.now += 60_000;
    await a.sync();
    expect(a.uploads()).toEqual([]);
  });

  it('that the server refuses holds up no other', async () => {
    const a = await Desk.of('a');
    a.line.answers.push({
      method: 'POST',
      response: () => Response.json({ error: 'BadRequest' }, { status: 400 }),
    });
    await a.attach('a.txt', Buffer.from('a'));
    await a.attach('b.txt', Buffer.from('bb'));
    await a.settle();
    expect(a.uploads()).toEqual([{ sent: 0, tries: 1 }]);
    kit.now += 3_600_000;
    await a.sync();
    expect(a.uploads()).toEqual([]);
  });
});

describe('a server that was restored from a backup', () => {
  it('gets the files again that it lost, and asks for none that it has', async () => {
    const a = await Desk.of('a');
    const [lost, kept] = [randomBytes(200_000), randomBytes(300_000)];
    await a.attach('lost.bin', lost);
    await a.attach('kept.bin', kept);
    await a.settle();
    await blobStore(kit.objects).remove(sha256Of(lost));
    await kit.store.query('DELETE FROM "blob" WHERE sha256 = $1', [sha256Of(lost)]);
    a.host.engine.apply([], () => beginEpoch(a.host.engine.sqlite, 'restored'));
    const before = a.line.up;
    await a.sync();
    expect(a.line.up - before).toBe(lost.length);
    expect(a.uploads()).toEqual([]);
    const b = await Desk.of('b');
    expect(b.files()).toEqual([sha256Of(lost), sha256Of(kept)].sort());
  });
});

describe('what lies on a laptop', () => {
  const shown = (desk: Desk): string[] => desk.files();

  it('is what is recent and what is kept; the rest comes when it is opened, and goes when room is needed', async () => {
    const a = await Desk.of('a');
    const [old, young] = [randomBytes(600_000), randomBytes(600_000)];
    const oldId = await a.attach('old.bin', old);
    await a.settle();
    kit.now += 60 * 86_400_000;
    await a.attach('young.bin', young);
    await a.settle();
    const b = await Desk.of('b');
    await b.settle();
    expect(shown(b)).toEqual([sha256Of(young)]);
    expect(await b.fetch(oldId)).toBe(true);
    expect(shown(b)).toEqual([sha256Of(old), sha256Of(young)].sort());
    await b.room(1, 30);
    await b.settle();
    expect(shown(b)).toEqual([sha256Of(young)]);
    await b.run('attachment.keep', { id: oldId, kept: true });
    await b.settle();
    expect(shown(b)).toEqual([sha256Of(old)]);
    await b.run('attachment.keep', { id: oldId, kept: false });
    await b.run('settings.set', { fileMegabytes: 500, fileDays: 0 });
    await b.run('customer.keepFiles', { id: 'c1', kept: true });
    await b.settle();
    expect(shown(b)).toEqual([sha256Of(old), sha256Of(young)].sort());
  });

  it('is never let go before the server has it', async () => {
    const a = await Desk.of('a');
    await a.room(1, 0);
    a.line.broken = true;
    const large = [randomBytes(600_000), randomBytes(600_000)];
    for (const bytes of large) await a.attach('large.bin', bytes);
    await a.settle();
    expect(shown(a)).toHaveLength(2);
    a.line.mend();
    await a.sync();
    kit.now += 60_000;
    await a.sync();
    expect([a.uploads(), shown(a)]).toMatchObject([[], { length: 1 }]);
  });

  it('of a task goes to the colleague who is asked to do it, and is closed to them when the task is taken back', async () => {
    const a = await Desk.of('a');
    const b = await Desk.of('b');
    const bytes = randomBytes(70_000);
    const fields = { title: '给王总发合同', zone: 'Asia/Shanghai' };
    const { id } = (await a.run('task.create', { fields })) as { id: string };
    await a.run('attachment.add', {
      owner_kind: 'task',
      owner_id: id,
      name: 'contract.bin',
      media_type: '',
      bytes: bytes.toString('base64'),
    });
    await a.run('task.delegate', { id, person_id: 'B' });
    for (const desk of [a, b]) await desk.sync();
    const held = (): unknown[] =>
      b.host.engine.sqlite
        .prepare('SELECT f.id FROM attachment f JOIN assignment s ON s.id = f.owner_id WHERE f.deleted = 0')
        .pluck()
        .all();
    const [copy] = held();
    expect([held().length, b.files()]).toEqual([1, [sha256Of(bytes)]]);
    expect(await b.fetch(String(copy))).toBe(true);

    await a.run('task.delegate', { id, person_id: null });
    for (const desk of [a, b]) await desk.sync();
    expect([held(), b.files()]).toEqual([[], []]);
    expect(await b.fetch(String(copy))).toBe(false);
  });
});
