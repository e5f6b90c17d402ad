import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language } from './language.ts';
import { makeFormat, type Format } from './format.ts';
import { onMinute } from '../use-now.ts';
import { useDesk } from '../desk-data.ts';
import { useZone } from './zone.ts';

/** The language shown now; changes live. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : 'en';
}

/** Dates, ages, amounts in the language shown now and the zone of the reader. */
export function useFormat(): Format {
  const language = useLanguage();
  const zone = useZone();
  const year = useThisYear();
  return useMemo(() => makeFormat(language, zone, year), [language, zone, year]);
}

/** Draws anew where a year turns, and not before. */
function useThisYear(): number {
  const { now } = useDesk();
  return useSyncExternalStore(onMinute, () => new Date(now()).getFullYear());
}
