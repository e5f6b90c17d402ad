import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import { byMatter } from '../../../src-shared/domain/calendar/matter.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { DuplicateItem } from '../../../src-shared/contract/merge.ts';
import type {
  EditConflictItem,
  InboxCounter,
  InboxInvitation,
  InboxLeft,
} from '../../../src-shared/contract/inbox.ts';

export type Inbox = QueryResult<'inbox.list'>;
export type Tab = 'conflicts' | 'invitations' | 'notices';

/** One thing that can be opened from the list, under the name it has in the address. */
export type Entry =
  /** `all`: what is settled along with it, the first of them. */
  | { type: 'schedule'; id: string; conflict: ConflictView; all: readonly ConflictView[] }
  | { type: 'edit'; id: string; edit: EditConflictItem }
  | { type: 'duplicate'; id: string; duplicate: DuplicateItem }
  | { type: 'invitation'; id: string; invitation: InboxInvitation }
  | { type: 'counter'; id: string; counter: InboxCounter }
  | { type: 'left'; id: string; left: InboxLeft };

/** What J and K walk through, in the order of the list. */
export function entriesOf(found: Inbox, tab: Tab): Entry[] {
  if (tab === 'invitations')
    return [
      ...found.counters.map((counter): Entry => ({ type: 'counter', id: counter.attendee_id, counter })),
      ...found.invitations.map((invitation): Entry => ({
        type: 'invitation',
        id: invitation.invitation_id,
        invitation,
      })),
      ...found.left.map((left): Entry => ({ type: 'left', id: left.instance.uid, left })),
    ];
  if (tab === 'notices') return [];
  return [
    ...byMatter(found.schedule.filter((conflict) => conflict.decision === null)).map((all): Entry => {
      const conflict = all[0]!;
      return { type: 'schedule', id: conflict.id, conflict, all };
    }),
    ...found.edits.map((edit): Entry => ({ type: 'edit', id: edit.id, edit })),
    ...found.duplicates.map((duplicate): Entry => ({ type: 'duplicate', id: duplicate.id, duplicate })),
  ];
}

/** Whether an address is about this line: of a matter with several conflicts each has an address. */
export const isAbout = (entry: Entry, type: string | undefined, id: string | undefined): boolean =>
  entry.type === type &&
  (entry.id === id || (entry.type === 'schedule' && entry.all.some((one) => one.id === id)));
