import { expect, test } from 'vitest';
import { completeCells } from '../../src-shared/schema/table.ts';
import { tableSpec, type Row } from '../../src-shared/schema/tables.ts';
import { familiesOf } from './family.ts';

const anEvent = (id: string, cells: Partial<Row<'event'>>): Row<'event'> =>
  ({
    ...completeCells(tableSpec('event'), {
      all_day: 0,
      start: '2026-11-24T09:00',
      end: '2026-11-24T10:00',
      zone: 'Asia/Shanghai',
      kind: 'meeting',
      title: 'x',
      organiser_id: 'p0',
      status: 'confirmed',
      privacy: 'normal',
      ...cells,
    }),
    id,
    scope: 'calendar:p0',
    deleted: 0,
  }) as Row<'event'>;

const ofSeries = (id: string, at: string): Row<'event'> =>
  anEvent(id, { series_id: 's', recurrence_id: at, start: at });

test('of two overrides of one meeting, each made on a laptop of its own, the older counts, in whatever order they are read', () => {
  const series = anEvent('s', { rrule: 'FREQ=DAILY' });
  const [older, newer] = [ofSeries('a', '2026-11-25T09:00'), ofSeries('z', '2026-11-25T09:00')];
  const another = ofSeries('b', '2026-11-26T09:00');
  const events = [newer, another, series, older];
  for (const read of [events, events.toReversed()]) {
    const [family, ...more] = familiesOf(read, [], []);
    expect(more).toEqual([]);
    expect(family?.events.map((event) => event.id)).toEqual(['a', 'b', 's']);
  }
});
