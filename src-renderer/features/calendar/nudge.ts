import { addDays } from '../../app/i18n/calendar-day.ts';
import type { Ghost } from '../../state/calendar.ts';
import { DAY_MINUTES, LONGEST, SNAP } from './geometry.ts';
import type { Direction } from './grid-focus.ts';

/**
 * A ghost after one more arrow: sideways to another day, up and down by a step and past midnight into the day before or
 * after. Its end alone goes up and down where it is made longer.
 */
export function nudged(ghost: Ghost, direction: Direction): Ghost {
  const { date, from, to } = ghost;
  if (direction === 'left' || direction === 'right')
    return ghost.mode === 'resize'
      ? ghost
      : { ...ghost, date: addDays(date, direction === 'right' ? 1 : -1) };
  const by = direction === 'down' ? SNAP : -SNAP;
  if (ghost.mode === 'resize')
    return { ...ghost, to: Math.min(from + LONGEST, Math.max(from + SNAP, to + by)) };
  const begins = from + by;
  const days = Math.floor(begins / DAY_MINUTES);
  const back = days * DAY_MINUTES;
  return {
    ...ghost,
    date: days === 0 ? date : addDays(date, days),
    from: begins - back,
    to: to + by - back,
  };
}
