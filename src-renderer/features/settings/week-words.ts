import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { parseWeek } from '../../../src-shared/domain/calendar/working-week.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';

/** A Monday, to name the weekdays by. */
const MONDAY = '2026-03-16';

export const weekdayAt = (index: number): string => addDays(MONDAY, index);

/** Working hours in words: 08:30–17:30, or 周一至周五 08:30–12:00、13:30–17:30，周六 09:00–12:00. */
export function useWeekWords(): (of: { start: string; end: string; week: string | null }) => string {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return useCallback(
    ({ start, end, week }) => {
      const read = week === null ? null : parseWeek(week);
      if (!read?.ok) return `${start}–${end}`;
      const days = read.value.map((parts) =>
        parts
          .map(([from, to]) => `${format.timeOfMinutes(from)}–${format.timeOfMinutes(to)}`)
          .join(t('workHours.and')),
      );
      const runs: { from: number; to: number; text: string }[] = [];
      for (const [at, text] of days.entries()) {
        const last = runs.at(-1);
        if (last?.text === text) last.to = at;
        else runs.push({ from: at, to: at, text });
      }
      const name = (at: number): string => format.weekday(weekdayAt(at));
      return runs
        .filter((one) => one.text !== '')
        .map(({ from, to, text }) =>
          t('workHours.on', {
            days: from === to ? name(from) : t('workHours.through', { from: name(from), to: name(to) }),
            times: text,
          }),
        )
        .join(t('workHours.semicolon'));
    },
    [t, format],
  );
}
