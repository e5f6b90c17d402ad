/** A file of the desk, as the rules for what lies on this laptop see it. */
export interface OfflineFile {
  readonly sha256: string;
  readonly bytes: number;
  /** When it was attached last, ms. */
  readonly addedAt: number;
  /** Somebody wants it here whatever happens: itself, or everything about its customer. */
  readonly kept: boolean;
  /** A live attachment names it; one that was taken off may still be put on again by undo. */
  readonly live: boolean;
  /** The server does not have it yet. */
  readonly unsent: boolean;
  /** When it was last used here; null where only its record is here. */
  readonly usedAt: number | null;
}

export interface OfflineRule {
  /** Files attached within so many days are fetched by themselves; 0 fetches only what is kept. */
  readonly days: number;
  readonly limitBytes: number;
}

export interface OfflinePlan {
  /** To be fetched, the most wanted first. */
  readonly fetch: readonly string[];
  /** To be removed here; the server has them. */
  readonly drop: readonly string[];
}

const DAY_MS = 86_400_000;

/**
 * What to fetch and what to let go. Kept files come first and are never let go, also above the limit: a person decided
 * so. What the server does not have is never let go either. The room that is left goes to recent files, the newest
 * first, then to what lies here already: the last used first, and what was taken off last of all.
 *
 * Carrying a plan out leaves nothing to do, whatever came of it: who gets the room does not depend on who has it.
 */
export function offlinePlan(files: readonly OfflineFile[], rule: OfflineRule, now: number): OfflinePlan {
  const since = now - rule.days * DAY_MS;
  const isHere = (file: OfflineFile): boolean => file.usedAt !== null;
  const stays = (file: OfflineFile): boolean => (file.kept && file.live) || (file.unsent && isHere(file));
  const isRecent = (file: OfflineFile): boolean => file.live && rule.days > 0 && file.addedAt >= since;
  const rank = (file: OfflineFile): number => (isRecent(file) ? 2 : file.live ? 1 : 0);

  const must = files.filter(stays);
  let room = rule.limitBytes - must.reduce((sum, { bytes }) => sum + bytes, 0);
  const wanted = new Set(must);
  const others = files.filter((file) => !stays(file) && (isHere(file) || isRecent(file)));
  for (const file of others.sort(
    (a, b) => rank(b) - rank(a) || (isRecent(a) ? byNewest(a, b) : byUse(a, b)),
  )) {
    if (file.bytes > room) continue;
    room -= file.bytes;
    wanted.add(file);
  }
  // What only this laptop has cannot be fetched.
  const fetch = [...wanted].filter((file) => !isHere(file) && !file.unsent);
  const drop = others.filter((file) => isHere(file) && !wanted.has(file));
  return {
    fetch: fetch.map(({ sha256 }) => sha256),
    drop: drop.reverse().map(({ sha256 }) => sha256),
  };
}

const byHash = (a: OfflineFile, b: OfflineFile): number => (a.sha256 < b.sha256 ? -1 : 1);
const byNewest = (a: OfflineFile, b: OfflineFile): number => b.addedAt - a.addedAt || byHash(a, b);
const byUse = (a: OfflineFile, b: OfflineFile): number => (b.usedAt ?? 0) - (a.usedAt ?? 0) || byHash(a, b);
