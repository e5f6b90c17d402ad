import { keepDraft as keep } from '../../../../db/client/local/drafts.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Drafts belong to this laptop and to whoever writes them; they are not undone and do not travel. */
export const keepDraft: UseCase<'draft.keep'> = ({ tx, me }, { text, ...place }) => {
  keep(tx.sqlite, me.id, place, text);
  return ok(undefined);
};
