import type { Tx } from '../statements.ts';
import type { Isolation, ServerStore } from '../store.ts';
import { memoryBases } from './bases.ts';
import { memoryCalendar } from './calendar.ts';
import type { MemoryDatabase } from './database.ts';
import { memoryCustomers } from './customers.ts';
import { memoryTasks } from './tasks.ts';
import { memoryDeletions } from './deletions.ts';
import { memoryDevices } from './devices.ts';
import { databaseError, Outage } from './error.ts';
import { memoryGrants } from './grants.ts';
import { memoryHeads } from './heads.ts';
import { memoryLog } from './log.ts';
import { memoryMeta } from './meta.ts';
import { memoryNotes } from './notes.ts';
import { memoryPushResults } from './push-results.ts';
import { memoryRows } from './rows.ts';
import { memorySessions } from './sessions.ts';
import type { State, Work } from './state.ts';

/** A moment at which a server may lose its database, or die. */
export interface Step {
  readonly kind: 'begin' | 'statement' | 'commit' | 'committed';
  /** `rows.insert`; empty where it is no statement. */
  readonly name: string;
  readonly args: readonly unknown[];
  /** Statements of this transaction so far, this one among them. */
  readonly count: number;
}

/** Called before each step. What it throws is thrown in place of the step; what it returns is waited for. */
export type OnStep = (step: Step) => void | Promise<void>;

export interface MemoryStore extends ServerStore {
  readonly kind: 'memory';
  /** The process dies: everything that it is doing ends in `Outage`, and nothing of it is committed any more. */
  crash(): void;
}

const NOUNS: { readonly [N in keyof Tx]: (work: Work) => Tx[N] } = {
  rows: memoryRows,
  log: memoryLog,
  bases: memoryBases,
  heads: memoryHeads,
  grants: memoryGrants,
  devices: memoryDevices,
  sessions: memorySessions,
  pushResults: memoryPushResults,
  deletions: memoryDeletions,
  calendar: memoryCalendar,
  customers: memoryCustomers,
  notes: memoryNotes,
  tasks: memoryTasks,
  meta: memoryMeta,
};

type Run = (...args: readonly unknown[]) => Promise<unknown>;

const groupOf = (work: Work, noun: string): Readonly<Record<string, Run>> =>
  NOUNS[noun as keyof Tx](work) as unknown as Record<string, Run>;

/** The statements on a state, each done by `run`. A noun is made when it is first spoken: most work needs few. */
function through(
  work: Work,
  run: (name: string, statement: Run, args: readonly unknown[]) => Promise<unknown>,
): Tx {
  const tx = {};
  for (const noun of Object.keys(NOUNS))
    Object.defineProperty(tx, noun, {
      configurable: true,
      enumerable: true,
      get: () => {
        const value: Record<string, Run> = {};
        for (const [name, statement] of Object.entries(groupOf(work, noun)))
          value[name] = (...args) => run(`${noun}.${name}`, statement, args);
        Object.defineProperty(tx, noun, { value, enumerable: true });
        return value;
      },
    });
  return tx as Tx;
}

/**
 * A server's connection to a database in memory. Transactions that write follow each other, those that only read see
 * the state at their beginning: stricter than PostgreSQL's `read committed`, so what holds there holds here, not the
 * reverse. The contract suite says what both promise.
 */
export function openMemory(database: MemoryDatabase, onStep?: OnStep): MemoryStore {
  const owner = {};
  let dead = false;
  const silence = new Set<() => void>();

  const step = async (
    kind: Step['kind'],
    count: number,
    name = '',
    args: readonly unknown[] = [],
  ): Promise<void> => {
    if (dead) throw new Outage();
    if (onStep) await onStep({ kind, name, args, count });
    if (dead) throw new Outage();
  };

  async function inTransaction<R>(
    work: Work,
    body: (tx: Tx) => Promise<R>,
    isOver: () => boolean,
  ): Promise<R> {
    let count = 0;
    await step('begin', 0);
    const tx = through(work, async (name, statement, args) => {
      if (isOver()) throw new Error(`${name} after the end of its transaction`);
      count += 1;
      await step('statement', count, name, args);
      return statement(...args);
    });
    const value = await body(tx);
    await step('commit', count);
    return value;
  }

  async function writing<R>(body: (tx: Tx) => Promise<R>): Promise<R> {
    const turn = await database.takeTurn(owner);
    const work: Work = { state: database.state };
    let over = false;
    try {
      const value = await inTransaction(work, body, () => over);
      database.endTurn(turn, work.state);
      over = true;
      await step('committed', 0);
      return value;
    } finally {
      over = true;
      database.endTurn(turn);
    }
  }

  async function reading<R>(body: (tx: Tx) => Promise<R>): Promise<R> {
    const state = database.state;
    const work: Work = { state };
    let over = false;
    try {
      const value = await inTransaction(work, body, () => over);
      if (work.state !== state) throw databaseError('25006', 'a transaction that only reads wrote');
      return value;
    } finally {
      over = true;
    }
  }

  /** One statement as a transaction of its own. A reader never waits; whether it reads shows where it is tried. */
  const alone = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    await step('statement', 1, name, args);
    const [noun, verb] = name.split('.') as [string, string];
    const on = async (
      given: readonly unknown[],
    ): Promise<{ value: unknown; before: State; after: State }> => {
      const before = database.state;
      const work: Work = { state: before };
      const value = await groupOf(work, noun)[verb]!(...given);
      return { value, before, after: work.state };
    };
    if (database.isBusy) {
      // The arguments too are only lent: an append counts on in one of them.
      const tried = await on(structuredClone(args));
      if (tried.after === tried.before) return tried.value;
    }
    const turn = await database.takeTurn(owner);
    try {
      if (dead) throw new Outage();
      const { value, before, after } = await on(args);
      if (after !== before) {
        database.endTurn(turn, after);
        await step('committed', 1, name, args);
      }
      return value;
    } finally {
      database.endTurn(turn);
    }
  };

  return {
    kind: 'memory',
    ...through({ state: database.state }, (name, _statement, args) => alone(name, args)),
    transaction: <R>(work: (tx: Tx) => Promise<R>, isolation?: Isolation) =>
      isolation === 'repeatable read read only' ? reading(work) : writing(work),
    notify: async (channel, payload) => {
      if (dead) throw new Outage();
      database.notify(channel, payload);
    },
    listen: async (channel, heard) => {
      const stop = database.listen(channel, heard);
      silence.add(stop);
      return async () => stop();
    },
    close: async () => silence.forEach((stop) => stop()),
    crash: () => {
      dead = true;
      silence.forEach((stop) => stop());
      database.abandon(owner);
    },
  };
}
