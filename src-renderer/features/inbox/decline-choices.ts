import type { DeclinableMeetings } from '../../../src-shared/contract/inbox.ts';

type Meetings = DeclinableMeetings['meetings'];

/** What can be declined in one act. Where one was asked to both sides of a clash, not to come to one of them is enough. */
export function declineChoices({ leave, meetings }: DeclinableMeetings): {
  /** The one side that one was asked to; null where it is both, or neither. */
  readonly one: Meetings[number] | null;
  /** Both sides, each to be declined by itself. */
  readonly each: Meetings;
  /** All inside one's leave, where that is more than the clash. */
  readonly all: Meetings;
} {
  const here = meetings.filter((meeting) => meeting.here);
  const [first] = here;
  return {
    one: here.length === 1 && first ? first : null,
    each: here.length > 1 ? here : [],
    all: leave && meetings.length > here.length ? meetings : [],
  };
}
