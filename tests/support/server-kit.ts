/**
 * A server on a real store, and laptops that speak its protocol by hand: what the server's own tests are told with.
 * The full desk is tested elsewhere; here every message is visible.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { BulkBatch } from '../../db/server/queries/bulk-load.ts';
import type { Store } from '../../db/server/store.ts';
import { hashPassword, type GuessCost } from '../../src-server/auth/password.ts';
import { hashToken } from '../../src-server/auth/token.ts';
import { LIMITS, type Limits, type Ways } from '../../src-server/context.ts';
import { folderObjects } from '../../src-server/blobs/folder-objects.ts';
import type { ObjectStore } from '../../src-server/blobs/object-store.ts';
import { createServer } from '../../src-server/create-server.ts';
import { loadFeed } from '../../src-server/import/load-feed.ts';
import type { Reports } from '../../src-server/pull/reports.ts';
import { stampAt, type Mark } from '../../src-shared/sync/clock.ts';
import type { Cells } from '../../src-shared/sync/change.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import type { TableName } from '../../src-shared/schema/tables.ts';
import type { LogEntry, PullResponse, PushResponse } from '../../src-shared/sync/protocol.ts';
import { feedRows } from '../simulation/feed.ts';
import type { Look } from './look.ts';
import { serverStore } from './postgres.ts';
import { aStore, lookInto, TEST_EPOCH } from './server-store.ts';

/** Monday 2 November 2026, 09:00 in Shanghai. */
export const NOW = Date.UTC(2026, 10, 2, 1, 0);

/** One branch with two teams: A, B and their lead L in the first; C in the second; T a teller; X the administrator. */
export const ORGANISATION: readonly BulkBatch[] = [
  {
    table: 'org_unit',
    rows: [
      unit('head', 'head_office', null),
      unit('branch', 'branch', 'head'),
      unit('team1', 'team', 'branch'),
      unit('team2', 'team', 'branch'),
    ],
  },
  {
    table: 'person',
    rows: [
      person('A', 'manager', 'team1'),
      person('B', 'manager', 'team1'),
      person('L', 'lead', 'team1'),
      person('C', 'manager', 'team2'),
      person('T', 'teller', 'branch'),
      person('X', 'admin', 'head'),
    ],
  },
  { table: 'book', rows: [book('bookA'), book('bookB'), book('joint')] },
  {
    table: 'book_member',
    rows: [member('bookA', 'A'), member('bookB', 'B'), member('joint', 'A'), member('joint', 'B')],
  },
  {
    table: 'resource',
    rows: [{ id: 'room', scope: 'bank', cells: { kind: 'room', unit_id: 'branch', name: 'Room', seats: 8 } }],
  },
];

function unit(id: string, kind: string, parent: string | null) {
  return { id, scope: 'bank', cells: { kind, parent_id: parent, name: id } };
}
function person(id: string, role: string, unitId: string) {
  const hours = { work_start: '09:00', work_end: '18:00', zone: 'Asia/Shanghai' };
  return { id, scope: 'bank', cells: { name: id, role, unit_id: unitId, login: id.toLowerCase(), ...hours } };
}
function book(id: string) {
  return { id, scope: 'bank', cells: { name: id, kind: 'personal', unit_id: 'team1' } };
}
function member(bookId: string, personId: string) {
  return {
    id: `${bookId}-${personId}`,
    scope: 'bank',
    cells: { book_id: bookId, person_id: personId, role: 'owner' },
  };
}

/** So little that tests may guess: at its real cost a password is asked for where the program itself is started. */
export const CHEAP_GUESS: GuessCost = { N: 2, r: 1, p: 1 };

/** What a server whose guesses are cheap keeps of a password. */
export const keptOf = (password: string): Promise<{ salt: string; hash: string }> =>
  hashPassword(password, randomBytes(16), CHEAP_GUESS);

export const aCustomer = (more: Cells = {}): Cells => ({
  kind: 'company',
  name: '云岫科技',
  tier: 'key',
  lifecycle: 'active',
  stage: 'gather',
  ...more,
});

export const anEvent = (organiser: string, more: Cells = {}): Cells => ({
  all_day: 0,
  start: '2026-11-05T10:00',
  end: '2026-11-05T11:00',
  zone: 'Asia/Shanghai',
  kind: 'meeting',
  title: '周会',
  organiser_id: organiser,
  status: 'confirmed',
  transparency: 'busy',
  privacy: 'normal',
  ...more,
});

export interface Kit {
  readonly store: Store;
  readonly look: Look;
  readonly app: FastifyInstance;
  readonly reports: Reports;
  /** The server's clock. */
  now: number;
  /** Every line that the server logged. */
  readonly logged: string[];
  /** Where the bytes of attachments lie. */
  readonly objects: ObjectStore;
  laptop(person: string): Promise<Laptop>;
  load(...batches: readonly BulkBatch[]): Promise<void>;
  rows(table: TableName): Promise<Record<string, Value>[]>;
  close(): Promise<void>;
}

