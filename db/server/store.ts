import type { Tx } from './statements.ts';

/** A value as the database has it. */
export type Cell = string | number | null;

/** What a value of a statement may be. Lists become PostgreSQL arrays. */
export type Param = string | number | boolean | null | readonly Cell[];

/** Runs statements: the store itself, or one transaction of it. Every query function takes one first. */
export interface Sql {
  /** The rows, int8 as numbers. Throws the database's error, with its SQLSTATE in `code`. */
  query<R extends object>(text: string, params?: readonly Param[]): Promise<R[]>;
  /** The rows as lists, in the order of the columns: for what is sent on without being looked at. */
  lists(text: string, params?: readonly Param[]): Promise<Cell[][]>;
  /** Several statements without parameters; for migrations. */
  script(text: string): Promise<void>;
}

export type Isolation = 'read committed' | 'repeatable read read only';

/**
 * Where the server keeps what it syncs: PostgreSQL, PGlite in a folder, or memory under the simulation. Push, pull,
 * snapshot, projections and sessions know nothing else of it.
 */
export interface ServerStore<T extends Tx = Tx> extends Tx {
  readonly kind: 'postgres' | 'pglite' | 'memory';
  /** Commits what `work` did, or undoes it where `work` throws. Inside, use only what is given. */
  transaction<R>(work: (tx: T) => Promise<R>, isolation?: Isolation): Promise<R>;
  /** Tells every process that listens on the channel, this one too. */
  notify(channel: string, payload: string): Promise<void>;
  /** Calls back with each payload; with an empty one where some may have been missed. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** A store that speaks SQL: all of it but memory. */
export interface Store extends ServerStore<Tx & Sql>, Sql {
  readonly kind: 'postgres' | 'pglite';
}

const errorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** A clash of two transactions that goes away when one of them tries again. */
export const isRetryable = (error: unknown): boolean =>
  ['40001', '40P01', '55P03', '23505'].includes(errorCode(error));

/** Connection lost, resources exhausted, server going down: nobody's fault, and over some time later. */
const OUTAGE = /^(08|53|57)|^E(CONN|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH|AI_AGAIN)/;
/** How the driver says that a connection broke or could not be had: without any code. */
const BROKEN_LINE =
  /^Connection terminated|not queryable$|^timeout exceeded when trying to connect|^Cannot use a pool/;

/** True where the database could not be asked at all, whatever it was asked. */
export function isOutage(error: unknown): boolean {
  const code = errorCode(error);
  return code === '' ? error instanceof Error && BROKEN_LINE.test(error.message) : OUTAGE.test(code);
}

const TRIES = 5;

/** A transaction that is tried again after a deadlock, a serialization failure, or two inserts of one key. */
export async function transact<R, T extends Tx>(
  store: ServerStore<T>,
  work: (tx: T) => Promise<R>,
  isolation?: Isolation,
): Promise<R> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.transaction(work, isolation);
    } catch (error) {
      if (attempt === TRIES || !isRetryable(error)) throw error;
    }
  }
}
