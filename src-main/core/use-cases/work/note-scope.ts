import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import { scopeOf, type Scope } from '../../../../src-shared/sync/scope.ts';
import type { CommandContext } from '../../engine/context.ts';

/** Where a note lives: in the book of its customer, so that who looks after the customer reads it, or with its author. */
export function noteScope(
  { tx }: CommandContext,
  author: Id,
  customerId: Id | null,
): Result<Scope, Extract<DeskFailure, { type: 'NotFound' }>> {
  if (customerId === null) return ok(scopeOf('person', author));
  const customer = tx.row('customer', customerId);
  return customer ? ok(customer.scope) : err({ type: 'NotFound', what: 'customer' });
}
