import { useEffect, useRef } from 'react';
import type { LockState } from '../../src-shared/contract/lock.ts';
import { ask } from '../bridge/ask.ts';
import { theUnsentNotes } from '../features/notes/the-unsent-notes.ts';
import { takeBackNotice } from './tell-system.ts';

/**
 * A desk that may not be seen any more leaves nothing in its window: the page begins anew, and with it goes whatever was
 * copied, filtered for or drawn. Text of a note that could not be written down any more is what it waits for, with all that
 * is in this window's memory, until the desk is open again; on a desk that was erased it goes, too.
 */
export function useForgetting(state: LockState['state'] | undefined): void {
  const before = useRef(state);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (state === 'open') void theUnsentNotes().send();
    if (state === undefined || state === 'open') return;
    const unsent = theUnsentNotes();
    const held = unsent.waiting;
    if (state === 'wiped') unsent.giveUp();
    if (was !== 'open' && !(held && state === 'wiped')) return;
    takeBackNotice();
    // Answers come in the order of the questions: what the screens wrote as they went has been refused by then.
    void ask('lock.state', {}).then(() => {
      if (!unsent.waiting) window.location.reload();
    });
  }, [state]);
}
