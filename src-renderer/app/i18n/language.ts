/** The two languages of the desk, as BCP 47 tags; also the value of `lang` on the page. */
export type Language = 'zh-CN' | 'en';

export const isLanguage = (value: unknown): value is Language => value === 'zh-CN' || value === 'en';

/** The first of the system's preferred languages that the desk speaks; every kind of Chinese reads zh-CN. */
export function firstLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [base] = tag.toLowerCase().split('-');
    if (base === 'zh') return 'zh-CN';
    if (base === 'en') return 'en';
  }
  return 'en';
}
