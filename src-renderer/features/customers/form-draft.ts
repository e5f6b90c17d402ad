import type { DraftPlace } from '../../../src-shared/contract/draft.ts';
import { changedFields, fieldKeys, type Fields } from './customer-fields.ts';

/** A form of a customer that was left half filled: what was written in it, and nothing of what stood there before. */
export interface FormDraft {
  /** False where whoever wrote it closed the form: it comes back when they open it again, and not by itself. */
  readonly open: boolean;
  readonly fields: Partial<Fields>;
  readonly book: string | null;
}

export const formPlace = (customer: string | null): DraftPlace => ({
  table: 'customer',
  id: customer,
  field: 'form',
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
  if (text === null) return null;
  const { open, fields, book } = JSON.parse(text) as FormDraft;
  const known = Object.fromEntries(
    Object.entries(fields).filter(([key]) => fieldKeys.includes(key as keyof Fields)),
  );
  return Object.keys(known).length === 0 ? null : { open, fields: known, book };
}
