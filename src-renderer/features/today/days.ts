import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays, weekdayOf } from '../../app/i18n/calendar-day.ts';

/** The Monday of a date's week (ISO 8601). */
export const mondayOf = (date: DateText): DateText => addDays(date, -((weekdayOf(date) + 6) % 7));

/** How much of a working week (Monday to Friday) has passed at the end of this date, 0 to 1. */
export const workdayShare = (date: DateText): number => Math.min(5, ((weekdayOf(date) + 6) % 7) + 1) / 5;
