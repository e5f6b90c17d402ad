import { useTranslation } from 'react-i18next';
import { parseScope } from '../../src-shared/sync/scope.ts';
import { useLiveQuery } from '../bridge/use-live-query.ts';
import { useNames } from './name-of.ts';

const NOTHING = {};

/** `book:0190…` as people say it: the family of the scope and its owner. */
export function useScopeNames(): (scope: string) => string {
  const { t } = useTranslation('sync');
  const names = useNames();
  const people = useLiveQuery('org.people', NOTHING);
  const units = useLiveQuery('org.units', NOTHING);
  const books = useLiveQuery('customer.books', NOTHING);
  return (scope) => {
    const parsed = parseScope(scope);
    if (parsed === null) return scope;
    const list: readonly { id: string; name: string; name_en: string | null }[] | undefined =
      parsed.family === 'book'
        ? books
        : parsed.family === 'calendar' || parsed.family === 'person'
          ? people
          : units;
    const owner = list?.find((one) => one.id === parsed.id);
    return owner === undefined
      ? t(`scope.${parsed.family}`)
      : `${t(`scope.${parsed.family}`)} · ${names.name(owner)}`;
  };
}
