import type { DayNumber } from '../calendar/civil.ts';

/** One way to say a day. `read` gets the match and today, and gives null where there is no such day. */
export interface Saying {
  readonly pattern: string;
  /** It is two numbers, of which the first is the month. */
  readonly monthFirst?: boolean;
  readonly read: (part: readonly (string | undefined)[], today: DayNumber) => DayNumber | null;
}
