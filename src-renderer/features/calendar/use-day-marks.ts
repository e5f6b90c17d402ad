import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpecialDay } from '../../../src-shared/contract/planning.ts';
import { dayKind, isWorked, type DayKind } from '../../../src-shared/domain/calendar/holidays.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { addDays, weekdayOf } from '../../app/i18n/calendar-day.ts';
import { useNames } from '../../app/name-of.ts';

export interface DayMark {
  readonly kind: SpecialDay['kind'];
  /** 休 or 班. */
  readonly mark: string;
  /** Why: the holiday's name, or what the bank calls the day. */
  readonly name: string;
}

/** Which days are worked, as public calendar, bank and branch have it together. */
export interface DayMarks {
  works(date: DateText): boolean;
  kindOf(date: DateText): DayKind;
  /** Null of an ordinary weekday or weekend. */
  markOf(date: DateText): DayMark | null;
}

/** Of the days shown, first to last. Until the desk has answered the public calendar holds. */
export function useDayMarks(first: DateText, last: DateText): DayMarks {
  const { t } = useTranslation('calendar');
  const nameOf = useSpecialDayName();
  const special = useLiveQuery('calendar.specialDays', { from: first, to: addDays(last, 1) });
  return useMemo(() => {
    const byDate = new Map(special?.map((one) => [one.date, one]));
    const kindOf = (date: DateText): DayKind => {
      if (special === undefined) return dayKind(date);
      const weekend = weekdayOf(date) === 0 || weekdayOf(date) === 6;
      return byDate.get(date)?.kind ?? (weekend ? 'weekend' : 'weekday');
    };
    return {
      works: (date) => isWorked(kindOf(date)),
      kindOf,
      markOf: (date) => {
        const one = byDate.get(date);
        return one === undefined
          ? null
          : { kind: one.kind, mark: t(`days.mark.${one.kind}`), name: nameOf(one) };
      },
    };
  }, [special, t, nameOf]);
}

/** What a special day is called: the bank's own word for it, else the public holiday's, else nothing. */
export function useSpecialDayName(): (day: Pick<SpecialDay, 'name' | 'name_en' | 'holiday'>) => string {
  const { t } = useTranslation('calendar');
  const names = useNames();
  return useMemo(
    () =>
      ({ name, name_en, holiday }) =>
        names.either(name, name_en) || (holiday === null ? '' : t(`days.holidays.${holiday}`)),
    [names, t],
  );
}
