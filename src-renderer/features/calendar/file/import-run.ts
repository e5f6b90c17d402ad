import { IMPORT_PIECE, type ImportOutcome } from '../../../../src-shared/contract/calendar-file.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import type { ImportItem } from '../../../../src-shared/domain/calendar/ics-item.ts';
import type { Result } from '../../../../src-shared/kernel/result.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';

export const NO_OUTCOME: ImportOutcome = { created: 0, changed: 0, unchanged: 0, refused: [] };

type Send = (piece: readonly ImportItem[]) => Promise<Result<ImportOutcome, DeskFailure>>;

/**
 * Sends the events piece by piece and adds up what became of them. Stops between two pieces where the person gave up:
 * `whole` says whether all were sent.
 */
export async function sendPieces(
  items: readonly ImportItem[],
  send: Send,
  progress: (sent: number) => void,
  given: AbortSignal,
): Promise<Result<{ outcome: ImportOutcome; whole: boolean }, DeskFailure>> {
  let outcome = NO_OUTCOME;
  for (let at = 0; at < items.length; at += IMPORT_PIECE) {
    if (given.aborted) return ok({ outcome, whole: false });
    const piece = items.slice(at, at + IMPORT_PIECE);
    const done = await send(piece);
    if (!done.ok) return done;
    outcome = sum(outcome, done.value);
    progress(Math.min(items.length, at + IMPORT_PIECE));
  }
  return ok({ outcome, whole: true });
}

const sum = (a: ImportOutcome, b: ImportOutcome): ImportOutcome => ({
  created: a.created + b.created,
  changed: a.changed + b.changed,
  unchanged: a.unchanged + b.unchanged,
  refused: [...a.refused, ...b.refused],
});
