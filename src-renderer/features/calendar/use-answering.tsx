import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesAnswer } from '../../../src-shared/contract/calendar.ts';
import type { Which } from '../../../src-shared/contract/shapes.ts';
import { run } from '../../bridge/run.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { useSay } from '../../ui/toast.tsx';
import { WhichDialog } from './which-dialog.tsx';

export const ANSWERS = ['accepted', 'tentative', 'declined'] as const;
export type Given = (typeof ANSWERS)[number];

/** The meeting that is answered: one invitation, and of a series one meeting of it. */
export interface Answered {
  readonly invitation_id: string;
  readonly recurrence_id: string | null;
  readonly ofSeries: SeriesAnswer | null;
  /** What is said of it already, with which word; null: nothing that the reader has said. */
  readonly said: { readonly answer: string; readonly note: string | null } | null;
}

/**
 * Answers an invitation wherever one does: of a series it asks once whether this meeting or all of it is meant, beginning
 * with what the place is about. `answer(how, word)`; `dialog` belongs into the page.
 */
export function useAnswering(
  meeting: Answered,
  { first, onAnswered }: { first: 'this' | 'all'; onAnswered?: () => void },
): { answer: (how: Given, word: string) => void; dialog: ReactNode } {
  const { t } = useTranslation('calendar');
  const tell = useOutcome();
  const say = useSay();
  const [asking, setAsking] = useState<{ how: Given; word: string } | null>(null);
  const { ofSeries, said } = meeting;
  const send = async (
    how: Given,
    word: string,
    recurrence_id: string | null,
    words: string,
  ): Promise<void> => {
    const { invitation_id: id } = meeting;
    const note = word.trim() || null;
    if (tell(await run('invitation.answer', { id, recurrence_id, answer: how, note }), words)) onAnswered?.();
  };
  const answer = (how: Given, word: string): void => {
    const same = said?.answer === how && (said.note ?? '') === word.trim();
    // The answer that stands, for the series too: there is nothing to send, and no step for undo to take back.
    if (same && (ofSeries === null || ofSeries.answer === how))
      say({ text: t('answeredAlready', { answer: t(`answers.${how}`) }) });
    else if (ofSeries !== null) setAsking({ how, word });
    else void send(how, word, null, t('answered', { answer: t(`answers.${how}`) }));
  };
  const chosen = ({ how, word }: { how: Given; word: string }, which: Which): void => {
    setAsking(null);
    const alone = (ofSeries?.others ?? 0) + (ofSeries?.alone === true ? 1 : 0);
    const words = { answer: t(`answers.${how}`), count: alone };
    if (which === 'this') void send(how, word, meeting.recurrence_id, t('answerAlone.answeredThis', words));
    else
      void send(
        how,
        word,
        null,
        t(alone === 0 ? 'answerAlone.answeredAll' : 'answerAlone.answeredAllBut', words),
      );
  };
  const dialog =
    asking === null ? null : (
      <WhichDialog
        what="answer"
        first={first}
        onChoose={(which) => chosen(asking, which)}
        onClose={() => setAsking(null)}
      />
    );
  return { answer, dialog };
}
