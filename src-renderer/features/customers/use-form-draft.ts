import { useEffect, useMemo, useRef, useState } from 'react';
import { draftKeeper, keptDraft, leftDrafts } from '../../app/kept-draft.ts';
import {
  formPlace,
  leftOpen,
  readFormDraft,
  readSmallDraft,
  type FormDraft,
  type FormName,
  type SmallDraft,
} from './form-draft.ts';

interface Kept<T> {
  /** What was left half filled: undefined until the core has said. */
  readonly kept: T | null | undefined;
  /** What stands in the form now; null: nothing that is not saved. */
  readonly keep: (draft: T | null) => void;
}

/** The form that was left half filled, of a customer or (null) of a new one. */
export const useFormDraft = (customer: string | null): Kept<FormDraft> =>
  useKept(customer, 'form', readFormDraft);

/** The same of one of the small forms of a customer. */
export const useSmallDraft = <T>(customer: string, form: FormName): Kept<SmallDraft<T>> =>
  useKept<SmallDraft<T>>(customer, form, readSmallDraft);

function useKept<T>(
  customer: string | null,
  form: FormName,
  read: (text: string | null) => T | null,
): Kept<T> {
  const [kept, setKept] = useState<T | null>();
  const keepText = useMemo(() => draftKeeper(formPlace(customer, form)), [customer, form]);
  useEffect(() => {
    let here = true;
    void keptDraft(formPlace(customer, form)).then((text) => {
      if (here) setKept(read(text));
    });
    return () => {
      here = false;
    };
  }, [customer, form, read]);
  const keep = useMemo(
    () => (draft: T | null) => keepText(draft === null ? null : JSON.stringify(draft)),
    [keepText],
  );
  return { kept, keep };
}

/** A form that went away with its screen, or with a desk that locked, stands there again. */
export function useLeftForm<F extends FormName>(
  customer: string | null,
  forms: readonly F[],
  reopen: (form: F) => void,
): void {
  const latest = useRef({ forms, reopen });
  useEffect(() => {
    latest.current = { forms, reopen };
  });
  useEffect(() => {
    let here = true;
    void leftDrafts('customer').then((drafts) => {
      const left = leftOpen(drafts, customer, latest.current.forms);
      if (here && left !== null) latest.current.reopen(left as F);
    });
    return () => {
      here = false;
    };
  }, [customer]);
}
