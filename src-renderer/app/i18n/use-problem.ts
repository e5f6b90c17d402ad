import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../src-shared/kernel/result.ts';

/**
 * Puts an expected failure into words. Its fields fill the placeholders of the message; a type that has no
 * message yet says so openly instead of showing an empty line.
 */
export function useProblem(): (failure: Failure) => string {
  const { t, i18n } = useTranslation('errors');
  return useCallback(
    (failure: Failure) => {
      const key = i18n.exists(failure.type, { ns: 'errors' }) ? failure.type : 'Unexpected';
      return t(key as 'Unexpected', { ...failure });
    },
    [t, i18n],
  );
}
