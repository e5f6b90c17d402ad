import { z } from 'zod';
import { command, query } from './define.ts';
import { idInput } from './shapes.ts';

const placeShape = {
  table: z.enum(['customer', 'task', 'note', 'event', 'invitation']),
  /** The record that is written about; null where it is not made yet. */
  id: idInput.nullable(),
  /** Which field of it, or which of its forms; `form` for the one of the whole record. */
  field: z.string().min(1).max(40),
};
const place = z.strictObject(placeShape);

/** Where something stands half written. */
export type DraftPlace = z.infer<typeof place>;

/** Longer ones are not kept. */
export const LONGEST_DRAFT = 60_000;

/**
 * What is half written is kept by the core while it is typed, encrypted like everything else: a desk that locks takes it
 * out of the window, and gives it back to whoever wrote it.
 */
export const draftCommands = {
  'draft.keep': command()(z.strictObject({ ...placeShape, text: z.string().max(LONGEST_DRAFT).nullable() })),
};

/** One thing that was left half written. */
export interface LeftDraft {
  readonly id: string | null;
  readonly field: string;
  readonly text: string;
}

export const draftQueries = {
  'draft.kept': query<{ text: string | null }>()(place),
  /** All that was left about the records of a table, the newest first: what a screen that is opened again looks for. */
  'draft.left': query<{ drafts: LeftDraft[] }>()(z.strictObject({ table: placeShape.table })),
};
