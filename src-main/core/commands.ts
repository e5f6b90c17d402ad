import { bookUseCases } from './use-cases/book/handlers.ts';
import type { CommandName } from '../../src-shared/contract/contract.ts';
import type { lockCommands } from '../../src-shared/contract/lock.ts';
import type { OnlineCommand } from './engine/online.ts';
import type { UseCases } from './engine/context.ts';
import { calendarUseCases } from './use-cases/calendar/handlers.ts';
import { customerUseCases } from './use-cases/customer/handlers.ts';
import { deskUseCases } from './use-cases/desk/handlers.ts';
import { inboxUseCases } from './use-cases/inbox/handlers.ts';
import { planningUseCases } from './use-cases/planning/handlers.ts';
import { workUseCases } from './use-cases/work/handlers.ts';

/** What is not one transaction of the engine: these need the network, are the engine's own, or come before it. */
export type CoreCommand = OnlineCommand | 'undo.undo' | 'undo.redo' | keyof typeof lockCommands;

/** Every use-case by the name of its command. */
export const USE_CASES: UseCases<Exclude<CommandName, CoreCommand>> = {
  ...calendarUseCases,
  ...planningUseCases,
  ...customerUseCases,
  ...bookUseCases,
  ...workUseCases,
  ...inboxUseCases,
  ...deskUseCases,
};
