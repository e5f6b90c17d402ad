/** Weekdays from Monday, as rules and sentences write them. */
export const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export const ZH_DAYS = '一二三四五六日';
export const EN_DAY =
  'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
export const EN_MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const EN_DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

export const englishDay = (text: string): number =>
  EN_DAYS.findIndex((day) => text.toLowerCase().startsWith(day));

const EN_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** From 1. */
export const englishMonth = (text: string): number =>
  EN_MONTHS.findIndex((month) => text.toLowerCase().startsWith(month)) + 1;

export const every = (interval: number): string => (interval > 1 ? `;INTERVAL=${Math.round(interval)}` : '');

export function weekly(interval: number, days: readonly number[]): string {
  const byDay = days.length === 0 ? '' : `;BYDAY=${days.map((day) => CODES[day]).join(',')}`;
  return `FREQ=WEEKLY${every(interval)}${byDay}`;
}
