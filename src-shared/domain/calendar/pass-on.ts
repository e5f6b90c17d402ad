import type { Id } from '../../kernel/ids.ts';
import { scopeOf, type Grants } from '../../sync/scope.ts';
import type { Role } from '../organisation/tables.ts';

/**
 * To whom somebody may pass on what a colleague who has left still has in the calendar: a lead to those of the own teams. Whoever
 * took over the books goes on with it themselves, or cancels it: nobody else puts anything into another's calendar.
 */
export const mayPassOnTo = (
  to: { readonly id: Id; readonly unit_id: Id; readonly left_on: string | null },
  by: { readonly id: Id; readonly role: Role | null; readonly grants: Grants },
): boolean =>
  by.role === 'lead' &&
  to.id !== by.id &&
  to.left_on === null &&
  by.grants.get(scopeOf('team', to.unit_id)) === 'write';
