import type { Which } from '../../../../src-shared/contract/shapes.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import type { CommandContext } from '../../engine/context.ts';

/** The series of an event that replaces one of its instances, else the event itself. */
export const seriesIdOf = ({ tx }: Pick<CommandContext, 'tx'>, event: Id): Id =>
  tx.row('event', event)?.series_id ?? event;

/**
 * What of a selection an edit has to touch. An edit of all instances, or of the later ones too, is about their series:
 * it is made once, at the earliest that was chosen. An event that is no instance stands for itself.
 */
export function oncePerSeries<T extends { readonly id: Id; readonly recurrence_id: string | null }>(
  context: Pick<CommandContext, 'tx'>,
  chosen: readonly T[],
  which: Which,
): T[] {
  if (which === 'this') return [...chosen];
  const earliest = new Map<Id, T>();
  for (const one of chosen) {
    const series = seriesIdOf(context, one.id);
    const known = earliest.get(series);
    if (!known || (one.recurrence_id ?? '') < (known.recurrence_id ?? '')) earliest.set(series, one);
  }
  return [...earliest.values()];
}
