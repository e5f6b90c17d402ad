import { useTranslation } from 'react-i18next';

/** What people call the records of a table. */
export function useTableName(): (table: string) => string {
  const { t, i18n } = useTranslation('sync');
  return (table) =>
    t(i18n.exists(`tables.${table}`, { ns: 'sync' }) ? `tables.${table as 'other'}` : 'tables.other');
}
