import { createHash } from 'node:crypto';
import { writeMeta } from '../../db/client/local/meta.ts';
import { addScope, setScope } from '../../db/client/local/scopes.ts';
import { waitingChanges } from '../../db/client/local/outbox.ts';
import type { Derivation } from '../../db/client/access.ts';
import { USE_CASES } from '../../src-main/core/commands.ts';
import { DERIVATIONS } from '../../src-main/core/derivations.ts';
import type { FileBlobStore } from '../../src-main/core/blob-store.ts';
import type { UseCases, Views } from '../../src-main/core/engine/context.ts';
import { Engine, type AnyUseCase } from '../../src-main/core/engine/engine.ts';
import { Queries, type AnyView } from '../../src-main/core/engine/queries.ts';
import { SIGNED_OUT, type SyncStatus } from '../../src-main/core/engine/sync-status.ts';
import { VIEWS } from '../../src-main/core/views.ts';
import type {
  CommandInput,
  CommandName,
  CommandResult,
  QueryInput,
  QueryName,
  QueryResult,
} from '../../src-shared/contract/contract.ts';
import type { Done } from '../../src-shared/contract/done.ts';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import { uuidv7, type Id } from '../../src-shared/kernel/ids.ts';
import type { Result } from '../../src-shared/kernel/result.ts';
import { seeded } from '../../src-shared/kernel/seeded.ts';
import { completeCells, DELETED, type NewRowOf } from '../../src-shared/schema/table.ts';
import { tableSpec, type Row, type TableName, type Tables } from '../../src-shared/schema/tables.ts';
import type { Change, RowState } from '../../src-shared/sync/change.ts';
import { stampAt } from '../../src-shared/sync/clock.ts';
import { scopeOf, type Right, type Scope } from '../../src-shared/sync/scope.ts';
import { migrated } from './migrated.ts';

/** The ids of the world that every desk starts with. */
export const ME = 'person-me';
export const TEAM = 'unit-team';
export const BRANCH = 'unit-branch';
export const BOOK = 'book-1';
export const DEVICE = 1;
/** The device whose marks rows from the server carry. */
export const OTHER_DEVICE = 900;

export interface DeskOptions {
  /** The clock's first reading, ISO. */
  readonly now?: string;
  /** Columns of the signed-in person that differ from the default. */
  readonly me?: Partial<NewRowOf<Tables['person']>>;
  /** More scopes, or other rights than the defaults. */
  readonly grants?: Readonly<Record<Scope, Right>>;
  /** Instead of everything that the core has. */
  readonly useCases?: Partial<UseCases<CommandName>>;
  readonly views?: Partial<Views<QueryName>>;
  readonly derivations?: readonly Derivation[];
}

/** A whole desk without network or window: the real engine on a real SQLite in memory. */
export interface Desk {
  readonly engine: Engine;
  readonly queries: Queries;
  /** Commands and queries as a window sends them. */
  run<N extends CommandName>(name: N, input: CommandInput<N>): Done<CommandResult<N>, DeskFailure>;
  /** Like `run`, but throws where the command failed: for setting a scene. */
  did<N extends CommandName>(name: N, input: CommandInput<N>): CommandResult<N>;
  ask<N extends QueryName>(name: N, input: QueryInput<N>): Result<QueryResult<N>, DeskFailure>;
  /** Like `ask`, but throws where the query failed. */
  seen<N extends QueryName>(name: N, input: QueryInput<N>): QueryResult<N>;
  /** A row as if it came from the server: new, or its named cells changed by a colleague. Returns its id. */
  given<N extends TableName>(table: N, scope: Scope, cells: NewRowOf<Tables[N]>, id?: Id): Id;
  changedByOther<N extends TableName>(table: N, id: Id, cells: Partial<Row<N>>): void;
  row<N extends TableName>(table: N, id: Id): Row<N> | undefined;
  /** What waits to be sent. */
  outbox(): Change[];
  now(): number;
  /** Moves the clock. */
  pass(ms: number): void;
  newId(): Id;
  close(): void;
}

