import type { i18n as I18n } from 'i18next';
import type { DeskFailure, Obstacle } from '../../../src-shared/contract/errors.ts';
import type { Failure } from '../../../src-shared/kernel/result.ts';

/** What stood between here and the server, where that is known. */
export const obstacleOf = (failure: Failure): Obstacle | null =>
  failure.type === 'ServerDown' ? ((failure as DeskFailure & { type: 'ServerDown' }).why ?? null) : null;

/** Nobody answers, and nothing is known to stand in the way: one is offline, as far as can be said. */
export const isAway = (failure: Failure): boolean =>
  failure.type === 'ServerDown' && obstacleOf(failure) === null;

/** Who waits longer is told how long. */
const MOMENT_MS = 45_000;

/**
 * An expected failure in words. Its fields fill the placeholders of the message; what stood in the way is told as in the sync
 * centre; a type that has no message yet says so openly instead of showing an empty line.
 */
export function problemWords({ t, exists }: Pick<I18n, 't' | 'exists'>, failure: Failure): string {
  const obstacle = obstacleOf(failure);
  if (obstacle !== null) return t(`errors.${obstacle}`, { ns: 'sync' });
  const wait =
    failure.type === 'TooManyTries' && 'retryAfterMs' in failure ? Number(failure.retryAfterMs) : 0;
  if (wait > MOMENT_MS) return t('TooManyTriesFor', { ns: 'errors', count: Math.ceil(wait / 60_000) });
  const key = exists(failure.type, { ns: 'errors' }) ? failure.type : 'Unexpected';
  return t(key as 'Unexpected', { ns: 'errors', ...failure });
}
