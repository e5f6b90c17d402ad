import type { Database } from 'better-sqlite3';
import { TABLE_NAMES } from '../../../src-shared/schema/tables.ts';
import { prepared } from '../prepared.ts';
import { quoted } from '../schema/physical.ts';

/** The device in each mark of a column that holds marks by unit, as JSON. */
const inMarks = (table: string, column: string): string =>
  `SELECT max(json_extract(mark.value, '$[1]')) AS number FROM ${quoted(table)}, json_each(${quoted(table)}.${column}) AS mark`;

const SOURCES = [
  ...TABLE_NAMES.flatMap((table) => [
    `SELECT max(_device) AS number FROM ${quoted(table)}`,
    inMarks(table, '_units'),
  ]),
  'SELECT max(device) AS number FROM _foreign',
  inMarks('_foreign', 'units'),
  inMarks('_outbox', 'base'),
];

/** The highest number of a device that a row here names, or that an own change had seen; 0 where none does. */
export const highestNamed = (db: Database): number =>
  Math.max(0, ...SOURCES.map((sql) => prepared<[], { number: number | null }>(db, sql).get()?.number ?? 0));
