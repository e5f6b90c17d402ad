import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';

/** Minutes after midnight, half-open: 08:30–12:00 is [510, 720). */
export type DayPart = readonly [from: number, to: number];

/** The hours of seven weekdays, Monday first; a day without parts is a day off. */
export type WorkWeek = readonly (readonly DayPart[])[];

export interface BadWeek {
  readonly type: 'BadWeek';
  /** What cannot be read. */
  readonly part: string;
}

const DAYS = 7;
const PART = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/;

/**
 * Reads `person.work_week`: seven days from Monday, split by `;`, each the parts in which somebody works, split by `,`.
 * `08:30-12:00,13:30-17:30;…;;` works with a break at noon and not on the last two days.
 */
export function parseWeek(text: string): Result<WorkWeek, BadWeek> {
  const days = text.split(';');
  if (days.length !== DAYS) return err({ type: 'BadWeek', part: text });
  const week: DayPart[][] = [];
  for (const day of days) {
    const parts: DayPart[] = [];
    for (const part of day.split(',').filter((one) => one !== '')) {
      const read = partOf(part);
      const last = parts.at(-1);
      if (read === null || (last !== undefined && read[0] < last[1])) return err({ type: 'BadWeek', part });
      parts.push(read);
    }
    week.push(parts);
  }
  return ok(week);
}

function partOf(text: string): DayPart | null {
  const found = PART.exec(text.trim());
  if (found === null) return null;
  const [h1, m1, h2, m2] = found.slice(1).map(Number) as [number, number, number, number];
  const [from, to] = [h1 * 60 + m1, h2 * 60 + m2];
  return from < to && to <= 24 * 60 ? [from, to] : null;
}

export const formatWeek = (week: WorkWeek): string =>
  week.map((day) => day.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(',')).join(';');

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
