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

/** The first row, or undefined. */
export const one = <T>(db: Reader, sql: string, ...values: unknown[]): T | undefined =>
  statement<unknown[], T>(db, sql).get(...values);
