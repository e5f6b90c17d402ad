import { createHash } from 'node:crypto';
import type { Network, Socket, SocketEvents } from '../../src-main/core/sync/network.ts';
import { completeCells, type NewRowOf } from '../../src-shared/schema/table.ts';
import { TABLE_NAMES, tableSpec, type TableName, type Tables } from '../../src-shared/schema/tables.ts';
import type { Change } from '../../src-shared/sync/change.ts';
import { checksumText } from '../../src-shared/sync/checksum.ts';
import { stampAt } from '../../src-shared/sync/clock.ts';
import type { Incoming } from '../../src-shared/sync/incoming.ts';
import {
  PROTOCOL_VERSION,
  type PullRequest,
  type PushRequest,
  type RefusedResponse,
  type SnapshotRequest,
} from '../../src-shared/sync/protocol.ts';
import { REFUSAL_STATUS } from '../../src-shared/sync/refusal-status.ts';
import type { Right, Scope } from '../../src-shared/sync/scope.ts';
import { ModelServer } from './model-server.ts';

/** The device that writes what tests put on the server. */
const FEED = 999;
export const PASSWORD = 'right';

interface Session {
  readonly device: number;
  readonly login: string;
}

/**
 * The server's answers in one process: the merging is the product's own (the simulation's model), rights are a table,
 * the network has switches. Made for testing the laptop's side; the server's own tests use the real one.
 */
export class FakeServer {
  model = new ModelServer();
  epoch = 'epoch-1';
  now = Date.parse('2026-11-23T01:00:00Z');
  /** Rows in one page of a snapshot. */
  pageRows = 100;
  /** Scopes by login. */
  readonly grants = new Map<string, Map<Scope, Right>>();
  readonly blobs = new Map<string, Buffer>();
  /** Attachments whose own authors have not brought the bytes: through these nothing is given. */
  readonly notBrought = new Set<string>();
  /** Every request that arrived, as `POST /sync/push`. */
  readonly requests: string[] = [];
  /** Answers every request so, instead of what it would; `wipe` may be what only a later version says. */
  refusal: (Omit<RefusedResponse, 'wipe'> & { wipe?: string }) | null = null;
  /** From laptops below this version nothing is taken. */
  minimum = 1;
  readonly #sessions = new Map<string, Session>();
  readonly #sockets = new Map<SocketEvents, Session>();
  #lastDevice = 0;
  #feedN = 0;

  person(login: string, scopes: Readonly<Record<Scope, Right>>): void {
    this.grants.set(login, new Map(Object.entries(scopes)));
  }

  /** A row of the feed; returns its id. */
  put<N extends TableName>(table: N, scope: Scope, id: string, cells: NewRowOf<Tables[N]>): string {
    this.#feed({ table, id, scope, kind: 'insert', cells: completeCells(tableSpec(table), cells), base: {} });
    return id;
  }

