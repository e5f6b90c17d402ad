import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useCalendar } from '../../state/calendar.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useEventWords } from './event-box.tsx';
import type { EventMoves } from './use-event-moves.ts';
import { copiedOf } from './use-several-moves.ts';

/** What can be done with several events at once. Each is one step for undo. */
export function SeveralAside({
  some,
  moves,
}: {
  some: readonly CalendarInstance[];
  moves: EventMoves;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const words = useEventWords();
  const togglePick = useCalendar((state) => state.togglePick);
  const pick = useCalendar((state) => state.pick);
  const fixed = some.filter((one) => !one.editable).length;
  const move = (days: number): void => moves.moveBy(some, { days, minutes: 0 });
  return (
    <div className="scroll event-aside">
      <section className="sec">
        <h2 className="event-title">{t('several.title', { count: some.length })}</h2>
        {fixed > 0 ? <p className="small t3">{t('several.fixed', { count: fixed })}</p> : null}
      </section>
      <section className="sec" aria-label={t('several.list')}>
        {some.map((one) => (
          <div key={one.key} className={`x g6 several-line k-${one.kind}`}>
            <span className="ki x">
              <Icon name={one.kind === 'busy' ? 'lock' : one.kind} size="s" />
            </span>
            <span className="cut">{words(one).head}</span>
            <span className="sp" />
            <span className="small t3 nw">
              {`${format.dayOfWeek(one.startWall.slice(0, 10))} ${one.all_day === 1 ? t('allDay') : format.timeRange(one.startWall, one.endWall)}`}
            </span>
            <Button
              kind="quiet"
              size="s"
              icon="close"
              label={t('several.drop', { title: words(one).head })}
              onPress={() => togglePick(one.key)}
            />
          </div>
        ))}
      </section>
      <section className="sec" aria-label={t('several.move')}>
        <div className="h">{t('several.move')}</div>
        <div className="x g6 several-buttons">
          {([-7, -1, 1, 7] as const).map((days) => (
            <Button key={days} size="s" onPress={() => move(days)}>
              {t(`several.by.${days}`)}
            </Button>
          ))}
        </div>
      </section>
      <section className="sec">
        <div className="x g6 several-buttons">
          <Button
            size="s"
            keys="mod+d"
            onPress={() => moves.copyBy(some.map(copiedOf), { days: 1, minutes: 0 })}
          >
            {t('several.duplicate')}
          </Button>
          <Button size="s" kind="danger" keys="delete" onPress={() => moves.removeSeveral(some)}>
            {t('several.remove', { count: some.length - fixed })}
          </Button>
          <Button size="s" kind="quiet" keys="escape" onPress={() => pick([])}>
            {t('several.none')}
          </Button>
        </div>
        <p className="small t3">{t('several.how')}</p>
      </section>
    </div>
  );
}
