import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

const HOUR = 60;
const DAY = 1440;

/** How long before the start a reminder comes, in words: minutes, or null where none does. */
export function useReminderWords(): (minutes: number | null) => string {
  const { t } = useTranslation();
  return useCallback(
    (minutes) => {
      if (minutes === null) return t('remindBefore.none');
      if (minutes === 0) return t('remindBefore.atStart');
      if (minutes >= DAY && minutes % DAY === 0) return t('remindBefore.days', { count: minutes / DAY });
      if (minutes >= HOUR && minutes % HOUR === 0) return t('remindBefore.hours', { count: minutes / HOUR });
      return t('remindBefore.minutes', { count: minutes });
    },
    [t],
  );
}
