import { useTranslation } from 'react-i18next';
import { useRuleWords } from '../../app/repeat/rule-words.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNow } from '../../app/use-now.ts';

/** A message: in which catalogue, under which key. */
export type Place = readonly [namespace: 'customers' | 'tasks' | 'calendar' | 'inbox', key: string];

const WALL = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/;

/** Where the name of a column may stand, the best place first. */
export const namesOf = (table: string, name: string): Place[] => [
  ['inbox', `edit.names.${name}`],
  ...(table === 'task' ? ([['tasks', `fields.${name === 'customer_id' ? 'customer' : name}`]] as const) : []),
  ...(table === 'event' || table === 'invitation' ? ([['calendar', `form.${name}`]] as const) : []),
  ['customers', `columns.${name}`],
];

/** Where the words for one of several choices may stand. */
export function choicesOf(table: string, name: string, cell: string): Place[] {
  if (name === 'kind') return [[table === 'event' ? 'calendar' : 'customers', `kinds.${cell}`]];
  const section = CHOICES[name];
  return section === undefined ? [] : [[section[0], `${section[1]}.${cell}`]];
}

const CHOICES: Readonly<Record<string, Place>> = {
  tier: ['customers', 'tiers'],
  channel: ['customers', 'channels'],
  lifecycle: ['customers', 'lifecycles'],
  stage: ['customers', 'stages'],
  gender: ['customers', 'genders'],
  transparency: ['calendar', 'form.transparencies'],
  priority: ['tasks', 'priorities'],
  promise: ['tasks', 'promises'],
  repeat_from: ['tasks', 'repeatFrom'],
  status: ['inbox', 'edit.statuses'],
  privacy: ['inbox', 'edit.privacies'],
};

type Cells = Readonly<Record<string, string | number | null>>;

/** What people call a column of a table, and how they write its values. */
export function useColumnWords(table: string): {
  column: (column: string) => string;
  /** Whether people have a word for it. */
  isKnown: (column: string) => boolean;
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
  const now = useNow();
  const today = format.dateOf(now);
  const ruleWords = useRuleWords();
  const lookup = ([namespace, key]: Place): string | null => {
    if (!i18n.exists(key, { ns: namespace })) return null;
    const all = { customers: customers.t, tasks: tasks.t, calendar: calendar.t, inbox: t };
    return (all[namespace] as (name: string) => string)(key);
  };
  const first = (places: readonly Place[]): string | null => {
    for (const place of places) {
      const found = lookup(place);
      if (found !== null) return found;
    }
    return null;
  };
  const column = (name: string): string => first(namesOf(table, name)) ?? name;
  const wall = (at: string): string =>
    [format.dayMedium(at.slice(0, 10), today), ...(at.length > 10 ? [format.time(at)] : [])].join(' ');
  const value = (name: string, cell: string | number | null | undefined): string => {
    if (isEmpty(cell)) return t('edit.empty');
    if (name === 'deleted') return t(cell === 1 ? 'edit.deletedRow' : 'edit.alive');
    if (typeof cell === 'number' && name === 'at') return format.when(cell, now);
    if (typeof cell === 'number' && name === 'merged_at') return format.dayMedium(format.dateOf(cell), today);
    if (typeof cell === 'number' && name.endsWith('amount')) return format.money(cell, 'CNY');
    if (typeof cell === 'string' && name === 'rrule') return ruleWords(cell);
    if (typeof cell === 'number' && name === 'done_at') return format.dayMedium(format.dateOf(cell), today);
    if (name === 'all_day') return t(cell === 1 ? 'edit.yes' : 'edit.no');
    if (typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell)) return format.dayMedium(cell, today);
    if (typeof cell === 'string' && WALL.test(cell)) return wall(cell);
    if (name === 'exdate' || name === 'rdate')
      return String(cell)
        .split(',')
        .map((one) => (WALL.test(one) ? wall(one) : one))
        .join(' · ');
    return first(choicesOf(table, name, String(cell))) ?? String(cell);
  };
  return {
    column,
    isKnown: (name) => first(namesOf(table, name)) !== null,
    unit: (unit, columns) => (unit === 'slot' ? t('edit.names.when') : column(columns[0] ?? unit)),
    value,
    values: (cells, columns) => {
      const shown = columns.length === 0 ? Object.keys(cells) : columns;
      // A currency beside its amount is said by the amount.
      const told = shown.filter((name) => !name.endsWith('_currency') && !(name in HIDDEN));
      const filled = told.filter((name) => !isEmpty(cells[name]));
      if (filled.length === 0) return t('edit.empty');
      const [start, end] = [cells['start'], cells['end']];
      if (
        typeof start === 'string' &&
        typeof end === 'string' &&
        start.length > 10 &&
        filled.includes('end')
      ) {
        const others = filled.filter((name) => name !== 'start' && name !== 'end');
        const time = `${format.dayMedium(start.slice(0, 10), today)} ${format.timeRange(start, end)}`;
        return [time, ...others.map((name) => value(name, cells[name]))].join(' · ');
      }
      return filled.map((name) => value(name, cells[name])).join(' · ');
    },
  };
}

const isEmpty = (cell: string | number | null | undefined): cell is null | undefined | '' =>
  cell === null || cell === undefined || cell === '';

const HIDDEN: Readonly<Record<string, true>> = { zone: true, all_day: true };
