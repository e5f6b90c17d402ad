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

/** The way out of a clash with what one was asked to: not to come, to this one, or to all inside one's leave at once. */
export function DeclineMeetings({
  declinable: { leave, meetings },
  onDeclined,
}: {
  declinable: DeclinableMeetings;
  onDeclined: () => void;
}): ReactElement | null {
  const { t } = useTranslation('inbox');
  const calendar = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const act = useAct();
  const [note, setNote] = useState('');
  const here = meetings.filter((one) => one.here);
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
  const all = leave && meetings.length > here.length;
  useKeys('screen', [
    { keys: 'n', label: t('decline.this'), disabled: here.length === 0, run: () => decline(here) },
    {
      keys: 'l',
      label: t('decline.all', { count: meetings.length }),
      disabled: !all,
      run: () => decline(meetings),
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
          <li key={`${one.id} ${one.recurrence_id}`} className="x g6 small">
            <span className="t2 nw decline-when">
              {`${format.dayMedium(format.dateOf(one.start))} ${one.all_day === 1 ? calendar.t('allDay') : format.between(one.start, one.end)}`}
            </span>
            <span className="cut">{names.title(one) || calendar.t('busyTitle')}</span>
            <span className="sp" />
            <span className="t3 nw">{one.organiser === null ? '' : names.name(one.organiser)}</span>
          </li>
        ))}
      </ul>
      <div className="inbox-word">
        <TextField label={t('answerNote')} value={note} onChange={setNote} />
      </div>
      <div className="x g6 wrap decline-acts">
        {all ? (
          <Button size="s" kind="primary" keys="l" onPress={() => decline(meetings)}>
            {t('decline.all', { count: meetings.length })}
          </Button>
        ) : null}
        {here.length === 0 ? null : (
          <Button size="s" kind={all ? 'normal' : 'primary'} keys="n" onPress={() => decline(here)}>
            {t('decline.this')}
          </Button>
        )}
      </div>
    </section>
  );
}
