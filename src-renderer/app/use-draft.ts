import { useEffect, useMemo, useRef, useState } from 'react';
import type { DraftPlace } from '../../src-shared/contract/draft.ts';
import { draftKeeper, keptDraft } from './kept-draft.ts';

/**
 * A text that is being typed over a value that may change underneath. What somebody types stays theirs until they
 * leave the field; then it is saved if it differs, and the field follows the value again. Where the desk locks meanwhile
 * nothing can be saved: what was typed stands in the field again when it is next shown.
 */
export function useDraft(
  { table, id, field }: DraftPlace,
  value: string,
  save: (text: string) => void,
): { text: string; onChange: (text: string) => void; onBlur: () => void } {
  const [draft, setDraft] = useState<string | null>(null);
  const latest = useRef({ draft, value, save });
  useEffect(() => {
    latest.current = { draft, value, save };
  });
  const keep = useMemo(() => draftKeeper({ table, id, field }), [table, id, field]);
  useEffect(() => {
    let here = true;
    void keptDraft({ table, id, field }).then((kept) => {
      if (here && kept !== null) setDraft((typed) => typed ?? kept);
    });
    return () => {
      here = false;
      // Leaving the screen is leaving the field: nothing typed is lost.
      const { draft: left, value: was, save: keepIt } = latest.current;
      if (left === null) return;
      if (left !== was) keepIt(left);
      keep(null);
    };
  }, [table, id, field, keep]);
  return {
    text: draft ?? value,
    onChange: (text) => {
      setDraft(text);
      keep(text);
    },
    onBlur: () => {
      if (draft === null) return;
      if (draft !== value) save(draft);
      setDraft(null);
      keep(null);
    },
  };
}
