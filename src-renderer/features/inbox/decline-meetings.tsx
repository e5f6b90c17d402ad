import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeclinableMeetings } from '../../../src-shared/contract/inbox.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useAct } from '../../app/use-act.ts';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { declineChoices } from './decline-choices.ts';

/** The way out of a clash with what one was asked to: not to come, to one of them, or to all inside one's leave at once. */
export function DeclineMeetings({
  declinable,
  leads,
  onDeclined,
}: {
  declinable: DeclinableMeetings;
  /** Whether it is the first thing to do here: nothing can be moved instead. */
  leads: boolean;
  onDeclined: () => void;
}): ReactElement | null {
  const { t } = useTranslation('inbox');
  const calendar = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const act = useAct();
  const [note, setNote] = useState('');
  const { leave, meetings } = declinable;
  const { one: alone, each, all } = declineChoices(declinable);
  const decline = useOneAtATime()(async (chosen: DeclinableMeetings['meetings']): Promise<void> => {
    const done = await act(
      'invitation.answerSeveral',
      {
        meetings: chosen.map(({ id, recurrence_id }) => ({ id, recurrence_id })),
        answer: 'declined',
        note: note.trim() === '' ? null : note,
      },
      t('decline.done', { count: chosen.length }),
    );
    if (done !== undefined) onDeclined();
  });
  const declineAlone = (): void => void (alone && decline([alone]));
  useKeys('screen', [
    { keys: 'n', label: t('decline.this'), disabled: alone === null, run: declineAlone },
    {
      keys: 'l',
      label: t('decline.all', { count: all.length }),
      disabled: all.length === 0,
      run: () => decline(all),
    },
  ]);
  if (meetings.length === 0) return null;
  const title = t(leave ? 'decline.inLeave' : 'decline.title');
  return (
    <section aria-label={title} className="inbox-decline">
      <div className="h">
        {title}
        {leave ? <span className="c">{meetings.length}</span> : null}
      </div>
      <ul className="decline-list">
        {meetings.map((one) => (
          <li key={`${one.id} ${one.recurrence_id}`} className="small">
            <span className="t2 nw">
              {`${format.dayMedium(format.dateOf(one.start))} ${one.all_day === 1 ? calendar.t('allDay') : format.between(one.start, one.end)}`}
            </span>
            <span className="cut">{names.title(one) || calendar.t('busyTitle')}</span>
            <span className="t3 nw">{one.organiser === null ? '' : names.name(one.organiser)}</span>
            {each.includes(one) ? (
              <Button
                size="s"
                label={t('decline.one', { title: names.title(one) || calendar.t('busyTitle') })}
                onPress={() => decline([one])}
              >
                {calendar.t('answerActs.declined')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <div className="inbox-word">
        <TextField label={t('answerNote')} value={note} onChange={setNote} />
      </div>
      <div className="x g6 wrap decline-acts">
        {all.length === 0 ? null : (
          <Button size="s" kind={leads ? 'primary' : 'normal'} keys="l" onPress={() => decline(all)}>
            {t('decline.all', { count: all.length })}
          </Button>
        )}
        {alone === null ? null : (
          <Button
            size="s"
            kind={leads && all.length === 0 ? 'primary' : 'normal'}
            keys="n"
            onPress={declineAlone}
          >
            {t('decline.this')}
          </Button>
        )}
      </div>
    </section>
  );
}
