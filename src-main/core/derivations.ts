import type { Derivation } from '../../db/client/access.ts';
import { alias } from '../../db/client/derived/alias.ts';
import { customerList } from '../../db/client/derived/customer-list.ts';
import { occupancy } from '../../db/client/derived/occupancy.ts';
import { reminder } from '../../db/client/derived/reminder.ts';
import { searchIndex } from '../../db/client/derived/search-index.ts';
import { scheduleConflict } from '../../db/client/derived/schedule-conflict.ts';

/** Every derived table, in the order in which they follow from one another. */
export const DERIVATIONS: readonly Derivation[] = [
  alias,
  customerList,
  searchIndex,
  occupancy,
  scheduleConflict,
  reminder,
];
