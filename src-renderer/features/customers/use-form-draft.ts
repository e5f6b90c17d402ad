import { useEffect, useMemo, useRef, useState } from 'react';
import { draftKeeper, keptDraft } from '../../app/kept-draft.ts';
import { formPlace, readFormDraft, type FormDraft } from './form-draft.ts';

/** The form that was left half filled, of a customer or (null) of a new one: undefined until the core has said. */
export function useFormDraft(customer: string | null): {
  readonly kept: FormDraft | null | undefined;
  /** What stands in the form now; null: nothing that is not saved. */
  readonly keep: (draft: FormDraft | null) => void;
} {
  const [kept, setKept] = useState<FormDraft | null>();
  const keepText = useMemo(() => draftKeeper(formPlace(customer)), [customer]);
  useEffect(() => {
    let here = true;
    void keptDraft(formPlace(customer)).then((text) => {
      if (here) setKept(readFormDraft(text));
    });
    return () => {
      here = false;
    };
  }, [customer]);
  const keep = useMemo(
    () => (draft: FormDraft | null) => keepText(draft === null ? null : JSON.stringify(draft)),
    [keepText],
  );
  return { kept, keep };
}

/** A form that went away with its screen, or with a desk that locked, stands there again. */
export function useLeftForm(customer: string | null, reopen: () => void): void {
  const latest = useRef(reopen);
  useEffect(() => {
    latest.current = reopen;
  });
  useEffect(() => {
    let here = true;
    void keptDraft(formPlace(customer)).then((text) => {
      if (here && readFormDraft(text)?.open === true) latest.current();
    });
    return () => {
      here = false;
    };
  }, [customer]);
}
