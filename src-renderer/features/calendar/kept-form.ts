import type { DraftPlace, LeftDraft } from '../../../src-shared/contract/draft.ts';
import { readJson } from '../../../src-shared/kernel/read-json.ts';
import { isChanged, newDraft, type EventDraft } from './event-draft.ts';

/** The calendar's form as the core keeps it: what stood there at first, what was written, and of a series which instance. */
export interface KeptForm {
  readonly initial: EventDraft;
  readonly begun: EventDraft;
  /** The event that is edited; null: a new one. */
  readonly event: string | null;
  readonly recurrence: string | null;
}

export const formPlace = (event: string | null): DraftPlace => ({ table: 'event', id: event, field: 'form' });

export const keptText = ({ initial, begun, recurrence }: KeptForm): string =>
  JSON.stringify({ initial, begun, recurrence });

/** The form that was written in last; null where none was left. A field that a form of an older version lacks is empty. */
export function lastForm(drafts: readonly LeftDraft[]): KeptForm | null {
  const left = drafts.find(({ field }) => field === 'form');
  const kept = left && (readJson(left.text) as Partial<Omit<KeptForm, 'event'>> | null | undefined);
  // A text that is none of ours cannot be taken up, and is written over.
  if (!left || !kept?.initial?.startDay || !kept.begun?.startDay) return null;
  const { initial, begun, recurrence = null } = kept;
  const whole = (draft: EventDraft): EventDraft => ({
    ...newDraft({ date: draft.startDay, from: null, to: null }, draft.zone, null),
    ...draft,
  });
  const form = { initial: whole(initial), begun: whole(begun), event: left.id, recurrence };
  return isChanged(form.initial, form.begun) ? form : null;
}
