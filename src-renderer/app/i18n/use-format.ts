import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language } from './language.ts';
import { makeFormat, type Format } from './format.ts';
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
  return useMemo(() => makeFormat(language, zone), [language, zone]);
}
