import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';

/** Two walls in words: a day and times, or the days of what has no times. */
export function useWhenWords(): (start: string, end: string) => string {
  const format = useFormat();
  return (start, end) => {
    if (start.length > 10) return `${format.dayOfWeek(start.slice(0, 10))} ${format.timeRange(start, end)}`;
    const last = addDays(end, -1);
    return last > start ? format.range(start, last) : format.dayOfWeek(start);
  };
}
