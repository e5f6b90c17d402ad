import { expect, test } from 'vitest';
import { catalogues } from '../../app/i18n/catalogues.ts';
import { tableSpec } from '../../../src-shared/schema/tables.ts';
import { choicesOf, namesOf, type Place } from './column-words.ts';

const at = (language: 'zh-CN' | 'en', [namespace, key]: Place): unknown =>
  key
    .split('.')
    .reduce<unknown>(
      (tree, part) => (tree as Record<string, unknown> | undefined)?.[part],
      catalogues[language][namespace],
    );
/** What stands in no form and on no screen: links, ranks, what the server writes. */
const SILENT = /_id$|^recurrence_id$|_rank$|^geo$|^uid$|^ics$|^reply|^delegated_at$|^left_due$/;
const unnamed = (table: 'event' | 'task'): string[] =>
  Object.keys(tableSpec(table).columns).filter(
    (column) =>
      !SILENT.test(column) &&
      !namesOf(table, column).some((place) =>
        (['zh-CN', 'en'] as const).every((one) => typeof at(one, place) === 'string'),
      ),
  );

test('whatever two people may change of an event or a task has a name in both languages', () => {
  expect([unnamed('event'), unnamed('task')]).toEqual([[], []]);
});

test('and so has each choice', () => {
  const choices: [string, string, string][] = [
    ['event', 'kind', 'visit'],
    ['event', 'status', 'cancelled'],
    ['event', 'transparency', 'out_of_office'],
    ['event', 'privacy', 'private'],
    ['task', 'priority', 'high'],
    ['task', 'promise', 'by_me'],
    ['customer', 'kind', 'company'],
  ];
  for (const language of ['zh-CN', 'en'] as const)
    expect(choices.filter((one) => typeof at(language, choicesOf(...one)[0]!) !== 'string')).toEqual([]);
});
