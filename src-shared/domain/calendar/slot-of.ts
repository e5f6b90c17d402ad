import type { Row } from '../../schema/tables.ts';
import type { Slot } from './slot.ts';

type SlotCells = Pick<Row<'event'>, 'all_day' | 'start' | 'end' | 'zone' | 'rrule' | 'rdate' | 'exdate'>;

/** The slot of an event or invitation row. */
export const slotOf = (row: SlotCells): Slot => ({
  allDay: row.all_day,
  start: row.start,
  end: row.end,
  zone: row.zone,
  rrule: row.rrule,
  rdate: row.rdate,
  exdate: row.exdate,
});
