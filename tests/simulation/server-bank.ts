import { Outage } from '../../db/server/memory/error.ts';
import type { MemoryDatabase } from '../../db/server/memory/database.ts';
import { keyOf } from '../../db/server/memory/state.ts';
import type { Step } from '../../db/server/memory/open.ts';
import type { Seeded } from '../../src-shared/kernel/seeded.ts';
import { hashToken } from '../../src-server/auth/token.ts';
import { refusedAnswer } from '../../src-server/http/refuse.ts';
import type { AnswerSize } from '../../src-server/pull/fitting.ts';
import { isTableName, TABLE_NAMES, type TableName } from '../../src-shared/schema/tables.ts';
import { wholeBase, type Cells, type Change } from '../../src-shared/sync/change.ts';
import { stampAt } from '../../src-shared/sync/clock.ts';
import { PROTOCOL_VERSION, type PushResponse } from '../../src-shared/sync/protocol.ts';
import { factsOf } from './facts-of.ts';
import { member } from './founding.ts';
import type { HeldRow } from './held-row.ts';
import type { Ask, Far, Reply } from './line.ts';
import { ADMIN, Organisation, PEOPLE, type Rights } from './organisation.ts';
import { beginNewEpoch, createSimServer, type SimServer } from './sim-server.ts';
import { SessionWatch } from './session-watch.ts';
import { SimFiles, type FileRecords } from './sim-files.ts';
import { handingOver } from './judge-handing-over.ts';
import { ticking } from './judge-ticks.ts';
import { ServerWatch } from './server-watch.ts';

export type ServerDeath = 'before' | 'after';
interface Backup {
  readonly state: ReturnType<MemoryDatabase['copy']>;
  readonly files: FileRecords;
}

/** A change that is told by hand: the administrator's, or that of a program of another version. */
export interface Draft {
  readonly kind: 'insert' | 'update';
  readonly table: string;
  readonly id: string;
  readonly scope: string;
  readonly cells: Cells;
}

/**
 * The server's own code on a store in memory. It can die at any statement and around its commits, and start again on
 * what was committed; it can be put back to a backup.
 */
export class ServerBank implements Far {
  /** True time. */
  now: number;
  readonly database: MemoryDatabase;
  readonly #random: Seeded;
  readonly #size: AnswerSize | null;
  #server: SimServer | null = null;
  #dies: ServerDeath | null = null;
  #dying = 0;
  #told = 0;
  #before: Promise<unknown> = Promise.resolve();
  #admin: { token: string; n: number } | null = null;
  #epochs = 1;
  readonly files: SimFiles;
  /** What laptops had not sent before they were erased. */
  readonly handedOver: Pick<Change, 'table' | 'cells'>[] = [];
  /** `person scope` of what somebody could see, and then could not. */
  readonly lostRights = new Set<string>();
  #rights = new Map<string, Rights>();
  readonly organisation: Organisation;
  #members = 0;
  /** When the request under way came. */
  #from = 0;
  /** What the server said of itself that it should never have to say. */
  readonly faults: string[] = [];
  /** Tombstones that were cut, by table and id. */
  readonly cut = new Map<string, HeldRow>();
  /**
   * Records that a backup knows, whose bytes came after it: put back unnoticed, the server has no less of anything that a
   * laptop compares. `verify` names them.
   */
  readonly missed = new Set<string>();
  /** Rows that left a scope at some time, by table and id: whoever lacks the other scope had to forget them. */
  get left(): ReadonlySet<string> {
    return this.#watch.left;
  }

  /** It was put back to a backup and nobody said so. */
  unnoticed = false;
  /** What a person may read and write now. The administrator's rights never change. */
  readonly rightsOf = (person: string): Rights | null =>
    person === ADMIN.id ? null : this.organisation.rightsOf(person);
  readonly #watch: ServerWatch;
  readonly sessions = new SessionWatch((what) => this.onFault(what));
  readonly #short: boolean;
  onDeath: (when: ServerDeath) => void = () => undefined;
  /** Something happened that is worth counting. */
  onFault: (fault: string) => void = () => undefined;

  constructor(options: {
    database: MemoryDatabase;
    now: number;
    random: Seeded;
    size: AnswerSize | null;
    short: boolean;
  }) {
    this.database = options.database;
    this.organisation = new Organisation(factsOf(options.database));
    this.#short = options.short;
    this.files = new SimFiles(options.database);
    this.#size = options.size;
    this.#watch = new ServerWatch(options.database);
    this.now = options.now;
    this.#random = options.random;
    this.#noteLost();
  }

  handle(ask: Ask, dies: ServerDeath | null): Promise<Reply> {
    return this.#oneByOne(() => this.#handle(ask, dies));
  }

