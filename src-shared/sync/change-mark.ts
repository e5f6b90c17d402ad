import type { Change } from './change.ts';
import { cellsChecksum } from './checksum.ts';

/** Hexadecimal digits of one mark. */
export const MARK_LENGTH = 8;

/**
 * What tells a change from another one of the same number: two laptops with one cloned disk count alike, and a laptop
 * that was set back counts again. Row and stamp alone do not: where a clock ran ahead and was put right, both count on from
 * one stamp, and two edits of one row are of the same stamp.
 */
export const changeMark = ({
  table,
  id,
  clock,
  cells,
}: Pick<Change, 'table' | 'id' | 'clock' | 'cells'>): string =>
  cellsChecksum(table, id, { ...cells, clock })
    .hi.toString(16)
    .padStart(MARK_LENGTH, '0');
