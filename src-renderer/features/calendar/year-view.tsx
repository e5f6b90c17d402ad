import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useKeys } from '../../app/use-keys.ts';
import { daysOf } from './geometry.ts';
import { heatOf, HEATS } from './heat.ts';
import type { DayMarks } from './use-day-marks.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

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
  // One day of the year is in the order of Tab; arrows lead from it to the others.
  const [at, setAt] = useState<DateText | null>(null);
  const inTab = at?.startsWith(year) ? at : today.startsWith(year) ? today : `${year}-01-01`;
  const grid = useRef<HTMLDivElement>(null);
  const dayOf = (date: DateText): HTMLElement | null =>
    grid.current?.querySelector<HTMLElement>(`[data-year-day="${date}"]`) ?? null;
  useEffect(() => {
    dayOf(today)?.closest('section')?.scrollIntoView({ block: 'nearest' });
    // oxlint-disable-next-line react/exhaustive-deps -- once for each year
  }, [year]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const date = event.target instanceof HTMLElement ? event.target.dataset['yearDay'] : undefined;
    const step = STEPS[event.key];
    if (date === undefined || step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = addDays(date, step);
    if (!next.startsWith(year)) return;
    setAt(next);
    dayOf(next)?.focus();
  };
  useKeys('screen', [
    { keys: 'arrowdown', label: t('keys.yearDays'), byFocus: true, run: () => {} },
    { keys: 'c', label: t('keys.toGrid'), run: () => dayOf(inTab)?.focus() },
  ]);
  const total = [...byDay.values()].reduce((sum, count) => sum + count, 0);
  return (
    <div ref={grid} className="year scroll" role="group" aria-label={t('grid')} onKeyDown={onKeyDown}>
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
                      data-year-day={day}
                      tabIndex={day === inTab ? 0 : -1}
                      aria-current={day === today ? 'date' : undefined}
                      onFocus={() => setAt(day)}
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
