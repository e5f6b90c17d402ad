import type { z } from 'zod';

/** A command changes something, once. Its input is parsed at the door of the core, nowhere else. */
export interface CommandSpec<I extends z.ZodType = z.ZodType, R = unknown> {
  readonly input: I;
  /** Type carrier of the result; never set. */
  readonly _result?: R;
}

/** A query reads; every query can be watched, and its result comes again whenever it changes. */
export interface QuerySpec<I extends z.ZodType = z.ZodType, R = unknown> {
  readonly input: I;
  readonly _result?: R;
}

export const command =
  <R = void>() =>
  <I extends z.ZodType>(input: I): CommandSpec<I, R> => ({ input });
export const query =
  <R>() =>
  <I extends z.ZodType>(input: I): QuerySpec<I, R> => ({ input });
