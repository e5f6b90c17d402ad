import type { DraftPlace } from '../../../src-shared/contract/draft.ts';
import { readJson } from '../../../src-shared/kernel/read-json.ts';
import { changedFields, fieldKeys, type Fields } from './customer-fields.ts';

/** The forms of a customer: all of it, a contact that is noted, a relation, a way to reach them. */
export type FormName = 'form' | 'contact' | 'relation' | 'point';

/** A form of a customer that was left half filled: what was written in it, and nothing of what stood there before. */
export interface FormDraft {
  /** False where whoever wrote it closed the form: it comes back when they open it again, and not by itself. */
  readonly open: boolean;
  readonly fields: Partial<Fields>;
  readonly book: string | null;
}

/** The same of a small form, whose values are few. */
export interface SmallDraft<T> {
  readonly open: boolean;
  readonly values: T;
}

export const formPlace = (customer: string | null, form: FormName = 'form'): DraftPlace => ({
  table: 'customer',
  id: customer,
  field: form,
});

/** What is worth keeping of a form; null where nothing of it is unsaved. */
export function formDraft(
  before: Fields,
  { open, fields, book }: { open: boolean; fields: Fields; book: string | null },
): FormDraft | null {
  const changed = changedFields(before, fields);
  return Object.keys(changed).length === 0 ? null : { open, fields: changed, book };
}

/** Null for a text that is none of ours; fields that there are no more are left out. */
export function readFormDraft(text: string | null): FormDraft | null {
  const draft = text === null ? undefined : (readJson(text) as FormDraft | null | undefined);
  if (typeof draft?.fields !== 'object' || draft.fields === null) return null;
  const { open, fields, book } = draft;
  const known = Object.fromEntries(
    Object.entries(fields).filter(([key]) => fieldKeys.includes(key as keyof Fields)),
  );
  return Object.keys(known).length === 0 ? null : { open, fields: known, book };
}

/** What is worth keeping of a small form; null where it stands as it was opened. */
export const smallDraft = <T>(fresh: T, open: boolean, values: T): SmallDraft<T> | null =>
  JSON.stringify(values) === JSON.stringify(fresh) ? null : { open, values };

/** Null for a text that is none of ours. */
export function readSmallDraft<T>(text: string | null): SmallDraft<T> | null {
  const draft = text === null ? undefined : (readJson(text) as SmallDraft<T> | null | undefined);
  return typeof draft?.values === 'object' && draft.values !== null ? draft : null;
}

/** Which of these forms of a customer stood open when they were left: of several the one that was written in last. */
export function leftOpen(
  drafts: readonly { readonly id: string | null; readonly field: string; readonly text: string }[],
  customer: string | null,
  forms: readonly FormName[],
): FormName | null {
  const left = drafts.find(
    ({ id, field, text }) =>
      id === customer &&
      forms.includes(field as FormName) &&
      (readJson(text) as { open?: unknown } | null | undefined)?.open === true,
  );
  return left === undefined ? null : (left.field as FormName);
}
