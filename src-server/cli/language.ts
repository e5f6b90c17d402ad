export type Language = 'zh' | 'en';

/** From the environment, as programs on a terminal do it. */
export const languageOf = (env: Readonly<Record<string, string | undefined>>): Language =>
  (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').toLowerCase().startsWith('zh') ? 'zh' : 'en';
