import type { Which } from '../../../../src-shared/contract/shapes.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';

/**
 * What of a selection an edit has to touch. An edit of all instances, or of the later ones too, is about their series:
 * it is made once, at the earliest that was chosen. An event that is no instance stands for itself.
 */
export function oncePerSeries<T extends { readonly id: Id; readonly recurrence_id: string | null }>(
  chosen: readonly T[],
  which: Which,
): T[] {
  if (which === 'this') return [...chosen];
  const earliest = new Map<Id, T>();
  for (const one of chosen) {
    const known = earliest.get(one.id);
    if (!known || (one.recurrence_id ?? '') < (known.recurrence_id ?? '')) earliest.set(one.id, one);
  }
  return [...earliest.values()];
}
