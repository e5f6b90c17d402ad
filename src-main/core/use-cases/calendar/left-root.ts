import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import { parseScope } from '../../../../src-shared/sync/scope.ts';
import type { CommandContext } from '../../engine/context.ts';

/** The series or meeting in the calendar of somebody who has left, which this person winds up; not a way into anybody else's. */
export function leftRoot(
  { tx, grants }: Pick<CommandContext, 'tx' | 'grants'>,
  id: Id,
): Result<Row<'event'>, DeskFailure> {
  const named = tx.row('event', id);
  const root = named?.series_id ? (tx.row('event', named.series_id) ?? named) : named;
  if (!root) return err({ type: 'NotFound', what: 'event' });
  const organiser = tx.row('person', parseScope(root.scope)?.id ?? '');
  if (!organiser || organiser.left_on === null || grants.get(root.scope) !== 'write')
    return err({ type: 'NotGranted', what: 'event' });
  return ok(root);
}