export function aDesk(options: DeskOptions = {}): Desk {
  let now = Date.parse(options.now ?? '2026-11-23T01:00:00Z');
  const random = seeded('desk');
  const sqlite = migrated();
  const grants: Record<Scope, Right> = {
    bank: 'read',
    [scopeOf('person', ME)]: 'write',
    [scopeOf('calendar', ME)]: 'write',
    [scopeOf('busy', TEAM)]: 'read',
    [scopeOf('team', TEAM)]: 'write',
    [scopeOf('branch', BRANCH)]: 'read',
    [scopeOf('book', BOOK)]: 'write',
    ...options.grants,
  };
  for (const [scope, right] of Object.entries(grants)) {
    addScope(sqlite, scope, right);
    setScope(sqlite, scope, { state: 'ready', cursor: 1, as_of: now });
  }
  writeMeta(sqlite, 'person', ME);
  writeMeta(sqlite, 'device', String(DEVICE));
  writeMeta(sqlite, 'devices', JSON.stringify([DEVICE]));
  const blobs = memoryBlobs();
  const status = (): SyncStatus => ({ ...SIGNED_OUT, phase: 'online' });
  const about = { version: '0.0.0', server: null };
  const world = { now: () => now, random: () => random.next() };
  const engine = new Engine({
    sqlite,
    world,
    blobs,
    status,
    about,
    useCases: (options.useCases ?? USE_CASES) as Partial<Record<CommandName, AnyUseCase>>,
    derivations: options.derivations ?? DERIVATIONS,
  });
  const queries = new Queries({
    db: engine,
    now: world.now,
    blobs,
    status,
    about,
    views: (options.views ?? VIEWS) as Partial<Record<QueryName, AnyView>>,
  });
  engine.onChange((topics) => queries.changed(topics));

  const newId = (): Id => uuidv7(now, world.random);
  const fromServer = (before: RowState | undefined, after: RowState): void =>
    engine.apply([], (rows) => rows.put(before, after));
  const desk: Desk = {
    engine,
    queries,
    run: (name, input) => engine.run(name, input) as Done<never, DeskFailure>,
    did: (name, input) => valueOf(name, engine.run(name, input)) as never,
    ask: (name, input) => queries.ask(name, input) as Result<never, DeskFailure>,
    seen: (name, input) => valueOf(name, queries.ask(name, input)) as never,
    given: (table, scope, given, id = newId()) => {
      const cells = completeCells(tableSpec(table), given);
      fromServer(undefined, {
        table,
        id,
        scope,
        deleted: 0,
        cells,
        marks: { row: [stampAt(now), OTHER_DEVICE], units: {} },
      });
      return id;
    },
    changedByOther: (table, id, given) => {
      const before = engine.apply([], (rows) => rows.read(table, id));
      if (!before) throw new Error(`no ${table} ${id}`);
      const { [DELETED]: deleted, scope, ...cells } = given as unknown as Record<string, never>;
      const units = { ...before.marks.units };
      for (const column of Object.keys(given))
        units[tableSpec(table).unitOf[column] ?? column] = [stampAt(now), OTHER_DEVICE];
      fromServer(before, {
        ...before,
        scope: scope ?? before.scope,
        deleted: deleted ?? before.deleted,
        cells: { ...before.cells, ...cells },
        marks: { row: before.marks.row, units },
      });
    },
    row: (table, id) => {
      const row = sqlite.prepare(`SELECT * FROM "${table}" WHERE id = ? AND deleted = 0`).get(id);
      return row as never;
    },
    outbox: () => waitingChanges(sqlite, 100_000),
    now: () => now,
    pass: (ms) => {
      now += ms;
      queries.changed(new Set(['clock']));
    },
    newId,
    close: () => sqlite.close(),
  };
  peopleTheWorld(desk, options);
  return desk;
}

function peopleTheWorld(desk: Desk, options: DeskOptions): void {
  desk.given('org_unit', 'bank', { kind: 'branch', name: '分行', name_en: 'Branch' }, BRANCH);
  desk.given('org_unit', 'bank', { kind: 'team', parent_id: BRANCH, name: '团队', name_en: 'Team' }, TEAM);
  desk.given('person', 'bank', aPerson({ name: '甲', name_en: 'A', ...options.me }), ME);
  desk.given(
    'book',
    'bank',
    { name: '甲的客户', name_en: 'Customers of A', kind: 'personal', unit_id: TEAM },
    BOOK,
  );
  desk.given('book_member', 'bank', { book_id: BOOK, person_id: ME, role: 'owner' });
}

/** The columns of a person, to be changed where a test cares. */
export const aPerson = (columns: Partial<NewRowOf<Tables['person']>>): NewRowOf<Tables['person']> => ({
  name: '乙',
  name_en: 'B',
  role: 'manager',
  unit_id: TEAM,
  login: 'b',
  work_start: '09:00',
  work_end: '18:00',
  zone: 'Asia/Shanghai',
  ...columns,
});

function valueOf(name: string, result: Result<unknown, DeskFailure>): unknown {
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Blobs for tests: kept in memory, named as on disk. `now` says how old what comes is. */
export function memoryBlobs(now: () => number = () => 0): FileBlobStore {
  const kept = new Map<string, Uint8Array>();
  const used = new Map<string, number>();
  const drafts = new Map<string, Buffer>();
  const put = (bytes: Uint8Array): string => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    kept.set(sha256, bytes);
    used.set(sha256, used.get(sha256) ?? now());
    return sha256;
  };
  return {
    put,
    get: (sha256) => kept.get(sha256) ?? null,
    has: (sha256) => kept.has(sha256),
    size: (sha256) => kept.get(sha256)?.length ?? null,
    read: (sha256, start, end) => kept.get(sha256)?.subarray(start, end) ?? null,
    list: () =>
      [...kept].map(([sha256, { length }]) => ({ sha256, bytes: length, usedAt: used.get(sha256)! })),
    touch: (sha256, now) => void used.set(sha256, now),
    names: () => [...new Set([...kept.keys(), ...drafts.keys()])],
    remove: (sha256) => {
      kept.delete(sha256);
      used.delete(sha256);
      drafts.delete(sha256);
    },
    clear: () => kept.clear(),
    draft: (sha256) => {
      const so = (): Buffer => drafts.get(sha256) ?? Buffer.alloc(0);
      return {
        get received() {
          return so().length;
        },
        append: (bytes) => void drafts.set(sha256, Buffer.concat([so(), bytes])),
        restart: () => void drafts.delete(sha256),
        commit: () => {
          const bytes = so();
          drafts.delete(sha256);
          const right = createHash('sha256').update(bytes).digest('hex') === sha256;
          if (right) put(bytes);
          return right;
        },
        close: () => undefined,
      };
    },
  };
}
