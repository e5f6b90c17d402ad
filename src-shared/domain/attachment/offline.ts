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
 * so. What the server does not have is never let go either. Recent files fill up what the limit leaves; beyond it goes
 * what was taken off, then what is not recent, then the rest, each by its last use.
 */
export function offlinePlan(files: readonly OfflineFile[], rule: OfflineRule, now: number): OfflinePlan {
  const since = now - rule.days * DAY_MS;
  const isRecent = (file: OfflineFile): boolean => file.live && rule.days > 0 && file.addedAt >= since;
  const isHere = (file: OfflineFile): boolean => file.usedAt !== null;
  const stays = (file: OfflineFile): boolean => file.unsent || (file.kept && file.live);

  let wanted = sum(
    files.filter(
      (file) => (isHere(file) && (stays(file) || isRecent(file))) || (stays(file) && !file.unsent),
    ),
  );
  const fetch: string[] = [];
  const missing = files.filter((file) => !isHere(file) && file.live && !file.unsent);
  for (const file of missing.filter(({ kept }) => kept).sort(byNewest)) fetch.push(file.sha256);
  for (const file of missing.filter((one) => !one.kept && isRecent(one)).sort(byNewest)) {
    if (wanted + file.bytes > rule.limitBytes) continue;
    wanted += file.bytes;
    fetch.push(file.sha256);
  }

  const coming = new Set(fetch);
  let held = sum(files.filter((file) => isHere(file) || coming.has(file.sha256)));
  const drop: string[] = [];
  const rank = (file: OfflineFile): number => (!file.live ? 0 : isRecent(file) ? 2 : 1);
  const loose = files.filter((file) => isHere(file) && !stays(file));
  for (const file of loose.sort((a, b) => rank(a) - rank(b) || (a.usedAt ?? 0) - (b.usedAt ?? 0))) {
    if (held <= rule.limitBytes) break;
    held -= file.bytes;
    drop.push(file.sha256);
  }
  return { fetch, drop };
}

const sum = (files: readonly OfflineFile[]): number => files.reduce((total, { bytes }) => total + bytes, 0);
const byNewest = (a: OfflineFile, b: OfflineFile): number =>
  b.addedAt - a.addedAt || (a.sha256 < b.sha256 ? -1 : 1);
