import type { LeftDraft } from '../../../src-shared/contract/draft.ts';
import { draftKeeper } from '../../app/kept-draft.ts';
import { formPlace, keptText } from './kept-form.ts';
import type { FormWork } from './use-making.ts';

type Put = (text: string | null) => void;

/**
 * Hands the one form that stands at the right of the grid to the core while it is written. Nothing goes out before it is
 * known what was left there, which would be written over.
 */
export function formKeeper(putAt: (event: string | null) => Put = (event) => draftKeeper(formPlace(event))): {
  /** The form as it stands; null: nothing of it is unsaved. */
  readonly keep: (form: FormWork | null) => void;
  readonly begin: (left: readonly LeftDraft[]) => void;
} {
  let begun = false;
  let latest: FormWork | null = null;
  /** Where something is kept: of one form at a time. */
  const kept = new Map<string | null, Put>();
  const putLatest = (): void => {
    const event = latest?.editing?.instance.event_id ?? null;
    for (const [at, put] of kept)
      if (latest === null || at !== event) {
        put(null);
        kept.delete(at);
      }
    if (latest === null) return;
    const put = kept.get(event) ?? putAt(event);
    kept.set(event, put);
    const { initial, begun: written = initial, editing } = latest;
    put(keptText({ initial, begun: written, event, recurrence: editing?.instance.recurrence_id ?? null }));
  };
  return {
    keep: (form) => {
      latest = form;
      if (begun) putLatest();
    },
    begin: (left) => {
      begun = true;
      for (const { id, field } of left) if (field === 'form') kept.set(id, putAt(id));
      putLatest();
    },
  };
}
