import { sessionCommands } from '../../../src-shared/contract/session.ts';

/** Commands that need the network; all others are one transaction of the engine. */
export type OnlineCommand = 'sync.now' | 'session.signIn' | 'session.signOut' | keyof typeof sessionCommands;

export const isOnlineCommand = (name: string): name is OnlineCommand =>
  ['sync.now', 'session.signIn', 'session.signOut'].includes(name) || Object.hasOwn(sessionCommands, name);
