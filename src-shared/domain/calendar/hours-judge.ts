import type { DateText, EpochMs } from '../../kernel/brand.ts';
import { isWorked } from './holidays.ts';
import { hoursGuard } from './working-hours.ts';
import type { DayKindOf, WorkingHours } from './working-hours.ts';
import { addDays, dateAt, dayStart } from './zone.ts';

/** Somebody whose hours are kept. */
export interface Keeper extends WorkingHours {
  readonly id: string;
}

/** What speaks against a time by the hours of those who come. */
export interface HoursJudgement {
  /** The date, where it is a day off and somebody's working time is left by it: it is one for everybody. */
  readonly dayOff: DateText | null;
  /** Ids of those whose hours it leaves; on a day off, those they would have if it were none. */
  readonly outside: readonly string[];
  /** How much speaks against it: a day off as much as hours outside work, at night on one twice as much. */
  readonly weight: number;
}

const INSIDE: HoursJudgement = { dayOff: null, outside: [], weight: 0 };

/** Judges times by the hours of all who come; the days are those of the first one's zone. */
export function hoursJudge(
  people: readonly Keeper[],
  dayKindOf: DayKindOf,
): (start: EpochMs, end: EpochMs) => HoursJudgement {
  const hours = hoursIndex(people, dayKindOf);
  const usualHours = hoursIndex(people, () => 'worked');
  const dayAt = dayIndex(people[0]?.zone ?? 'UTC', dayKindOf);
  return (start, end) => {
    const off = hours(start, end);
    if (off.length === 0) return INSIDE;
    const { date, worked } = dayAt(start);
    if (worked) return { dayOff: null, outside: off, weight: off.length };
    const outside = usualHours(start, end);
    return { dayOff: date, outside, weight: outside.length + off.length };
  };
}

/** The day of an instant; neighbours mostly lie in the same one, which is remembered. */
function dayIndex(
  zone: string,
  dayKindOf: DayKindOf,
): (at: EpochMs) => { readonly date: DateText; readonly worked: boolean } {
  let day = { date: '' as DateText, worked: true, from: 0, to: 0 };
  return (at) => {
    if (at < day.from || at >= day.to) {
      const date = dateAt(at, zone);
      const [from, to] = [dayStart(date, zone), dayStart(addDays(date, 1), zone)];
      day = { date, worked: isWorked(dayKindOf(date)), from, to };
    }
    return day;
  };
}

/** Whose working hours an interval leaves. People with the same hours are judged once. */
export function hoursIndex(
  people: readonly Keeper[],
  dayKindOf: DayKindOf,
): (start: EpochMs, end: EpochMs) => string[] {
  const groups = [...Map.groupBy(people, hoursKey).values()].map((group) => ({
    ids: group.map((one) => one.id),
    leaves: hoursGuard(group[0]!, dayKindOf),
  }));
  return (start, end) => groups.flatMap(({ ids, leaves }) => (leaves(start, end) ? ids : []));
}

const hoursKey = ({ workStart, workEnd, zone, week }: WorkingHours): string =>
  `${workStart} ${workEnd} ${zone} ${week === undefined ? '' : JSON.stringify(week)}`;
