import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { run } from '../../bridge/run.ts';
import { useKeptText } from '../../app/use-kept-text.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';

/** How did it go (R58)? Asked once it has begun. */
export function EventOutcome({ detail }: { detail: EventDetail }): ReactElement | null {
  const { t } = useTranslation('calendar');
  const now = useNow();
  const tell = useOutcome();
  const { instance } = detail;
  const { event_id: id, recurrence_id, outcome: told } = instance;
  const written = useKeptText({ table: 'event', id, field: `outcome ${recurrence_id ?? ''}` });
  const note = written.text ?? detail.event.outcome_note ?? '';
  const kept = useRef(note);
  const left = useRef(() => {});
  useEffect(() => {
    left.current = () => {
      if (written.text === null || note === kept.current) return;
      const said = { id, recurrence_id, outcome: told, note: note.trim() === '' ? null : note.trim() };
      // Where the desk locks meanwhile, nothing is saved and nothing of what was written is let go.
      void run('event.note', said).then((done) => tell(done) && written.saved());
    };
  });
  // Leaving the event is leaving the field: what was typed is kept, whether or not it was said how it went.
  useEffect(() => () => left.current(), []);
  if (!detail.editable || instance.start > now) return null;
  const save = async (outcome: 'done' | 'partly' | 'missed'): Promise<void> => {
    const before = kept.current;
    // At once: what is saved may be drawn as another occurrence, and this one is left before the answer.
    kept.current = note;
    const said = { id, recurrence_id, outcome, note: note.trim() === '' ? null : note.trim() };
    const words = t('outcome.saved', { outcome: t(`outcome.${outcome}`) });
    if (tell(await run('event.note', said), words)) written.saved();
    else kept.current = before;
  };
  return (
    <section className="sec">
      <div className="h">{t('outcome.title')}</div>
      <textarea
        className="input tall outcome-note"
        rows={2}
        aria-label={t('outcome.note')}
        placeholder={t('outcome.note')}
        value={note}
        onChange={(event) => written.set(event.target.value)}
      />
      <div className="x g6">
        {(['done', 'partly', 'missed'] as const).map((outcome) => (
          <Button
            key={outcome}
            size="s"
            kind={instance.outcome === outcome ? 'primary' : 'normal'}
            onPress={() => void save(outcome)}
          >
            {t(`outcome.${outcome}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
