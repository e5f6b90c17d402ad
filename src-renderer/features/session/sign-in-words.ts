import type { i18n as I18n } from 'i18next';
import type { Failure } from '../../../src-shared/kernel/result.ts';
import { obstacleOf, problemWords } from '../../app/i18n/problem-words.ts';

/**
 * Why nobody was signed in. Elsewhere one works on without the server; here there is nothing to work on yet, and the address
 * may be wrong: what is not our server's answer may come from anybody's.
 */
export function signInWords(i18n: Pick<I18n, 't' | 'exists'>, failure: Failure, server: string): string {
  if (failure.type !== 'ServerDown') return problemWords(i18n, failure);
  const obstacle = obstacleOf(failure);
  if (obstacle === null) return i18n.t('signIn.serverDown', { server });
  return obstacle === 'CaptivePortal'
    ? i18n.t('signIn.notOurServer', { server })
    : problemWords(i18n, failure);
}
