import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { DaySign } from './day-sign.tsx';
import { EventBox } from './event-box.tsx';
import { bannerOn, isBanner, onDay } from './geometry.ts';
import { chooseByKeys } from './use-grid-keys.ts';
import type { DayMarks } from './use-day-marks.ts';

const SHOWN = 4;
const ONE_LINE = { lines: 1, narrow: false };

/** Six weeks; each day lists what fits and counts the rest. A press on the day's number opens the day. */
export function MonthGrid({
  days,
  month,
  instances,
  marks,
  today,
  now,
  selected,
  picked,
  staleOf,
  onOpen,
  onDay: openDay,
  onNew,
}: {
  days: readonly DateText[];
  /** `YYYY-MM` of the month shown; days of others are weaker. */
  month: string;
  instances: readonly CalendarInstance[];
  marks: DayMarks;
  today: DateText;
  now: EpochMs;
  selected: string | null;
  staleOf: (instance: CalendarInstance) => boolean;
  picked: ReadonlySet<string>;
  onOpen: (instance: CalendarInstance, how: 'open' | 'toggle' | 'range') => void;
  onDay: (date: DateText) => void;
  onNew: (date: DateText) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  return (
    <div
      className="month-grid"
      role="group"
      aria-label={t('grid')}
      onKeyDown={(event) => {
        if (chooseByKeys(event, instances, days)) event.preventDefault();
      }}
    >
      {days.slice(0, 7).map((date) => (
        <div key={date} className="month-head">
          {format.weekday(date)}
        </div>
      ))}
      {days.map((date) => {
        const its = instances
          .filter((one) => (isBanner(one) ? bannerOn(one, date) : onDay(one, date) !== null))
          .sort((a, b) => b.all_day - a.all_day || a.start - b.start);
        return (
          <div
            key={date}
            className={[
              'month-day',
              date.slice(0, 7) === month ? '' : 'other',
              marks.works(date) ? '' : 'off',
              date === today ? 'now' : '',
            ]
              .filter(Boolean)
              .join(' ')}
            role="group"
            aria-label={t('column', { day: format.dayLong(date), count: its.length })}
            onDoubleClick={() => onNew(date)}
          >
            <div className="x g6 month-top">
              <button
                type="button"
                className="month-number"
                onClick={() => openDay(date)}
                aria-label={format.dayLong(date)}
              >
                {Number(date.slice(8))}
              </button>
              <DaySign mark={marks.markOf(date)} />
              <span className="small t3 cut">{marks.markOf(date)?.name || format.lunarShort(date)}</span>
            </div>
            {its.slice(0, its.length > SHOWN ? SHOWN - 1 : SHOWN).map((instance) => (
              <EventBox
                key={instance.key}
                instance={instance}
                room={ONE_LINE}
                now={now}
                selected={instance.key === selected || picked.has(instance.key)}
                stale={staleOf(instance)}
                className="in-month"
                resizable={false}
                onOpen={onOpen}
              />
            ))}
            {its.length > SHOWN ? (
              <button type="button" className="link small month-more" onClick={() => openDay(date)}>
                {t('moreOf', { count: its.length - SHOWN + 1 })}
              </button>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
