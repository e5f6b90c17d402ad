/** A calendar day in numbers; month 1–12. */
export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** An amount cut to the unit that people say: `3,860` with ` 万` after it. */
export interface MoneyParts {
  readonly value: number;
  /** At most so many decimals; trailing zeros are dropped. */
  readonly decimals: number;
  readonly before: string;
  readonly after: string;
}

/** What a language contributes to the formats in `format.ts`. Weekdays are 0 = Sunday. */
export interface FormatWords {
  weekday(day: number): string;
  weekdayLong(day: number): string;
  weekdayNarrow(day: number): string;
  dayLong(day: DayParts, weekday: number): string;
  dayMedium(day: DayParts, weekday: number): string;
  dayOfWeek(day: DayParts, weekday: number): string;
  dayShort(day: DayParts): string;
  withYear(text: string, year: number): string;
  month(year: number, month: number): string;
  week(week: number): string;
  range(from: DayParts, to: DayParts): string;
  /** A time of the day after the one that is spoken of. */
  nextDay(time: string): string;
  /** Empty where the language does not use the lunar calendar. */
  lunar(month: number, day: number, leap: boolean): string;
  lunarShort(month: number, day: number, leap: boolean): string;
  /** The name of a solar term, 0 = spring equinox; empty where the language does not use them. */
  solarTerm(term: number): string;
  readonly today: string;
  readonly yesterday: string;
  readonly tomorrow: string;
  daysAgo(days: number): string;
  overdue(days: number): string;
  asOf(when: string): string;
  readonly asOfYesterday: string;
  minutes(count: number): string;
  hours(whole: number, half: boolean): string;
  seconds(count: number): string;
  days(count: number): string;
  /** `amount` is in the main unit of the currency (yuan, dollar). */
  money(amount: number, currency: string): MoneyParts;
}
