import { LONGEST_DRAFT, type DraftPlace, type LeftDraft } from '../../src-shared/contract/draft.ts';
import { ask } from '../bridge/ask.ts';
import { run } from '../bridge/run.ts';
import { HeldDrafts } from './held-drafts.ts';

type Send = (place: DraftPlace, text: string | null) => Promise<unknown>;

/** What is on its way to the core: whoever asks what was left waits for it. */
const underWay = new Set<Promise<unknown>>();

const held = new HeldDrafts();

async function keep(place: DraftPlace, text: string | null): Promise<void> {
  const done = await run('draft.keep', { ...place, text });
  held.told(place, text, done.ok || done.error.type !== 'DiskFull');
}

/** So many messages may wait for a core that is busy; of what is typed after them the newest waits here. */
const MOST_UNDER_WAY = 30;

/**
 * Hands what is being written to the core with every key and without waiting for its answer: a lock is told after it, so
 * that a desk that locks while its core is busy, or a window that ends, takes at most the last key with it.
 */
export function draftKeeper(place: DraftPlace, send: Send = keep): (text: string | null) => void {
  let next: { text: string | null } | null = null;
  let sending = 0;
  const sendNext = (): void => {
    if (next === null || sending >= MOST_UNDER_WAY) return;
    const { text } = next;
    next = null;
    sending += 1;
    const sent = send(place, text).finally(() => {
      sending -= 1;
      underWay.delete(sent);
      sendNext();
    });
    underWay.add(sent);
  };
  return (text) => {
    next = { text: text !== null && text.length > LONGEST_DRAFT ? null : text };
    sendNext();
  };
}

/** What was left half written at a place; null where nothing was. */
export async function keptDraft(place: DraftPlace): Promise<string | null> {
  await Promise.all(underWay);
  const kept = await ask('draft.kept', place);
  return held.at(place, kept.ok ? kept.value.text : null);
}

/** All that was left about the records of a table, the newest first. */
export async function leftDrafts(table: DraftPlace['table']): Promise<readonly LeftDraft[]> {
  await Promise.all(underWay);
  const left = await ask('draft.left', { table });
  return held.among(table, left.ok ? left.value.drafts : []);
}