  /** A laptop may have several requests on the way; what each of them left is judged by the rights of its moment. */
  #oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#before.then(work);
    this.#before = done.catch(() => undefined);
    return done;
  }

  async #handle(ask: Ask, dies: ServerDeath | null): Promise<Reply> {
    this.#from = this.now;
    const server = await this.#running();
    this.#dies = dies;
    // Somewhere on the way to the commit, or at it.
    this.#dying = this.#random.int(1, 12);
    const body: unknown = typeof ask.body === 'string' && ask.body !== '' ? JSON.parse(ask.body) : undefined;
    const { epoch, changes } = (body ?? {}) as { epoch?: string; changes?: Change[] };
    const ticked = changes && ticking((table, id) => this.database.row(table, id), changes);
    try {
      if (ask.path.startsWith('/blobs/')) {
        return this.#judged(ask, await this.#answerFile(server, ask));
      }
      const { status, json } = await server.handle(ask.method, ask.path, ask.token, body);
      this.#countParts(json);
      if (ticked && status === 200) this.faults.push(...ticked(json as PushResponse));
      if (ask.path === '/session/refresh' && status === 200)
        this.#lookAtRenewed((json as { refresh: string }).refresh);
      return this.#judged(ask, { status, json });
    } catch (error) {
      this.#judged(ask, null);
      if (error instanceof Outage) throw new TypeError('connection reset');
      throw error;
    } finally {
      this.#dies = null;
      this.#look(epoch === undefined || epoch === server.epoch);
      if (server.faults.length > this.#told) this.faults.push(...server.faults.slice(this.#told).map(textOf));
      this.#told = server.faults.length;
    }
  }

  /** Nobody who has left is given another token. */
  #lookAtRenewed(refresh: string): void {
    const { tokens, devices } = this.database.state;
    const device = tokens.get(hashToken(refresh.split('.')[0]!));
    const person = device === undefined ? undefined : devices.get(keyOf(device))?.person_id;
    if (person !== undefined && this.organisation.left.has(person))
      this.faults.push(`${person}, who has left, was given a token`);
  }

  async #answerFile(server: SimServer, ask: Ask): Promise<Reply> {
    let person: string;
    try {
      person = await server.personOf(ask.token);
    } catch (error) {
      const { status, body: json } = refusedAnswer(error);
      return { status, json };
    }
    return this.files.handle(ask, person, this.rightsOf);
  }

  #judged<T extends Reply | null>(ask: Ask, reply: T): T {
    this.faults.push(...this.sessions.look(ask, reply, { from: this.#from, to: this.now }));
    return reply;
  }

  /** Answers that say more is to be asked for. */
  #countParts(json: unknown): void {
    const { more, next } = json as { more?: boolean; next?: unknown };
    if (more === true) this.onFault('part');
    if (next !== null && next !== undefined) this.onFault('page');
  }

  /** Makes somebody a member of a book, or no longer one. */
  setMember(book: string, person: string, isMember: boolean): Promise<void> {
    return this.#oneByOne(async () => {
      const its = this.#memberships(book).filter(({ cells }) => cells['person_id'] === person);
      if (!isMember) {
        for (const { id, deleted } of its)
          if (deleted === 0) await this.#administer('update', 'book_member', id, { deleted: 1 });
        return;
      }
      const gone = its.find(({ deleted }) => deleted === 1);
      if (gone) return this.#administer('update', 'book_member', gone.id, { deleted: 0 });
      const { id, cells } = member(book, person, `-${(this.#members += 1)}`);
      await this.#administer('insert', 'book_member', id, cells);
    });
  }

  /** An administrator puts another in an owner's place: one membership changes its person. Says whether there was one. */
  giveBook(book: string, person: string): Promise<boolean> {
    return this.#oneByOne(async () => {
      const living = this.#memberships(book).filter(({ deleted }) => deleted === 0);
      const owner = living.find(({ cells }) => cells['role'] === 'owner' && cells['person_id'] !== person);
      if (!owner || living.some(({ cells }) => cells['person_id'] === person)) return false;
      const given = { book, from: String(owner.cells['person_id']), today: dayOf(this.now) };
      const faults = handingOver((table) => this.database.rows(table), given);
      await this.#administer('update', 'book_member', owner.id, { person_id: person });
      this.faults.push(...faults());
      return true;
    });
  }

  #memberships(book: string): HeldRow[] {
    return this.database.rows('book_member').filter(({ cells }) => cells['book_id'] === book);
  }

  setLeft(person: string, left: boolean): Promise<void> {
    return this.#oneByOne(() =>
      this.#administer('update', 'person', person, { left_on: left ? '2026-03-27' : null }),
    );
  }

  rows(): HeldRow[] {
    return TABLE_NAMES.flatMap((table) => this.database.rows(table));
  }

  /** The daily job; what it cuts is remembered. */
  upkeep(): Promise<void> {
    return this.#oneByOne(async () => {
      const dead = this.rows().filter((row) => row.deleted === 1);
      await (await this.#running()).upkeep();
      for (const row of dead)
        if (isTableName(row.table) && !this.database.row(row.table, row.id))
          this.cut.set(`${row.table}/${row.id}`, row);
    });
  }

  backup(): Backup {
    return { state: this.database.copy(), files: this.files.records() };
  }

  /** The database is put back to a backup, and the server starts on it: with a new epoch, or without anybody's notice. */
  async restore(backup: Backup, options: { noticed: boolean }): Promise<void> {
    this.#stop();
    this.database.restore(backup.state);
    const lost = new Set(this.files.restore(backup.files));
    for (const { id, cells } of this.database.rows('attachment'))
      if (!options.noticed && lost.has(`${String(cells['sha256'])} ${String(cells['person_id'])}`))
        this.missed.add(id);
    this.#watch.begin();
    this.#noteLost();
    this.sessions.unsettle();
    this.#admin = null;
    this.unnoticed ||= !options.noticed;
    if (!options.noticed) return;
    this.#epochs += 1;
    await beginNewEpoch(this.database, `epoch-${this.#epochs}`);
  }

  /** What a laptop of another version sends: changes as its own code would make them, told by hand. */
  send(person: string, protocol: number, drafts: readonly Draft[]): Promise<Reply> {
    return this.#oneByOne(() => this.#send(person, protocol, drafts));
  }

  async #send(person: string, protocol: number, drafts: readonly Draft[]): Promise<Reply> {
    const server = await this.#running();
    const { token } = await server.signIn(person, 'another version');
    const changes = drafts.map((draft, at) => this.#change(draft, at + 1));
    const answer = await server.handle('POST', '/sync/push', token, {
      protocol,
      epoch: server.epoch,
      changes,
    });
    this.#look();
    return answer;
  }

  /** Judges what the last request left, by the rights that its sender had then; `current`: it was of this epoch. */
  #look(current = true): void {
    const then = (person: string): Rights | null => this.#rights.get(person) ?? null;
    this.faults.push(...this.#watch.look(then, { now: this.now, current }));
    this.#noteLost();
  }

  #noteLost(): void {
    for (const { id } of PEOPLE) {
      const now = this.organisation.rightsOf(id);
      const before = this.#rights.get(id);
      if (before === now) continue;
      for (const scope of before?.keys() ?? []) if (!now.has(scope)) this.lostRights.add(`${id} ${scope}`);
      this.#rights.set(id, now);
    }
  }

  /** An administrator ends a laptop: it is refused, and erased, at its next contact. */
  revoke(device: number): Promise<void> {
    return this.#oneByOne(async () => (await this.#running()).revoke(device));
  }

  #change({ kind, table, id, scope, cells }: Draft, n: number): object {
    const held = isTableName(table) ? this.database.row(table, id) : undefined;
    const base = held ? wholeBase(held.marks) : {};
    return {
      n,
      tx: n,
      kind,
      table,
      id,
      scope: held?.scope ?? scope,
      cells,
      clock: stampAt(this.now) + n,
      base,
    };
  }

  async #administer(kind: Draft['kind'], table: TableName, id: string, cells: Cells): Promise<void> {
    const server = await this.#running();
    this.#admin ??= { token: (await server.signIn(ADMIN.id)).token, n: 0 };
    const admin = this.#admin;
    admin.n += 1;
    const changes = [this.#change({ kind, table, id, scope: 'bank', cells }, admin.n)];
    const message = { protocol: PROTOCOL_VERSION, epoch: server.epoch, changes };
    const { status, json } = await server.handle('POST', '/sync/push', admin.token, message);
    const { results } = json as PushResponse;
    if (status !== 200 || results.some(({ outcome }) => outcome === 'refused'))
      throw new Error(`the administrator's change was refused: ${JSON.stringify(json)}`);
    this.#look();
  }

  async #running(): Promise<SimServer> {
    if (this.#server) return this.#server;
    this.#told = 0;
    this.#server = await createSimServer({
      database: this.database,
      now: () => this.now,
      random: () => this.#random.next(),
      step: (step) => this.#step(step),
      handedOver: (changes) => void this.handedOver.push(...changes),
      short: this.#short,
      ...(this.#size && { size: this.#size }),
      beyondHead: (scope, cursor, head) => {
        if (!this.unnoticed) this.faults.push(`a cursor of ${scope} is ${cursor} of ${head}`);
      },
    });
    return this.#server;
  }

  #stop(): void {
    this.#server?.crash();
    this.#server = null;
  }

  #step({ kind, count }: Step): void {
    if (this.#dies === null) return;
    const now =
      this.#dies === 'after'
        ? kind === 'committed'
        : kind === 'commit' || (kind === 'statement' && count === this.#dying);
    if (!now) return;
    this.onDeath(this.#dies);
    this.#dies = null;
    this.#stop();
    throw new Outage();
  }
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const textOf = (fault: unknown): string =>
  fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
