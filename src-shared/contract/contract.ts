import type { z } from 'zod';
import { bookCommands, bookQueries } from './book.ts';
import { calendarCommands, calendarQueries } from './calendar.ts';
import { calendarFileCommands, calendarFileQueries } from './calendar-file.ts';
import { customerCommands, customerQueries } from './customer.ts';
import type { CommandSpec, QuerySpec } from './define.ts';
import { deskCommands, deskQueries } from './desk.ts';
import { draftCommands, draftQueries } from './draft.ts';
import { inboxCommands, inboxQueries } from './inbox.ts';
import { mergeCommands, mergeQueries } from './merge.ts';
import { planQueries } from './plan.ts';
import { planningCommands, planningQueries } from './planning.ts';
import { quickEntryQueries } from './quick-entry.ts';
import { lockCommands, lockQueries } from './lock.ts';
import { sessionCommands } from './session.ts';
import { subscriptionCommands } from './subscription.ts';
import { workCommands, workQueries } from './work.ts';

/** The one typed contract between a window and the core. */
export const COMMANDS = {
  ...calendarCommands,
  ...calendarFileCommands,
  ...planningCommands,
  ...customerCommands,
  ...mergeCommands,
  ...bookCommands,
  ...workCommands,
  ...inboxCommands,
  ...deskCommands,
  ...draftCommands,
  ...sessionCommands,
  ...subscriptionCommands,
  ...lockCommands,
};
export const QUERIES = {
  ...calendarQueries,
  ...calendarFileQueries,
  ...planningQueries,
  ...planQueries,
  ...customerQueries,
  ...mergeQueries,
  ...bookQueries,
  ...workQueries,
  ...inboxQueries,
  ...deskQueries,
  ...draftQueries,
  ...quickEntryQueries,
  ...lockQueries,
};

export type CommandName = keyof typeof COMMANDS;
export type QueryName = keyof typeof QUERIES;

type InputOf<S> = S extends { input: infer I extends z.ZodType } ? z.infer<I> : never;
export type CommandInput<N extends CommandName> = InputOf<(typeof COMMANDS)[N]>;
export type CommandResult<N extends CommandName> =
  (typeof COMMANDS)[N] extends CommandSpec<z.ZodType, infer R> ? R : never;
export type QueryInput<N extends QueryName> = InputOf<(typeof QUERIES)[N]>;
export type QueryResult<N extends QueryName> =
  (typeof QUERIES)[N] extends QuerySpec<z.ZodType, infer R> ? R : never;

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
export const isQueryName = (name: string): name is QueryName => Object.hasOwn(QUERIES, name);
