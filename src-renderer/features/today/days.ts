import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { weekdayOf } from '../../app/i18n/calendar-day.ts';

/** How much of a working week (Monday to Friday) has passed at the end of this date, 0 to 1. */
export const workdayShare = (date: DateText): number => Math.min(5, ((weekdayOf(date) + 6) % 7) + 1) / 5;
