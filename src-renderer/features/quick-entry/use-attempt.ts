import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Done } from '../../../src-shared/contract/done.ts';
import { useProblem } from '../../app/i18n/use-problem.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { useSay } from '../../ui/toast.tsx';

/** A sentence of which nothing could be made, and why. */
export interface RefusedSentence {
  readonly text: string;
  readonly why: string;
}

/** Makes one thing; told in `words` where it worked. */
export type Attempt = <T>(command: () => Promise<Done<T>>, words: string, then?: (made: T) => void) => void;

/**
 * Makes what a sentence asks for. The palette closes once it is made and no sooner: of what is refused the sentence
 * stays, with why; where the palette was left meanwhile, a way back to the sentence is offered.
 */
export function useAttempt(
  text: string,
  begun: RefusedSentence | null,
  { onDone, onBack }: { onDone: () => void; onBack: (refused: RefusedSentence) => void },
): { readonly why: string | null; readonly attempt: Attempt } {
  const { t } = useTranslation('calendar');
  const [refused, setRefused] = useState(begun);
  const once = useOneAtATime();
  const tell = useOutcome();
  const say = useSay();
  const problem = useProblem();
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const attempt: Attempt = (command, words, then) =>
    once(async () => {
      setRefused(null);
      const made = await command();
      if (!made.ok) {
        const its = { text, why: problem(made.error) };
        if (here.current) return setRefused(its);
        return say({
          text: its.why,
          icon: 'warn',
          action: { text: t('quick.backTo'), run: () => onBack(its) },
        });
      }
      if (here.current) onDone();
      tell(made, words);
      return then?.(made.value);
    })();
  // Another sentence is another attempt.
  return { why: refused?.text === text ? refused.why : null, attempt };
}
