import { isOutage } from '../../db/server/store.ts';
import type { Change } from '../../src-shared/sync/change.ts';

/** Commits a part of a push with some changes banned; with `keep` false it only tries. Throws what the database throws. */
type Attempt = (part: readonly Change[], banned: ReadonlySet<number>, keep: boolean) => Promise<number>;

/** Thrown on purpose: an answer to the whole push, for which no change's content is to blame. */
export class NotPoison extends Error {}

/**
 * True where a change's content may be at fault: our own code threw, or PostgreSQL refused data (classes 22, 23, 42,
 * 54). A lost connection or a full disk is nobody's change.
 */
export function isPoisonous(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof NotPoison || isOutage(error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code === '' || ['22', '23', '42', '54'].includes(code.slice(0, 2));
}

/**
 * Finds the changes that break a push, refuses these alone and applies the rest. A person's transaction is never
 * split: parts end where one ends, and within one only the broken change is left out.
 */
export async function isolatePoison(
  changes: readonly Change[],
  attempt: Attempt,
  found: (n: number, error: unknown) => void,
): Promise<number> {
  let upTo = 0;
  for (const part of byTransaction(changes)) {
    const banned = new Set<number>();
    const fault = await faultOf(() => attempt(part, banned, false));
    if (fault) {
      for (const change of part) {
        const own = await faultOf(() => attempt([change], new Set(), false));
        if (own) banned.add(change.n);
      }
      // What breaks only together, beside what broke alone or not: none of it can be told from the rest.
      if (banned.size === 0 || (await faultOf(() => attempt(part, banned, false))) !== null)
        for (const change of part) banned.add(change.n);
      for (const n of banned) found(n, fault);
    }
    upTo = await attempt(part, banned, true);
  }
  return upTo;
}

async function faultOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!isPoisonous(error)) throw error;
    return error;
  }
}

function byTransaction(changes: readonly Change[]): Change[][] {
  const parts: Change[][] = [];
  for (const change of changes) {
    const last = parts.at(-1);
    if (last && last[0]!.tx === change.tx) last.push(change);
    else parts.push([change]);
  }
  return parts;
}