  /** A colleague's edit, made with knowledge of what is there. */
  edit(table: TableName, id: string, cells: Change['cells']): void {
    const row = this.model.rows.get(`${table}/${id}`);
    if (!row) throw new Error(`no ${table} ${id}`);
    this.#feed({
      table,
      id,
      scope: row.scope,
      kind: 'update',
      cells,
      base: { '*': row.marks.row, ...row.marks.units },
    });
  }

  revoke(login: string): void {
    for (const [token, session] of this.#sessions) if (session.login === login) this.#sessions.delete(token);
  }

  /** Back to a copy of an older state, as from a backup; with a new epoch, or without anybody noticing. */
  restore(model: ModelServer, { noticed = true } = {}): void {
    this.model = model;
    if (noticed) this.epoch = `${this.epoch}-restored`;
  }

  poke(): void {
    for (const on of this.#sockets.keys()) on.message('{"poke":1}');
  }

  handle(
    method: string,
    path: string,
    token: string | null,
    body: Buffer,
  ): { status: number; json: unknown } | { bytes: Buffer } {
    this.requests.push(`${method} ${path.split('?')[0]}`);
    if (this.refusal) return { status: REFUSAL_STATUS[this.refusal.error], json: this.refusal };
    if (path === '/session')
      return this.#signIn(JSON.parse(body.toString()) as { login: string; password: string });
    const session = token === null ? undefined : this.#sessions.get(token);
    if (!session) return refused('TokenRevoked');
    if (path === '/session/end') {
      this.#sessions.delete(token ?? '');
      return { status: 200, json: {} };
    }
    if (path.startsWith('/blobs/')) return this.#blob(method, path, body);
    const message: unknown = JSON.parse(body.toString());
    const { protocol } = message as { protocol: number };
    if (path === '/sync/push' && protocol < this.minimum) return refused('TooOld');
    if (path === '/sync/push') return this.#push(session, message as PushRequest);
    if (path === '/sync/pull') return { status: 200, json: this.#pull(session, message as PullRequest) };
    if (path === '/sync/snapshot') return this.#snapshot(session, message as SnapshotRequest);
    return refused('NotFound');
  }

  listen(token: string, on: SocketEvents): void {
    const session = this.#sessions.get(token);
    if (session) this.#sockets.set(on, session);
    else on.close(4401);
  }

  unlisten(on: SocketEvents): void {
    this.#sockets.delete(on);
  }

  #signIn({ login, password }: { login: string; password: string }): { status: number; json: unknown } {
    if (!this.grants.has(login) || password !== PASSWORD) return refused('WrongPassword');
    const device = (this.#lastDevice += 1);
    const token = `token-${device}`;
    this.#sessions.set(token, { device, login });
    const said = { protocol: PROTOCOL_VERSION, epoch: this.epoch, serverTime: this.now };
    return { status: 200, json: { token, device, personId: login, ...said } };
  }

  #push({ device, login }: Session, request: PushRequest): { status: number; json: unknown } {
    const grants = this.#grantsOf(login);
    const writable = new Set([...grants].filter(([, right]) => right === 'write').map(([scope]) => scope));
    const changes = request.epoch === this.epoch ? request.changes : [];
    if ((changes[0]?.n ?? 0) > this.model.decided(device) + 1) return refused('BadRequest');
    const { upTo, results } = this.model.push(device, writable, changes, this.now);
    const told = results.flatMap(({ n, outcome, state }): object[] => {
      const seen = state && grants.has(state.scope) ? { state: stateOf(state) } : null;
      if (outcome === 'refused') return [{ n, outcome, reason: 'NotGranted', ...seen }];
      // Of a row that is not theirs to see nothing is told: the next pull takes it away.
      return seen ? [{ n, outcome, ...seen }] : [];
    });
    if (changes.length > 0) this.#pokeOthers(device);
    return { status: 200, json: { upTo, results: told, serverTime: this.now, epoch: this.epoch } };
  }

  #pull({ device, login }: Session, request: PullRequest): unknown {
    const grants = this.#grantsOf(login);
    const held = Object.entries(request.cursors).filter(([scope]) => grants.has(scope));
    const base = { epoch: this.epoch, serverTime: this.now, grants: Object.fromEntries(grants), more: false };
    if (request.epoch !== this.epoch)
      return { ...base, checkpoints: [], resnapshot: held.map(([scope]) => scope) };
    const behind = (cursor: number, scope: string): boolean =>
      cursor > (this.model.logs.get(scope)?.length ?? 0);
    const lost = held.filter(([scope, cursor]) => behind(cursor, scope)).map(([scope]) => scope);
    const kept = held.filter(([scope]) => !lost.includes(scope));
    const checkpoints = this.model.pull(device, new Map(kept)).map(({ scope, to, checksum, entries }) => ({
      scope,
      to,
      checksum: checksumText(checksum),
      entries: entries.map(({ seq, table, id, op, cells, row, units }) => ({
        seq,
        table,
        id,
        op,
        cells,
        row,
        units,
        by: 'colleague',
      })),
    }));
    const old = request.protocol < this.minimum ? { minimum: this.minimum } : {};
    return { ...base, ...old, checkpoints, resnapshot: lost };
  }

  #snapshot({ login }: Session, request: SnapshotRequest): { status: number; json: unknown } {
    const { scope, after } = request;
    if (!this.#grantsOf(login).has(scope)) return refused('NotGranted');
    const rank = (table: string): number => TABLE_NAMES.indexOf(table as TableName);
    const rows = [...this.model.rows.values()]
      .filter((row) => row.scope === scope)
      .sort((a, b) => rank(a.table) - rank(b.table) || (a.id < b.id ? -1 : 1))
      .filter(
        (row) =>
          !after || rank(row.table) > rank(after.table) || (row.table === after.table && row.id > after.id),
      );
    const page = rows.slice(0, this.pageRows);
    const last = page.at(-1);
    const pages = page.map((row) => ({
      table: row.table,
      columns: Object.keys(row.cells),
      rows: [
        [
          row.id,
          row.deleted,
          row.marks.row[0],
          row.marks.row[1],
          JSON.stringify(row.marks.units),
          ...Object.values(row.cells),
        ],
      ],
    }));
    const next = rows.length > page.length && last ? { table: last.table, id: last.id } : null;
    const pin = request.pin ?? this.model.logs.get(scope)?.length ?? 0;
    return { status: 200, json: { epoch: this.epoch, serverTime: this.now, pin, pages, next } };
  }

  #blob(method: string, path: string, body: Buffer): { status: number; json: unknown } | { bytes: Buffer } {
    const sha256 = path.slice('/blobs/'.length, '/blobs/'.length + 64);
    if (method === 'PUT') {
      if (createHash('sha256').update(body).digest('hex') !== sha256) return refused('BadRequest');
      this.blobs.set(sha256, body);
      return { status: 201, json: {} };
    }
    const attachment = new URLSearchParams(path.split('?')[1]).get('attachment') ?? '';
    const bytes = this.notBrought.has(attachment) ? undefined : this.blobs.get(sha256);
    return bytes ? { bytes } : refused('NotFound');
  }

  #feed(change: Omit<Change, 'n' | 'tx' | 'clock'>): void {
    this.#feedN += 1;
    const all = new Set(
      [...this.grants.values()].flatMap((grants) => [...grants.keys()]).concat(change.scope),
    );
    this.now += 1;
    this.model.push(
      FEED,
      all,
      [{ ...change, n: this.#feedN, tx: this.#feedN, clock: stampAt(this.now) }],
      this.now,
    );
    this.#pokeOthers(FEED);
  }

  #pokeOthers(device: number): void {
    for (const [on, session] of this.#sockets) if (session.device !== device) on.message('{"poke":1}');
  }

  #grantsOf(login: string): Map<Scope, Right> {
    return this.grants.get(login) ?? new Map();
  }
}

