import type { WaitingText } from '../../../db/client/local/outbox.ts';
import { MAX_PUSH_BYTES, MAX_PUSH_CHANGES } from '../../../src-shared/sync/protocol.ts';

/** Room for what surrounds the changes in a request. */
const FRAME_BYTES = 1_000;

/**
 * The changes for one push: whole transactions, oldest first, as many as fit. A transaction that is larger than a push
 * may be is the one exception; it goes in parts, in order, because it could not go at all otherwise. `most` is less after
 * something on the way found a push too large.
 */
export function nextBatch(waiting: readonly WaitingText[], most = MAX_PUSH_CHANGES): WaitingText[] {
  const batch: WaitingText[] = [];
  let bytes = FRAME_BYTES;
  let whole = 0;
  for (const [index, change] of waiting.entries()) {
    bytes += Buffer.byteLength(change.text) + 1;
    if (batch.length > 0 && (batch.length >= most || bytes > MAX_PUSH_BYTES)) {
      return whole > 0 ? batch.slice(0, whole) : batch;
    }
    batch.push(change);
    if (waiting[index + 1]?.tx !== change.tx) whole = batch.length;
  }
  return batch;
}
