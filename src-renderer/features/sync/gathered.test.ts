import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

const line = (id: string, table: string, row_id: string, reason: 'Quarantined' | 'NotGranted') => ({
  id,
  table,
  row_id,
  reason,
  title: null,
  title_en: null,
  column: null,
  at: 1,
  cells: {},
});

test('what the server keeps for others is told once, by records and not by changes', () => {
  const mine = line('9', 'task', 't', 'NotGranted');
  const rows = [
    line('1', 'customer', 'c', 'Quarantined'),
    line('2', 'note', 'n', 'Quarantined'),
    mine,
    line('3', 'note', 'n', 'Quarantined'),
    line('4', 'note_update', 'u', 'Quarantined'),
    line('5', 'note', 'm', 'Quarantined'),
  ];
  expect(gathered(rows)).toEqual({
    own: [mine],
    kept: {
      ids: ['1', '2', '3', '4', '5'],
      tables: [
        { table: 'customer', records: 1 },
        { table: 'note', records: 2 },
      ],
    },
  });
  expect(gathered([mine])).toEqual({ own: [mine], kept: null });
});
