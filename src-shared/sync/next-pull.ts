import type { PullRequest, PullResponse } from './protocol.ts';
import type { Scope } from './scope.ts';

/** What decides the answer to a pull: from where on, in which history, and what this laptop has made itself. */
export type PullFrom = Pick<PullRequest, 'protocol' | 'epoch' | 'cursors' | 'decided' | 'made'>;

/**
 * The pull that a laptop asks next if nothing happens there meanwhile but that it takes in this answer: either side
 * reckons it for itself, so that the server can answer it before it is asked. Null where that cannot be said: more is to
 * be fetched at once, or a scope comes or goes.
 */
export function nextPull(asked: PullFrom, answer: PullResponse): PullFrom | null {
  const { protocol, epoch, decided, made } = asked;
  if (answer.epoch !== epoch || answer.more || answer.resnapshot.length > 0) return null;
  if (!sameScopes(asked.cursors, answer.grants)) return null;
  const cursors: Record<Scope, number> = { ...asked.cursors };
  for (const { scope, to } of answer.checkpoints) cursors[scope] = to;
  return {
    protocol,
    epoch,
    cursors,
    ...(decided === undefined ? {} : { decided }),
    ...(made === undefined ? {} : { made }),
  };
}

function sameScopes(held: object, granted: object): boolean {
  const scopes = Object.keys(granted);
  return scopes.length === Object.keys(held).length && scopes.every((scope) => Object.hasOwn(held, scope));
}

/** The same text for the same question, in whatever order its scopes were named. */
export const textOfPull = ({ protocol, epoch, cursors, decided, made }: PullFrom): string =>
  JSON.stringify([
    protocol,
    epoch,
    decided ?? null,
    made ?? null,
    Object.entries(cursors).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
