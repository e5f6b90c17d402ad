import type { Statement } from 'better-sqlite3';
import type { Reader } from '../access.ts';
import { prepared } from '../prepared.ts';

/** `prepared`, for queries: what goes in and what a row is are said by the caller. */
export const statement = <P extends unknown[] = unknown[], R = unknown>(
  db: Reader,
  sql: string,
): Statement<P, R> => prepared<P, R>(db.sqlite, sql);

/** Rows of a select whose columns are `T`. */
export const all = <T>(db: Reader, sql: string, ...values: unknown[]): T[] =>
  statement<unknown[], T>(db, sql).all(...values);

/** Rows of a select whose one parameter is a list of ids, as JSON. Nobody is asked about nothing. */
export const allOf = <T>(db: Reader, sql: string, ids: readonly string[]): T[] =>
  ids.length === 0 ? [] : statement<[string], T>(db, sql).all(JSON.stringify(ids));

/** The first row, or undefined. */
export const one = <T>(db: Reader, sql: string, ...values: unknown[]): T | undefined =>
  statement<unknown[], T>(db, sql).get(...values);
