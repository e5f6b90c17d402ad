import type { Row } from '../../../../src-shared/schema/tables.ts';
import { homeOfEvent } from '../../../../src-shared/sync/home.ts';
import type { Scope } from '../../../../src-shared/sync/scope.ts';
import type { CommandContext } from '../../engine/context.ts';
import { serverProtocol } from '../../sync/session.ts';

/**
 * Where a new event goes: into the calendar, or with its owner alone while it is private, so that it is never told in
 * the wrong place. Whoever looks after somebody else's calendar may not write there: the server brings it home then, as it
 * does where an event that exists becomes private.
 */
export function homeOfNew(
  { grants, tx }: Pick<CommandContext, 'grants' | 'tx'>,
  scope: Scope,
  privacy: Row<'event'>['privacy'],
): Scope {
  const home = homeOfEvent(scope, privacy);
  return grants.get(home) === 'write' && !servedByVersion1(tx) ? home : scope;
}

/** Version 1 takes an event in a calendar alone. Whatever comes after it brings events home. */
const servedByVersion1 = ({ sqlite }: CommandContext['tx']): boolean => serverProtocol(sqlite) === 1;
