import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** The names of a date field's buttons. */
export function useDateWords(): { open: string; previous: string; next: string } {
  const { t } = useTranslation();
  return useMemo(
    () => ({ open: t('kit.openCalendar'), previous: t('kit.previousMonth'), next: t('kit.nextMonth') }),
    [t],
  );
}