export async function aServer(
  options: { organisation?: boolean; limits?: Partial<Limits>; ways?: Ways } = {},
): Promise<Kit> {
  const store = await aStore();
  const look = lookInto(store);
  const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-server-'));
  const objects = folderObjects(path.join(folder, 'blobs'));
  const logged: string[] = [];
  const world = { now: () => kit.now, random: () => 0.5 };
  const kit: Kit = {
    store,
    look,
    now: NOW,
    logged,
    objects,
    laptop: async (personId) => {
      const token = randomBytes(8).toString('hex');
      const device = await store.devices.insert({
        personId,
        name: 'laptop',
        tokenHash: hashToken(token),
        now: NOW,
      });
      return new Laptop(kit, personId, device, token);
    },
    // An hour ago, so that laptops have seen it before they write.
    load: async (...batches) => {
      const now = NOW - 3_600_000;
      // A bulk load speaks SQL; in memory the rows come as the simulation's feed brings them.
      await (serverStore === 'memory' ? feedRows(store, batches, now) : loadFeed(store, batches, { now }));
    },
    rows: async (table) => (await look.rows(table)).filter((row) => row['deleted'] === 0),
    get app() {
      return server.app;
    },
    get reports() {
      return server.context.reports;
    },
    close: async () => {
      await server.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (options.organisation !== false) await kit.load(...ORGANISATION);
  const server = await createServer({
    store,
    world,
    secret: randomBytes,
    objects,
    guessCost: CHEAP_GUESS,
    limits: { ...LIMITS, ...options.limits },
    ...(options.ways ? { ways: options.ways } : {}),
    log: { level: 'info', stream: { write: (line) => void logged.push(line) } },
  });
  return kit;
}

export interface Draft {
  table: string;
  id: string;
  scope: string;
  cells: Cells;
  kind?: 'insert' | 'update';
  base?: Record<string, Mark>;
  /** Milliseconds; the laptop's clock shows the server's time otherwise. */
  at?: number;
  tx?: number;
}

/** A laptop that sends what it is told to and keeps its place in each scope. */
export class Laptop {
  n = 0;
  readonly cursors: Record<string, number> = {};
  readonly kit: Kit;
  readonly person: string;
  readonly device: number;
  readonly token: string;
  private ticks = 0;

  constructor(kit: Kit, person: string, device: number, token: string) {
    this.kit = kit;
    this.person = person;
    this.device = device;
    this.token = token;
  }

  change(draft: Draft) {
    this.n += 1;
    this.ticks += 1;
    const clock = stampAt(draft.at ?? this.kit.now) + this.ticks;
    return { kind: 'update' as const, base: {}, tx: this.n, ...draft, n: this.n, clock };
  }

  /** Sends changes and expects an answer. */
  async push(...drafts: readonly Draft[]): Promise<PushResponse> {
    const answer = await this.send(drafts.map((draft) => this.change(draft)));
    if (answer.statusCode !== 200) throw new Error(`push: ${answer.statusCode} ${answer.body}`);
    return answer.json();
  }

  insert(table: string, id: string, scope: string, cells: Cells): Promise<PushResponse> {
    return this.push({ table, id, scope, cells, kind: 'insert' });
  }

  /** Deletes a row that it has just seen. */
  async remove(table: TableName, id: string, scope: string): Promise<PushResponse> {
    return this.push({ table, id, scope, cells: { deleted: 1 }, base: await this.base(table, id) });
  }

  /** `earlier`: other numbers that it has had. */
  send(changes: readonly object[], earlier?: readonly number[]) {
    return this.post('/sync/push', { protocol: 1, epoch: TEST_EPOCH, changes, ...(earlier && { earlier }) });
  }

  post(url: string, payload: object) {
    return this.kit.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { authorization: `Bearer ${this.token}` },
    });
  }

  async pull(...scopes: readonly string[]): Promise<PullResponse> {
    for (const scope of scopes) this.cursors[scope] ??= 0;
    const answer = await this.post('/sync/pull', { protocol: 1, epoch: TEST_EPOCH, cursors: this.cursors });
    if (answer.statusCode !== 200) throw new Error(`pull: ${answer.statusCode} ${answer.body}`);
    const response = answer.json<PullResponse>();
    for (const { scope, to } of response.checkpoints) this.cursors[scope] = to;
    return response;
  }

  /** Entries of one scope since the last pull. */
  async news(scope: string): Promise<LogEntry[]> {
    const response = await this.pull(scope);
    return response.checkpoints.find((one) => one.scope === scope)?.entries ?? [];
  }

  /** The marks of a row, as a laptop that has just pulled knows them. */
  async base(table: TableName, id: string): Promise<Record<string, Mark>> {
    const [row] = await this.kit.store.rows.read(table, [id]);
    if (!row) throw new Error(`no row ${table}/${id}`);
    return { '*': row.marks.row, ...row.marks.units };
  }
}
