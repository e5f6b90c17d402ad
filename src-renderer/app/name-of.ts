import { useCallback, useMemo } from 'react';
import { oneDirection } from '../../src-shared/kernel/one-direction.ts';
import { useLanguage } from './i18n/use-format.ts';

interface Named {
  readonly name: string | null;
  readonly name_en?: string | null;
}
/** A customer: what the bank calls it, and what colleagues do. */
interface Called extends Named {
  readonly short_name: string | null;
  readonly short_name_en: string | null;
}
interface Titled {
  readonly title: string | null;
  readonly title_en?: string | null;
}

/** Picks the reader's language where a record has both, the other one rather than nothing; shown as it is written. */
export function useNames(): {
  name: (of: Named) => string;
  title: (of: Titled) => string;
  /** What colleagues call a customer. */
  short: (of: Called) => string;
  either: (zh: string | null, en: string | null) => string;
  /** Several names as one text, each once. */
  list: (of: readonly Named[]) => string;
  /** Several texts as one. */
  texts: (of: readonly string[]) => string;
} {
  const english = useLanguage() === 'en';
  const either = useCallback(
    (zh: string | null, en: string | null): string => oneDirection((english ? (en ?? zh) : (zh ?? en)) ?? ''),
    [english],
  );
  const name = useCallback((of: Named): string => either(of.name, of.name_en ?? null), [either]);
  const title = useCallback((of: Titled): string => either(of.title, of.title_en ?? null), [either]);
  const short = useCallback(
    (of: Called): string => either(of.short_name, of.short_name_en) || name(of),
    [either, name],
  );
  const texts = useCallback((of: readonly string[]): string => of.join(english ? ', ' : '、'), [english]);
  const list = useCallback(
    (of: readonly Named[]): string => texts([...new Set(of.map(name))]),
    [name, texts],
  );
  return useMemo(
    () => ({ either, name, title, short, list, texts }),
    [either, name, title, short, list, texts],
  );
}
