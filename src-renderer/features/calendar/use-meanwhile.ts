import { useEffect, useMemo, useState, type Dispatch, type SetStateAction } from 'react';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { draftOf, type EventDraft } from './event-draft.ts';
import { changedMeanwhile, withParts, type DraftPart } from './meanwhile.ts';

/** What happens to an event while its form is open: another window, or a colleague whose change was synced. */
export interface Meanwhile {
  /** What the form's own changes are told from. */
  readonly base: EventDraft;
  /** The event as it stands now. */
  readonly current: EventDetail | null;
  readonly theirs: EventDraft | null;
  /** Changed elsewhere, and followed here. */
  readonly followed: readonly DraftPart[];
  /** Changed elsewhere and here: not saved before somebody says which it is. */
  readonly clashing: readonly DraftPart[];
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

export function useMeanwhile(
  editing: EventDetail | null,
  initial: EventDraft,
  draft: EventDraft,
  setDraft: Dispatch<SetStateAction<EventDraft>>,
): Meanwhile {
  const zone = useZone();
  const names = useNames();
  const [base, setBase] = useState(initial);
  const [told, setTold] = useState<readonly DraftPart[]>([]);
  const live = useLiveQuery(
    'calendar.event',
    editing === null
      ? null
      : { id: editing.instance.event_id, recurrence_id: editing.instance.recurrence_id, zone },
  );
  const theirs = useMemo(() => (live ? draftOf(live, names) : null), [live, names]);
  const clashing = theirs === null ? [] : changedMeanwhile(base, draft, theirs).clashing;
  useEffect(() => {
    if (theirs === null) return;
    const { followed } = changedMeanwhile(base, draft, theirs);
    if (followed.length === 0) return;
    // What was written here the same way needs no word.
    const news = followed.filter((part) => changedMeanwhile(draft, draft, theirs).followed.includes(part));
    setBase((now) => withParts(now, theirs, followed));
    setDraft((now) => withParts(now, theirs, followed));
    setTold((now) => [...new Set([...now, ...news])]);
  }, [theirs, base, draft, setDraft]);
  return {
    base,
    current: live ?? editing,
    theirs,
    followed: told,
    clashing,
    keepMine: () => theirs !== null && setBase(withParts(base, theirs, clashing)),
    takeTheirs: () => {
      if (theirs === null) return;
      setBase(withParts(base, theirs, clashing));
      setDraft(withParts(draft, theirs, clashing));
    },
  };
}
