import { useEffect, useMemo, useRef, useState } from 'react';
import type { DraftPlace } from '../../src-shared/contract/draft.ts';
import { draftKeeper, keptDraft } from './kept-draft.ts';

/** What is being written at a place. */
export interface KeptText {
  /** Null where nothing was written. */
  readonly text: string | null;
  readonly set: (text: string) => void;
  /** It was sent, or given up: nothing stands there any more. */
  readonly done: () => void;
  /** It was saved as it stands in the field. */
  readonly saved: () => void;
}

/**
 * A text that waits for a press and not for the field to be left, as the words of an answer do: a lock, a reload or a crash
 * takes nothing of it, and it stands there again when the place is next shown.
 */
export function useKeptText({ table, id, field }: DraftPlace): KeptText {
  const [text, setText] = useState<string | null>(null);
  const touched = useRef(false);
  const keep = useMemo(() => draftKeeper({ table, id, field }), [table, id, field]);
  useEffect(() => {
    let here = true;
    touched.current = false;
    setText(null);
    void keptDraft({ table, id, field }).then((kept) => {
      if (here && kept !== null && !touched.current) setText(kept);
    });
    return () => {
      here = false;
    };
  }, [table, id, field]);
  return useMemo(() => {
    const write = (next: string | null): void => {
      touched.current = true;
      setText(next);
      keep(next);
    };
    return { text, set: write, done: () => write(null), saved: () => keep(null) };
  }, [text, keep]);
}
