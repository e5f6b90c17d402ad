import { sessionCommands } from '../../../src-shared/contract/session.ts';
import { subscriptionCommands } from '../../../src-shared/contract/subscription.ts';

/** Commands that need the network; all others are one transaction of the engine. */
export type OnlineCommand =
  | 'sync.now'
  | 'session.signIn'
  | 'session.signOut'
  | keyof typeof sessionCommands
  | keyof typeof subscriptionCommands;

export const isOnlineCommand = (name: string): name is OnlineCommand =>
  ['sync.now', 'session.signIn', 'session.signOut'].includes(name) ||
  Object.hasOwn(sessionCommands, name) ||
  Object.hasOwn(subscriptionCommands, name);