const refused = (error: RefusedResponse['error']): { status: number; json: RefusedResponse } => ({
  status: REFUSAL_STATUS[error],
  json: { error },
});

const stateOf = ({ scope, cells, row, units }: Incoming): unknown => ({ scope, cells, row, units });

/** The line between one laptop and the server, with everything that can go wrong on it. */
export class FakeLine implements Network {
  readonly #server: FakeServer;
  readonly #sockets = new Set<SocketEvents>();
  /** Cut: nothing gets through. */
  cut = false;
  /** The server took the request and never answers. */
  silent = false;
  /** A portal answers everything with a page of its own. */
  portal = false;
  /** A proxy lets pushes through up to so many changes. */
  mostChanges = Infinity;
  /** WebSocket is blocked. */
  noSockets = false;
  /** The next so many answers are lost after the server has done its work. */
  loseAnswers = 0;
  /** What happens after the server has worked and before the laptop hears of it. */
  onAnswer: (path: string) => void = () => undefined;

  constructor(server: FakeServer) {
    this.#server = server;
  }

  fetch(url: string, init: RequestInit): Promise<Response> {
    if (this.cut) return Promise.reject(new TypeError('fetch failed'));
    if (this.silent) {
      return new Promise((_resolve, reject) => {
        const giveUp = (): void => reject(new DOMException('given up', 'AbortError'));
        if (init.signal?.aborted) giveUp();
        init.signal?.addEventListener('abort', giveUp);
      });
    }
    if (this.portal) return Promise.resolve(new Response('<html>Please pay</html>', { status: 200 }));
    const { pathname, search } = new URL(url);
    const authorization = new Headers(init.headers).get('authorization');
    const body =
      typeof init.body === 'string'
        ? Buffer.from(init.body)
        : Buffer.isBuffer(init.body)
          ? init.body
          : Buffer.alloc(0);
    const changes =
      pathname === '/sync/push' ? (JSON.parse(body.toString()) as PushRequest).changes.length : 0;
    if (changes > this.mostChanges)
      return Promise.resolve(new Response('<html>Request entity too large</html>', { status: 413 }));
    const answer = this.#server.handle(
      init.method ?? 'GET',
      pathname + search,
      authorization?.slice('Bearer '.length) ?? null,
      body,
    );
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      return Promise.reject(new TypeError('connection reset'));
    }
    this.onAnswer(pathname);
    if ('bytes' in answer) return Promise.resolve(new Response(new Uint8Array(answer.bytes)));
    return Promise.resolve(Response.json(answer.json, { status: answer.status }));
  }

  socket(_url: string, on: SocketEvents): Socket {
    if (this.noSockets || this.cut) throw new Error('blocked');
    // A socket opens later than its maker has it in hand.
    queueMicrotask(() => on.open());
    this.#sockets.add(on);
    return { send: (token) => this.#server.listen(String(token), on), close: () => this.#forget(on) };
  }

  /** The line is cut while sockets are open on it. */
  lose(): void {
    this.cut = true;
    for (const on of [...this.#sockets]) {
      this.#forget(on);
      on.close(1006);
    }
  }

  #forget(on: SocketEvents): void {
    this.#sockets.delete(on);
    this.#server.unlisten(on);
  }
}
