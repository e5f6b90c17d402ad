import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { daysOf } from './geometry.ts';
import { heatOf, HEATS } from './heat.ts';
import type { DayMarks } from './use-day-marks.ts';

/** How full the days of a year are, at a glance; a press opens the day. */
export function YearView({
  year,
  today,
  weekStart,
  marks,
  onDay,
}: {
  year: string;
  today: DateText;
  weekStart: 0 | 1;
  marks: DayMarks;
  onDay: (date: DateText) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const zone = useZone();
  const counts = useLiveQuery('calendar.days', {
    from: `${year}-01-01`,
    to: `${Number(year) + 1}-01-01`,
    zone,
  });
  const byDay = new Map(counts?.map(({ date, count }) => [date, count]));
  const months = Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`);
  const total = [...byDay.values()].reduce((sum, count) => sum + count, 0);
  return (
    <div className="year scroll" role="group" aria-label={t('grid')}>
      <div className="x g6 year-legend small t3">
        <span>{t('year.total', { count: total, shown: format.number(total) })}</span>
        <span className="sp" />
        <span>{t('year.few')}</span>
        {Array.from({ length: HEATS }, (_, heat) => (
          <span key={heat} className={`year-key heat-${heat}`} aria-hidden="true" />
        ))}
        <span>{t('year.many')}</span>
      </div>
      <div className="year-months">
        {months.map((month) => {
          const days = daysOf('month', `${month}-01`, weekStart);
          return (
            <section key={month} aria-label={format.month(`${month}-01`)}>
              <h2 className="year-month">{format.month(`${month}-01`)}</h2>
              <div className="year-grid">
                {days.slice(0, 7).map((day) => (
                  <span key={day} className="year-head t3" aria-hidden="true">
                    {format.weekdayNarrow(day)}
                  </span>
                ))}
                {days.map((day) => {
                  if (day.slice(0, 7) !== month) return <span key={day} aria-hidden="true" />;
                  const count = byDay.get(day) ?? 0;
                  const mark = marks.markOf(day);
                  const spoken = [t('column', { day: format.dayLong(day), count }), mark?.mark, mark?.name]
                    .filter(Boolean)
                    .join(' ');
                  return (
                    <button
                      key={day}
                      type="button"
                      className={[
                        'year-day',
                        `heat-${heatOf(count)}`,
                        day === today ? 'now' : '',
                        marks.works(day) ? '' : 'off',
                        mark === null ? '' : mark.kind,
                      ]
                        .filter(Boolean)
                        .join(' ')}
                      title={spoken}
                      aria-label={spoken}
                      onClick={() => onDay(day)}
                    >
                      {Number(day.slice(8))}
                    </button>
                  );
                })}
              </div>
            </section>
          );
        })}
      </div>
    </div>
  );
}
