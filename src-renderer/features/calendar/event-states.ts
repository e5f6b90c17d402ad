import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { IconName } from '../../ui/icon.tsx';

type MarkWords = 'roomMark' | 'hardMark' | 'softMark' | 'changes.mark' | 'noted' | 'unanswered';
export type StateWords = MarkWords | 'cancelled' | 'team.legend.tentative' | 'team.legend.private';

/** The sign in the corner of an event: of several the one that asks most. */
export function markOf(instance: CalendarInstance): { icon: IconName; words: MarkWords } | null {
  if (instance.refused) return { icon: 'clash', words: 'roomMark' };
  if (instance.severity === 'hard') return { icon: 'clash', words: 'hardMark' };
  if (instance.severity === 'soft') return { icon: 'warn', words: 'softMark' };
  if (instance.changed) return { icon: 'edit', words: 'changes.mark' };
  if (instance.outcome !== null) return { icon: 'check', words: 'noted' };
  if (instance.answer === 'needs_action') return { icon: 'question', words: 'unanswered' };
  return null;
}

/** What stripes, colours and signs show of an event, in words for whoever does not see them. */
export function statesOf(instance: CalendarInstance): readonly StateWords[] {
  const mark = markOf(instance);
  const isUnanswered = instance.answer === 'needs_action';
  const said = new Set<StateWords>([
    // First what asks something of one.
    ...(mark === null ? [] : [mark.words]),
    // An invitation without an answer, and a hold, say so themselves.
    ...(instance.status === 'tentative' && instance.kind !== 'hold' && !isUnanswered
      ? (['team.legend.tentative'] as const)
      : []),
    ...(instance.private && instance.source !== 'busy' ? (['team.legend.private'] as const) : []),
    ...(isUnanswered ? (['unanswered'] as const) : []),
    ...(instance.cancelled ? (['cancelled'] as const) : []),
  ]);
  return [...said];
}
