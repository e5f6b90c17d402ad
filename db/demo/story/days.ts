import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays, mondayOf, weekday } from '../dates.ts';

/** The day on which the pictures are told, the fullest of all: Thursday. */
const TOLD = 3;

/**
 * Where in this week the days of the story lie; 0 is Monday. Until Thursday each day is a full one and lies where it is told. A
 * bank that begins later would begin with Wang Fang's leave, or a weekend: then today is the story's Thursday, and its
 * Thursday was what today would have been.
 */
export function storyDays(today: DateText): (index: number) => DateText {
  const [monday, now] = [mondayOf(today), weekday(today) - 1];
  return (index) => {
    if (now > TOLD && (index === TOLD || index === now)) return addDays(monday, TOLD + now - index);
    return addDays(monday, index);
  };
}
