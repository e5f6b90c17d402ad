import { LONGEST_DRAFT, type DraftPlace } from '../../src-shared/contract/draft.ts';
import { ask } from '../bridge/ask.ts';
import { run } from '../bridge/run.ts';

type Send = (place: DraftPlace, text: string | null) => Promise<unknown>;

/**
 * Hands what is being written to the core with every key, one message at a time and always the newest, so that a desk
 * that locks or a window that ends takes at most the last key with it.
 */
export function draftKeeper(
  place: DraftPlace,
  send: Send = (at, text) => run('draft.keep', { ...at, text }),
): (text: string | null) => void {
  let next: { text: string | null } | null = null;
  let sending = false;
  const sendAll = async (): Promise<void> => {
    sending = true;
    while (next !== null) {
      const { text } = next;
      next = null;
      await send(place, text);
    }
    sending = false;
  };
  return (text) => {
    next = { text: text !== null && text.length > LONGEST_DRAFT ? null : text };
    if (!sending) void sendAll();
  };
}

/** What was left half written at a place; null where nothing was. */
export async function keptDraft(place: DraftPlace): Promise<string | null> {
  const kept = await ask('draft.kept', place);
  return kept.ok ? kept.value.text : null;
}
