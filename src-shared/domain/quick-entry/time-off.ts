import { weekdayOf } from '../calendar/civil.ts';
import { EN_DAY } from './weekdays.ts';
import type { When } from './when.ts';

const MORNING = 9 * 60;
const NOON = 12 * 60;
const EVENING = 18 * 60;
const MIDNIGHT = 24 * 60;
/** A part of the day as a whole: 上午请假, but not 上午10点. */
const MORNING_ALONE = /上午(?!\s*[\d一二两三四五六七八九十])|(?<!\d\s*)\b(?:morning|am)\b/i;

/** A week as a whole: 下周, 12月最后一周, but not 下周三 or 下周内. */
const WEEK_ALONE =
  /(?:下|本|这个?|最后一?|第[一二三四五])个?(?:周|星期|礼拜)(?![一二三四五六日天末内后前])|\b(?:next|this|(?:first|last)) week\b/i;
const NAMES_DAY = new RegExp(`\\b(?:${EN_DAY})\\b`, 'i');

/**
 * Leave of a week is taken for what is left of its five days; for a meeting a week that is named is the day on which it
 * begins. Null where no week or less than one is meant.
 */
export function daysOfWeekOff(sentence: string, { day, lastDay, from }: When): number | null {
  if (lastDay !== null || from !== null || !WEEK_ALONE.test(sentence) || NAMES_DAY.test(sentence))
    return null;
  return Math.max(1, 5 - (day === null ? 0 : weekdayOf(day)));
}

/**
 * Leave ends with the part of the day it is taken for: 明天上午请假 is free again at noon, 下午请假 when the bank closes.
 * 请假半天 alone is the morning, to be seen and moved.
 */
export function readTimeOff(
  sentence: string,
  when: When,
  minutes: number | null,
): { when: When; minutes: number | null } {
  if (when.from === null)
    return minutes !== null && when.lastDay === null && when.day !== null
      ? { when: { ...when, from: MORNING, to: MORNING + minutes }, minutes }
      : { when, minutes };
  if (when.to !== null || minutes !== null) return { when, minutes };
  const end =
    when.from < NOON && MORNING_ALONE.test(sentence) ? NOON : when.from < EVENING ? EVENING : MIDNIGHT;
  return { when, minutes: end - when.from };
}
