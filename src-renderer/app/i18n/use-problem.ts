import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../src-shared/kernel/result.ts';
import { problemWords } from './problem-words.ts';

/** Puts an expected failure into the reader's words. */
export function useProblem(): (failure: Failure) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (failure: Failure) => problemWords({ t: i18n.t, exists: i18n.exists }, failure),
    // oxlint-disable-next-line react/exhaustive-deps -- `t` is another one in another language
    [t, i18n],
  );
}
