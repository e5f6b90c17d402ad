import type { Row } from '../../../../src-shared/schema/tables.ts';
import { homeOfEvent } from '../../../../src-shared/sync/home.ts';
import type { Scope } from '../../../../src-shared/sync/scope.ts';
import type { DeskContext } from '../../engine/context.ts';

/**
 * Where a new event goes: into the calendar, or with its owner alone while it is private, so that it is never told in
 * the wrong place. Whoever looks after somebody else's calendar may not write there: the server brings it home then, as it
 * does where an event that exists becomes private.
 */
export function homeOfNew(
  { grants }: Pick<DeskContext, 'grants'>,
  scope: Scope,
  privacy: Row<'event'>['privacy'],
): Scope {
  const home = homeOfEvent(scope, privacy);
  return grants.get(home) === 'write' ? home : scope;
}
