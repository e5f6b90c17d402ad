import type { DateText } from '../../kernel/brand.ts';
import { dayOfWall, parseWall, weekdayOf } from './civil.ts';

/** One holiday as announced: the days off, and the weekend days that are worked in exchange (调休). */
export interface Holiday {
  /** Key of the name in the message catalogues. */
  readonly name: HolidayName;
  /** First and last day off, both included. */
  readonly from: DateText;
  readonly to: DateText;
  readonly worked: readonly DateText[];
}

export type HolidayName =
  'NewYear' | 'SpringFestival' | 'Qingming' | 'LabourDay' | 'DragonBoat' | 'MidAutumn' | 'NationalDay';

const off = (name: HolidayName, from: DateText, to: DateText, ...worked: DateText[]): Holiday => ({
  name,
  from,
  to,
  worked,
});

/**
 * Public holidays of mainland China.
 *
 * 2025: General Office of the State Council, notice of 12 November 2024 (国务院办公厅关于2025年部分节假日安排的通知).
 * 2026: the same office, notice of 4 November 2025 (国务院办公厅关于2026年部分节假日安排的通知).
 * 2027: only the days that the regulation itself fixes (全国年节及纪念日放假办法, State Council decree 795, in force since
 * 1 January 2025). Bridges and worked weekends are announced each November: an administrator adds them, and until
 * then nothing is guessed.
 */
export const CHINA: readonly Holiday[] = [
  off('NewYear', '2025-01-01', '2025-01-01'),
  off('SpringFestival', '2025-01-28', '2025-02-04', '2025-01-26', '2025-02-08'),
  off('Qingming', '2025-04-04', '2025-04-06'),
  off('LabourDay', '2025-05-01', '2025-05-05', '2025-04-27'),
  off('DragonBoat', '2025-05-31', '2025-06-02'),
  off('NationalDay', '2025-10-01', '2025-10-08', '2025-09-28', '2025-10-11'),

  off('NewYear', '2026-01-01', '2026-01-03', '2026-01-04'),
  off('SpringFestival', '2026-02-15', '2026-02-23', '2026-02-14', '2026-02-28'),
  off('Qingming', '2026-04-04', '2026-04-06'),
  off('LabourDay', '2026-05-01', '2026-05-05', '2026-05-09'),
  off('DragonBoat', '2026-06-19', '2026-06-21'),
  off('MidAutumn', '2026-09-25', '2026-09-27'),
  off('NationalDay', '2026-10-01', '2026-10-07', '2026-09-20', '2026-10-10'),

  off('NewYear', '2027-01-01', '2027-01-01'),
  off('SpringFestival', '2027-02-05', '2027-02-08'),
  off('Qingming', '2027-04-05', '2027-04-05'),
  off('LabourDay', '2027-05-01', '2027-05-02'),
  off('DragonBoat', '2027-06-09', '2027-06-09'),
  off('MidAutumn', '2027-09-15', '2027-09-15'),
  off('NationalDay', '2027-10-01', '2027-10-03'),
];

/** What a bank may set: its own weekend, and days that differ from the public calendar. */
export interface WorkCalendar {
  readonly holidays: readonly Holiday[];
  /** Weekdays off, 0 = Monday; by default Saturday and Sunday. */
  readonly weekend?: readonly number[];
  /** Single days that the bank decides otherwise; they win over everything else. */
  readonly exceptions?: ReadonlyMap<DateText, 'work' | 'off'>;
}

export const CHINA_CALENDAR: WorkCalendar = { holidays: CHINA };

const SATURDAY_AND_SUNDAY = [5, 6];

/** The holiday on this date, or null (a worked weekend day is none). */
export const holidayOn = (date: DateText, calendar: WorkCalendar = CHINA_CALENDAR): Holiday | null =>
  calendar.holidays.find(({ from, to }) => from <= date && date <= to) ?? null;

/** The holiday for which this date is worked in exchange (调休), or null. */
export const workedFor = (date: DateText, calendar: WorkCalendar = CHINA_CALENDAR): Holiday | null =>
  calendar.holidays.find(({ worked }) => worked.includes(date)) ?? null;

/** `worked`: somebody said that it is, whatever its weekday. */
export type DayKind = 'weekday' | 'weekend' | 'holiday' | 'worked';

export function dayKind(date: DateText, calendar: WorkCalendar = CHINA_CALENDAR): DayKind {
  const exception = calendar.exceptions?.get(date);
  if (exception !== undefined) return exception === 'work' ? 'worked' : 'holiday';
  if (holidayOn(date, calendar) !== null) return 'holiday';
  if (workedFor(date, calendar) !== null) return 'worked';
  const weekday = weekdayOf(dayOfWall(parseWall(date)));
  return (calendar.weekend ?? SATURDAY_AND_SUNDAY).includes(weekday) ? 'weekend' : 'weekday';
}

export const isWorked = (kind: DayKind): boolean => kind === 'weekday' || kind === 'worked';

export const isWorkingDay = (date: DateText, calendar: WorkCalendar = CHINA_CALENDAR): boolean =>
  isWorked(dayKind(date, calendar));
