import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNow } from '../../app/use-now.ts';

type Cells = Readonly<Record<string, string | number | null>>;

/** What people call a column of a table, and how they write its values. */
export function useColumnWords(table: string): {
  column: (column: string) => string;
  unit: (unit: string, columns: readonly string[]) => string;
  value: (column: string, value: string | number | null | undefined) => string;
  values: (cells: Cells, columns: readonly string[]) => string;
} {
  const { t, i18n } = useTranslation('inbox');
  const customers = useTranslation('customers');
  const tasks = useTranslation('tasks');
  const calendar = useTranslation('calendar');
  const format = useFormat();
  // With the year where it is another one: two birth dates may differ in nothing else.
  const today = format.dateOf(useNow());
  const lookup = (namespace: 'customers' | 'tasks' | 'calendar', key: string): string | null => {
    if (!i18n.exists(key, { ns: namespace })) return null;
    const translate = { customers: customers.t, tasks: tasks.t, calendar: calendar.t }[namespace] as (
      name: string,
    ) => string;
    return translate(key);
  };
  const column = (name: string): string => {
    const own =
      table === 'task'
        ? lookup('tasks', `fields.${name === 'customer_id' ? 'customer' : name}`)
        : table === 'event' || table === 'invitation'
          ? lookup('calendar', `form.${name}`)
          : null;
    return own ?? lookup('customers', `columns.${name}`) ?? name;
  };
  const value = (name: string, cell: string | number | null | undefined): string => {
    if (isEmpty(cell)) return t('edit.empty');
    if (name === 'deleted') return t(cell === 1 ? 'edit.deletedRow' : 'edit.alive');
    if (typeof cell === 'number' && name === 'merged_at') return format.dayMedium(format.dateOf(cell), today);
    if (typeof cell === 'number' && name.endsWith('amount')) return format.money(cell, 'CNY');
    const named: Record<string, string> = {
      kind: 'kinds',
      tier: 'tiers',
      lifecycle: 'lifecycles',
      stage: 'stages',
      gender: 'genders',
    };
    const choice = named[name];
    if (typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell)) return format.dayMedium(cell, today);
    return (
      (choice === undefined ? null : lookup('customers', `${choice}.${cell}`)) ??
      String(cell).replace('T', ' ')
    );
  };
  return {
    column,
    unit: (unit, columns) => (columns.length <= 1 ? column(columns[0] ?? unit) : column(columns[0]!)),
    value,
    values: (cells, columns) => {
      const shown = columns.length === 0 ? Object.keys(cells) : columns;
      // A currency beside its amount is said by the amount.
      const told = shown.filter((name) => !name.endsWith('_currency') && !(name in HIDDEN));
      const filled = told.filter((name) => !isEmpty(cells[name]));
      if (filled.length === 0) return t('edit.empty');
      return filled.map((name) => value(name, cells[name])).join(' · ');
    },
  };
}

const isEmpty = (cell: string | number | null | undefined): cell is null | undefined | '' =>
  cell === null || cell === undefined || cell === '';

const HIDDEN: Readonly<Record<string, true>> = { zone: true, all_day: true };
