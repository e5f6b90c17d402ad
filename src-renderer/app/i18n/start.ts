import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { oneDirection } from '../../../src-shared/kernel/one-direction.ts';
import { catalogues } from './catalogues.ts';
import type { Language } from './language.ts';

/**
 * One instance per window, ready when it returns: both catalogues are part of the program, so switching the
 * language never waits. React escapes by itself; escaping here would show `&amp;` in customers' names. What is put into a
 * sentence turns nothing of it.
 */
export function startI18n(language: Language): I18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    defaultNS: 'common',
    resources: catalogues,
    interpolation: { escapeValue: true, escape: oneDirection },
    react: { useSuspense: false },
  });
  return instance;
}
