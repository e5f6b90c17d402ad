/**
 * When a refresh token is good. Pure; `refresh.ts` does what is decided here.
 *
 * 1. The newest token is exchanged for the next one.
 * 2. The one before is answered again, with the same next one, while nobody has used that one yet, or for a minute: the
 *    answer was lost on the way, or the network brought the question twice. A laptop that never heard may wait for days.
 * 3. Any other token of the family was spent: it is in two hands, and the whole family ends.
 * 4. A server that was restored from a backup knows older tokens than its laptops. One with a later number than it knows
 *    is taken once, where it bears this server's seal; from then on the rules hold again. Which of those later ones is the
 *    newest only the laptop knows: what bounds that is in `docs/security.md`.
 */
export interface FamilyState {
  /** Hash of the newest token; null while the device has a lasting token. */
  readonly hash: string | null;
  readonly n: number;
  readonly at: number;
  readonly used: boolean;
  readonly spentHash: string | null;
  readonly epoch: string | null;
}

export type Verdict = 'next' | 'again' | 'reused' | 'forgotten';

export const GRACE_MS = 60_000;
/** A device that nobody used for so long signs in again. */
export const FORGOTTEN_MS = 90 * 86_400_000;

export function judgeRefresh(
  family: FamilyState,
  given: { readonly hash: string; readonly n: number; readonly isOurs: boolean },
  { now, epoch }: { readonly now: number; readonly epoch: string },
): Verdict {
  // Whoever holds a later token holds the lasting one, with which every later one begins.
  if (family.hash === null) return 'next';
  const isNewest = given.n === family.n && given.hash === family.hash;
  if (isNewest) return now - family.at > FORGOTTEN_MS ? 'forgotten' : 'next';
  const isBefore = given.n === family.n - 1 && given.hash === family.spentHash;
  if (isBefore && (!family.used || now - family.at < GRACE_MS)) return 'again';
  if (given.n >= family.n && given.isOurs && family.epoch !== epoch) return 'next';
  return 'reused';
}
