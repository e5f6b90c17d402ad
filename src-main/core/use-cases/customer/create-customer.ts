import { dateAt } from '../../../../src-shared/domain/calendar/zone.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { UseCase } from '../../engine/context.ts';
import { defined } from '../defined.ts';

/** A new customer begins as a prospect in the first of the four stages (R56). */
export const createCustomer: UseCase<'customer.create'> = ({ tx, me, now, newId }, { book_id, fields }) => {
  const id = newId();
  const given = defined(fields);
  tx.insert('customer', scopeOf('book', book_id), id, {
    ...given,
    kind: fields.kind,
    name: fields.name,
    tier: given.tier ?? 'standard',
    lifecycle: given.lifecycle ?? 'prospect',
    stage: given.stage ?? 'gather',
    stage_since: dateAt(now, me.zone),
  });
  return ok({ id });
};
