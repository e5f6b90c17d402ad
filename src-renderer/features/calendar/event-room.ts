/** What an event says of itself when there is room: as many whole lines as fit, never a sliced one. */
export interface Room {
  readonly lines: number;
  /** Half a column or less: the short name, no icon. */
  readonly narrow: boolean;
  /** There is room for a mark below the last line. */
  readonly below: boolean;
}

export const LINE_PX = 16;
/** Above the first line and below the last. */
const PAD_PX = 2;
/** A mark and what keeps it off the lower edge, as `.ev .sb` has it; the last pixel of a line holds no letter. */
export const MARK_PX = 14;

/** The room in a box of this height. */
export function roomOf(height: number, narrow: boolean): Room {
  const lines = Math.max(1, Math.floor((height - 2 * PAD_PX) / LINE_PX));
  return { lines, narrow, below: height - PAD_PX - lines * LINE_PX >= MARK_PX };
}

/**
 * The room where a mark stands in the lower corner: over no letter. Beside it the lines are shorter; in a narrow box, where
 * no two letters would have room beside it, it has the last line.
 */
export function roomBesideMark({ lines, narrow, below }: Room): { lines: number; shorter: boolean } {
  if (below || lines === 1) return { lines, shorter: false };
  return narrow ? { lines: lines - 1, shorter: false } : { lines, shorter: true };
}
