import type { Database } from 'better-sqlite3';
import { readMeta, readNumber, writeMeta } from '../../../db/client/local/meta.ts';
import { firstWaitingId, lastOutboxId, ownNumbers } from '../../../db/client/local/outbox.ts';

/** What this laptop sent under a number that it had, and was told that it was decided. */
interface Span {
  readonly device: number;
  /** The server's time when it gave the number; null where that was not noted. */
  readonly since: number | null;
  /** The change before its first one, as the outbox counts them. */
  readonly offset: number;
  readonly decided: number;
}

/** So many a laptop tells of: what came before them is in every backup that anybody would put back. */
const MOST = 50;

/** The numbers before the one that it has, the newest first. */
export const earlierSpans = (db: Database): Span[] => JSON.parse(readMeta(db, 'spans') ?? '[]') as Span[];

/** The number that it has is about to be one that it had. What waits now is sent, and decided, under the next one. */
export function closeSpan(db: Database): void {
  const device = readNumber(db, 'device', 0);
  if (device === 0) return;
  const offset = readNumber(db, 'outboxOffset', 0);
  const since = readMeta(db, 'deviceSince');
  const own = {
    device,
    since: since === null ? null : Number(since),
    offset,
    decided: ownNumbers(db).decided,
  };
  const decided = (firstWaitingId(db) ?? lastOutboxId(db) + 1) - 1;
  const spans = [own, ...earlierSpans(db)]
    .map((span) => ({ ...span, decided: Math.min(span.decided, decided - span.offset) }))
    .filter((span) => span.decided > 0);
  writeMeta(db, 'spans', JSON.stringify(spans.slice(0, MOST)));
}

/**
 * After which change of the outbox a server that was put back lacks what it had decided under earlier numbers; null where
 * it lacks nothing. `known` says of each of them how far it knows.
 */
export function lackedAfter(db: Database, known: readonly number[]): number | null {
  const lacking = earlierSpans(db).flatMap(({ offset, decided }, at) => {
    const upTo = known[at] ?? decided;
    return upTo < decided ? [offset + upTo] : [];
  });
  return lacking.length === 0 ? null : Math.min(...lacking);
}
