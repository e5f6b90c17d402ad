import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AsOf as Age } from '../../../src-shared/contract/calendar.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useNow } from '../use-now.ts';

/**
 * How old what a statement about several people rests on is, also where of one of them nothing has come yet. Shows nothing
 * where it is about nobody else: of one's own time there is nothing to wait for.
 */
export function OthersAsOf({
  age,
  said = (text) => text,
}: {
  age: Age;
  said?: (text: string) => string;
}): ReactElement | null {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const now = useNow();
  if (age.at === null && !age.stale) return null;
  return <AsOf text={said(age.at === null ? t('neverSeen') : format.asOf(age.at, now))} stale={age.stale} />;
}
