import type { CommandName } from '../../src-shared/contract/contract.ts';
import type { UseCases } from './engine/context.ts';
import { calendarUseCases } from './use-cases/calendar/handlers.ts';
import { customerUseCases } from './use-cases/customer/handlers.ts';
import { inboxUseCases } from './use-cases/inbox/handlers.ts';
import { setSettings } from './use-cases/desk/set-settings.ts';
import { workUseCases } from './use-cases/work/handlers.ts';

/**
 * Every use-case by the name of its command. Signing in and out and syncing at once need the network and are the
 * core's own; undo and redo are the engine's.
 */
export const USE_CASES: Partial<UseCases<CommandName>> = {
  ...calendarUseCases,
  ...customerUseCases,
  ...workUseCases,
  ...inboxUseCases,
  'settings.set': setSettings,
};
