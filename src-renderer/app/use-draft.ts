import { useEffect, useRef, useState } from 'react';

/**
 * A text that is being typed over a value that may change underneath. What somebody types stays theirs until they
 * leave the field; then it is saved if it differs, and the field follows the value again.
 */
export function useDraft(
  value: string,
  save: (text: string) => void,
): { text: string; onChange: (text: string) => void; onBlur: () => void } {
  const [draft, setDraft] = useState<string | null>(null);
  const latest = useRef({ draft, value, save });
  useEffect(() => {
    latest.current = { draft, value, save };
  });
  // Leaving the screen is leaving the field: nothing typed is lost.
  useEffect(
    () => () => {
      const { draft: left, value: was, save: keep } = latest.current;
      if (left !== null && left !== was) keep(left);
    },
    [],
  );
  return {
    text: draft ?? value,
    onChange: setDraft,
    onBlur: () => {
      if (draft !== null && draft !== value) save(draft);
      setDraft(null);
    },
  };
}
