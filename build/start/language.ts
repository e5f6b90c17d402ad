export type Language = 'zh' | 'en';

/** The language of messages on the terminal, by the usual variables, else by the system. */
export function languageOf(env: Readonly<Record<string, string | undefined>>, system: string): Language {
  const named = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || system;
  return /^zh/i.test(named) ? 'zh' : 'en';
}
