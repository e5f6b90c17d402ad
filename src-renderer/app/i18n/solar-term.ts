import type { DateText } from '../../../src-shared/kernel/brand.ts';

const DAY = 86_400_000;
const J2000 = Date.UTC(2000, 0, 1, 12);
/** The almanac is that of China: a day lasts from midnight to midnight at UTC+8. */
const CHINA = 8 * 3_600_000;

/**
 * Which of the 24 solar terms falls on a day, counted from the spring equinox (0 = 春分, 1 = 清明, …), or null.
 * A term is the moment when the sun's apparent longitude is a multiple of 15°. Longitude after J. Meeus,
 * Astronomical Algorithms, 2nd ed., ch. 25 (low precision: 0.01°, a quarter of an hour), good for 1900–2100 but for
 * a term within minutes of midnight.
 */
export function solarTermOf(date: DateText): number | null {
  const midnight = Date.parse(`${date}T00:00:00Z`) - CHINA;
  const before = Math.floor(sunLongitude(midnight) / 15);
  const after = Math.floor(sunLongitude(midnight + DAY) / 15);
  return before === after ? null : after;
}

/** Apparent geocentric longitude of the sun in degrees, 0 ≤ x < 360. */
function sunLongitude(at: number): number {
  const t = (at - J2000 + 69_000) / (36_525 * DAY);
  const mean = 280.46646 + t * (36_000.76983 + t * 0.0003032);
  const anomaly = radians(357.52911 + t * (35_999.05029 - t * 0.0001537));
  const centre =
    (1.914602 - t * (0.004817 + t * 0.000014)) * Math.sin(anomaly) +
    (0.019993 - t * 0.000101) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const nutation = -0.00569 - 0.00478 * Math.sin(radians(125.04 - 1934.136 * t));
  return (((mean + centre + nutation) % 360) + 360) % 360;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
