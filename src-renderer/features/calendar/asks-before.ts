import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';

/** Whether any of it stays in the inbox: an hour outside of work is worth a word while it is chosen, and no item. */
export const goesToInbox = (conflicts: readonly Pick<ConflictView, 'kind'>[]): boolean =>
  conflicts.some(({ kind }) => kind !== 'hours');

/**
 * Whether a drop is asked about before it is kept: where it clashes, and where it goes to another day that is a holiday, which a
 * grid shows by a small mark alone. An hour too early or a weekend is plain to see.
 */
export const asksBefore = (
  conflicts: readonly Pick<ConflictView, 'severity' | 'day'>[],
  otherDay: boolean,
): boolean =>
  conflicts.some(({ severity, day }) => severity !== 'info' || (otherDay && day?.kind === 'holiday'));
