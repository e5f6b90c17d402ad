/** Shades of a day: none, then ever fuller. */
export const HEATS = 5;

/** The shade of a day with so many appointments: one or two are a light day, nine and more a full one. */
export const heatOf = (count: number): number =>
  count <= 0 ? 0 : count <= 2 ? 1 : count <= 4 ? 2 : count <= 8 ? 3 : 4;
