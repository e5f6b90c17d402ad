/** A stretch of a day in minutes, half-open. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const HOUR = 60;
const STEP = 30;
const NINE: Stretch = { from: 540, to: 600 };

/** The first free hour of somebody's working day; nine o'clock where there is none. */
export function firstFree(openings: readonly Stretch[], taken: readonly Stretch[]): Stretch {
  for (const open of openings)
    for (let from = Math.ceil(open.from / STEP) * STEP; from + HOUR <= open.to; from += STEP)
      if (taken.every((one) => one.to <= from || from + HOUR <= one.from)) return { from, to: from + HOUR };
  return NINE;
}
