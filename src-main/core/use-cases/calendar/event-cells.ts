import type { CommandInput } from '../../../../src-shared/contract/contract.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';

type Fields = CommandInput<'event.create'>['fields'];

/** The cells of an event that a form sets directly: neither its slot nor its links. */
export type EventCells = Pick<Row<'event'>, Exclude<keyof Fields, 'attendees' | 'resources' | 'customers'>>;

const COLUMNS = [
  'kind',
  'title',
  'description',
  'place',
  'status',
  'transparency',
  'privacy',
  'travel_min',
  'buffer_min',
  'contract',
  'holding_id',
  'reminders',
] as const satisfies readonly (keyof EventCells)[];

/** The part of a form that goes into the event's own row; fields that were not given stay out. */
export function eventCells<F extends { [K in keyof Fields]?: Fields[K] | undefined }>(
  fields: F,
): F extends Fields ? EventCells : Partial<EventCells>;
export function eventCells(fields: { [K in keyof Fields]?: Fields[K] | undefined }): Partial<EventCells> {
  const cells: Record<string, unknown> = {};
  for (const column of COLUMNS) if (fields[column] !== undefined) cells[column] = fields[column];
  return cells as Partial<EventCells>;
}
