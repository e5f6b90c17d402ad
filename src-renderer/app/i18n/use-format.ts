import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language } from './language.ts';
import { makeFormat, type Format } from './format.ts';

/** The language shown now; changes live. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : 'en';
}

/** Dates, ages, amounts in the language shown now and the zone of this computer. */
export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => makeFormat(language, Intl.DateTimeFormat().resolvedOptions().timeZone), [language]);
}
