const FIRST_MS = 1_000;
const LAST_MS = 60_000;

/** How long to wait after so many failures in a row; spread, so that a thousand laptops do not come back at once. */
export const backOff = (failures: number, random: () => number): number =>
  Math.round(Math.min(FIRST_MS * 2 ** Math.min(failures, 10), LAST_MS) * (0.5 + random() * 0.5));
