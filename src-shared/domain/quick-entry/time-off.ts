import type { When } from './when.ts';

const MORNING = 9 * 60;
const NOON = 12 * 60;
const EVENING = 18 * 60;
const MIDNIGHT = 24 * 60;
/** A part of the day as a whole: 上午请假, but not 上午10点. */
const MORNING_ALONE = /上午(?!\s*[\d一二两三四五六七八九十])|(?<!\d\s*)\b(?:morning|am)\b/i;

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
