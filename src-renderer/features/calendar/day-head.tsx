import type { ReactElement } from 'react';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { isWeekend } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { DaySign } from './day-sign.tsx';
import type { DayMarks } from './use-day-marks.ts';

/** What stands above a day: its weekday and date, what the public calendar says of it, and the way to it. */
export function DayHead({
  date,
  today,
  marks,
  slim,
  lunar,
  bounds = false,
  onDay,
}: {
  date: DateText;
  today: DateText;
  marks: DayMarks;
  /** A weekend has less room than the other days. */
  slim: boolean;
  /** With the day of the Chinese calendar. */
  lunar: boolean;
  /** The heads say where the days of the page begin and end, for what is dragged over them. */
  bounds?: boolean;
  onDay: (date: DateText) => void;
}): ReactElement {
  const format = useFormat();
  const weekend = isWeekend(date);
  return (
    <button
      type="button"
      className={['dh', date === today ? 'now' : '', weekend ? 'we' : ''].filter(Boolean).join(' ')}
      data-day={bounds ? date : undefined}
      onClick={() => onDay(date)}
    >
      <span>
        {slim && weekend && format.language === 'zh-CN' ? format.weekdayNarrow(date) : format.weekday(date)}
      </span>
      <b>{Number(date.slice(8))}</b>
      <DaySign mark={marks.markOf(date)} />
      {lunar ? <span className="lu">{format.lunarShort(date)}</span> : null}
    </button>
  );
}
