import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';

/** What a screen shows as chosen, and where the focus is. */
export interface Shown {
  /** What is chosen together and in sight. */
  readonly some: readonly CalendarInstance[];
  /** What is open at the right. */
  readonly open: CalendarInstance | null | undefined;
  /** Something is to be open, and is not known yet. */
  readonly isReading: boolean;
  /** What has the focus. */
  readonly focused: CalendarInstance | undefined;
}

/**
 * What keys are about: exactly what is shown as chosen. The focus, which a pointer leaves on whatever it touched last,
 * counts only where nothing is shown as chosen.
 */
export function meantBy({ some, open, isReading, focused }: Shown): readonly CalendarInstance[] {
  if (some.length > 0) return some;
  if (open) return [open];
  return isReading || focused === undefined ? [] : [focused];
}

/** The event that is drawn as the open one: none while others are chosen, of which keys are. */
export const ringedOf = ({ some, open }: Pick<Shown, 'some' | 'open'>): string | null =>
  some.length > 0 ? null : (open?.key ?? null);

/** Whether the list of what is chosen is shown, in place of the open event: wherever it is not that event alone. */
export const listsChosen = ({ some, open }: Pick<Shown, 'some' | 'open'>): boolean =>
  some.length > 1 || (some.length === 1 && some[0]!.key !== open?.key);
