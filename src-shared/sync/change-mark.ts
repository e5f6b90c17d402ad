import type { Change } from './change.ts';
import { cellsChecksum } from './checksum.ts';

/** Hexadecimal digits of one mark. */
export const MARK_LENGTH = 8;

/**
 * What tells a change from another one of the same number: two laptops with one cloned disk count alike, and a laptop
 * that was set back counts again. The stamp is hardly ever the same by chance, the row then still differs.
 */
export const changeMark = ({ table, id, clock }: Pick<Change, 'table' | 'id' | 'clock'>): string =>
  cellsChecksum(table, id, { clock }).hi.toString(16).padStart(MARK_LENGTH, '0');
