import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';

const SHOWN = 5;

/** The instances of a series that are not as its rule has them, each with the way back. */
export function EventExceptions({ detail }: { detail: EventDetail }): ReactElement | null {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const act = useAct();
  const [all, setAll] = useState(false);
  const { exceptions, editable } = detail;
  if (exceptions.length === 0) return null;
  const when = (wall: string): string =>
    wall.length === 10 ? format.dayMedium(wall) : `${format.dayMedium(wall.slice(0, 10))} ${wall.slice(11)}`;
  const to = (one: EventDetail['exceptions'][number]): string =>
    one.start.length > 10 && one.start.slice(0, 10) === one.when.slice(0, 10)
      ? one.start.slice(11)
      : when(one.start);
  return (
    <section className="sec" aria-label={t('exceptions.title')}>
      <div className="h">
        {t('exceptions.title')}
        <span className="c">{exceptions.length}</span>
      </div>
      {exceptions.slice(0, all ? undefined : SHOWN).map((one) => (
        <div key={one.recurrence_id} className="x g6">
          <span className="small t2">
            {one.event_id === null
              ? t('exceptions.removed', { when: when(one.when) })
              : one.moved
                ? t('exceptions.moved', { when: when(one.when), to: to(one) })
                : t('exceptions.changed', { when: when(one.when) })}
          </span>
          <span className="sp" />
          {editable ? (
            <Button
              size="s"
              kind="quiet"
              icon="restore"
              label={t('exceptions.restore', { when: when(one.when) })}
              onPress={() =>
                void act(
                  'event.restore',
                  { id: one.series_id, recurrence_id: one.recurrence_id },
                  t('exceptions.restored', { when: when(one.when) }),
                )
              }
            />
          ) : null}
        </div>
      ))}
      {!all && exceptions.length > SHOWN ? (
        <Button size="s" kind="quiet" onPress={() => setAll(true)}>
          {t('exceptions.all', { count: exceptions.length })}
        </Button>
      ) : null}
    </section>
  );
}
