import { IMPORT_PIECE, type ImportOutcome } from '../../../../src-shared/contract/calendar-file.ts';
import type { Act, Done } from '../../../../src-shared/contract/done.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import type { ImportItem } from '../../../../src-shared/domain/calendar/ics-item.ts';
import type { Result } from '../../../../src-shared/kernel/result.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';

export const NO_OUTCOME: ImportOutcome = { created: 0, changed: 0, unchanged: 0, refused: [] };

type Send = (piece: readonly ImportItem[]) => Promise<Done<ImportOutcome, DeskFailure>>;

/**
 * Sends the events piece by piece and adds up what became of them. Stops between two pieces where the person gave up:
 * `whole` says whether all were sent. Instances of a series that was refused in an earlier piece are refused with it.
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
    const gone = new Map(outcome.refused.map(({ uid, problem }) => [uid, problem]));
    const isLeft = ({ uid, recurrence_id }: ImportItem): boolean => recurrence_id !== null && gone.has(uid);
    const piece = items.slice(at, at + IMPORT_PIECE);
    const refused = piece
      .filter(isLeft)
      .map(({ uid, title }) => ({ uid, title, problem: gone.get(uid) ?? '' }));
    const done = await sendPiece(
      piece.filter((item) => !isLeft(item)),
      send,
    );
    if (!done.ok) return done;
    outcome = sum(sum(outcome, done.value), { ...NO_OUTCOME, refused });
    progress(Math.min(items.length, at + IMPORT_PIECE));
  }
  return ok({ outcome, whole: true });
}

/** One event that the desk cannot read at all must not keep out those beside it: halves are tried until it stands alone. */
async function sendPiece(
  piece: readonly ImportItem[],
  send: Send,
): Promise<Result<ImportOutcome, DeskFailure>> {
  const [first] = piece;
  if (first === undefined) return ok(NO_OUTCOME);
  const done = await send(piece);
  if (done.ok || done.error.type !== 'BadInput') return done;
  const { type } = done.error;
  if (piece.length === 1)
    return ok({ ...NO_OUTCOME, refused: [{ uid: first.uid, title: first.title, problem: type }] });
  const half = Math.ceil(piece.length / 2);
  const one = await sendPiece(piece.slice(0, half), send);
  if (!one.ok) return one;
  const other = await sendPiece(piece.slice(half), send);
  return other.ok ? ok(sum(one.value, other.value)) : other;
}

/**
 * Writes all of a file or nothing: where the person gives up, or a piece fails, what the pieces before have written is taken
 * back. It is one step, and more where another window did something between two pieces. Null where it was given up.
 */
export async function writeAll(
  items: readonly ImportItem[],
  {
    send,
    takeBack,
    progress,
  }: {
    send: Send;
    takeBack: (step: number) => Promise<Done<unknown, DeskFailure>>;
    progress: (sent: number) => void;
  },
  given: AbortSignal,
): Promise<Done<ImportOutcome | null, DeskFailure>> {
  const acts: Act[] = [];
  const sent = async (piece: readonly ImportItem[]): ReturnType<Send> => {
    const done = await send(piece);
    const { act } = done;
    if (act !== undefined && act.step === acts.at(-1)?.step) acts.pop();
    if (act !== undefined) acts.push(act);
    return done;
  };
  const done = await sendPieces(items, sent, progress, given);
  const act = acts.at(-1);
  if (done.ok && done.value.whole) return { ...ok(done.value.outcome), ...(act !== undefined && { act }) };
  for (const { step } of acts.toReversed()) {
    const taken = await takeBack(step);
    if (!taken.ok) return taken;
  }
  return done.ok ? ok(null) : done;
}

const sum = (a: ImportOutcome, b: ImportOutcome): ImportOutcome => ({
  created: a.created + b.created,
  changed: a.changed + b.changed,
  unchanged: a.unchanged + b.unchanged,
  refused: [...a.refused, ...b.refused],
});
