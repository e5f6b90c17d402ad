import type { PersonName } from '../../../src-shared/contract/calendar.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext } from '../engine/context.ts';

/** The name of somebody for whom the reader acts; null where that is the reader. */
export const ownerOf = (
  context: QueryContext,
  person: Id,
  names: ReadonlyMap<Id, PersonName>,
): PersonName | null => (person === context.me.id ? null : (names.get(person) ?? null));
