import type { Id } from '../../kernel/ids.ts';

/** The name of an occurrence among all that are shown: its event, and of a series its original start. */
export const instanceKey = (event: Id, recurrence: string | null): string => `${event}/${recurrence ?? ''}`;
