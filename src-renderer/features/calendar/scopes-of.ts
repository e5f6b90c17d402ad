import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { ask } from '../../bridge/ask.ts';
import { slotOf, type EventDraft } from './event-draft.ts';

/** With which of its series a form may be saved: a rule that was set anew, or a time that was left, goes with any. */
export async function scopesOf(
  { instance }: EventDetail,
  base: EventDraft,
  draft: EventDraft,
): Promise<{ following: boolean; all: boolean }> {
  const both = { following: true, all: true };
  const { start, end, zone } = slotOf(draft);
  if (draft.rrule !== base.rrule || JSON.stringify(slotOf(base)) === JSON.stringify(slotOf(draft)))
    return both;
  const { event_id: id, recurrence_id } = instance;
  const goes = await ask('calendar.scopes', { id, recurrence_id, start, end, zone, keepsZone: false });
  return goes.ok ? goes.value : both;
}
