import type { Derivation, Touched } from '../../../db/client/access.ts';
import type { CommandName } from '../../../src-shared/contract/contract.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { LocalTopic } from './context.ts';

/** What a commit changed, as queries name what they read. */
export type Topic = TableName | LocalTopic;

/** Local things that commands write beside synced rows. */
const OF_COMMAND: Partial<Record<CommandName, readonly LocalTopic[]>> = {
  'notice.read': ['read_flags'],
  'event.see': ['read_flags'],
  'reminder.dismiss': ['reminders', 'read_flags'],
  'reminder.snooze': ['reminders', 'read_flags'],
  'settings.set': ['settings'],
  'sync.retryRefused': ['sync', 'outbox'],
  'sync.dropRefused': ['sync', 'outbox'],
  'sync.confirmDeletion': ['sync', 'outbox'],
  'sync.undoDeletion': ['sync', 'outbox'],
  // A step that could not be taken back is dropped, though no row is written.
  'undo.undo': ['undo'],
  'undo.redo': ['undo'],
  'attachment.add': ['blobs'],
  'attachment.keep': ['blobs'],
  'customer.keepFiles': ['blobs'],
};

/** Derived tables that queries name, by what the derivation's name begins with. */
const OF_DERIVATION: readonly (readonly [string, LocalTopic])[] = [
  ['schedule_conflict', 'conflicts'],
  ['occupancy', 'conflicts'],
  ['reminder', 'reminders'],
];

export function topicsOf(touched: Touched, derivations: readonly Derivation[]): Set<Topic> {
  const topics = new Set<Topic>(touched.keys());
  for (const derivation of derivations) {
    if (!derivation.sources.some((source) => touched.has(source))) continue;
    for (const [prefix, topic] of OF_DERIVATION) if (derivation.name.startsWith(prefix)) topics.add(topic);
  }
  return topics;
}

export const topicsOfCommand = (name: CommandName): readonly LocalTopic[] => OF_COMMAND[name] ?? [];
