import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Done } from '../../src-shared/contract/done.ts';
import { useSay } from '../ui/toast.tsx';
import { useProblem } from './i18n/use-problem.ts';
import { useUndo } from './use-global-keys.ts';

/**
 * Tells what a command did, with the way back where there is one, or why it did not. `tell(result, words)`; true where it
 * worked. Without `words` only a failure is told: where the screen itself shows what happened.
 */
export function useOutcome(): (result: Done<unknown>, words?: string) => boolean {
  const { t } = useTranslation();
  const say = useSay();
  const problem = useProblem();
  const { undo } = useUndo();
  return useCallback(
    (result, words) => {
      if (!result.ok) say({ text: problem(result.error), icon: 'warn' });
      else if (words !== undefined) {
        const { act } = result;
        if (act === undefined) say({ text: words });
        else
          say({
            text: words,
            action: { text: t('undo.undo'), keys: 'mod+z', run: () => undo(act.step) },
            act,
          });
      }
      return result.ok;
    },
    [say, problem, undo, t],
  );
}
