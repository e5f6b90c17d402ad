import type { TableSpec } from '../schema/table.ts';
import { baseOf, unitsOf, type Change } from './change.ts';
import type { Mark } from './clock.ts';

/** Where a change stands among the others of its push, by unit. */
export interface Chain {
  /** The number of the change that its own writer wrote on top of it. */
  readonly next: ReadonlyMap<string, number>;
  /** The mark that the first of them started from. */
  readonly rootBase: Readonly<Record<string, Mark>>;
}

/** A chain while it is being made: no other change has this one. */
interface Making extends Chain {
  readonly next: Map<string, number>;
  readonly rootBase: Record<string, Mark>;
}

/** Of a row that is written once there is nothing to say, and most are: they share one, which nobody writes into. */
const ALONE: Chain = Object.freeze({ next: new Map<string, number>(), rootBase: Object.freeze({}) });

/** Ids that more than one change names. */
function writtenAgain(changes: readonly Change[]): ReadonlySet<string> {
  const once = new Set<string>();
  const again = new Set<string>();
  for (const { id } of changes) {
    if (once.has(id)) again.add(id);
    else once.add(id);
  }
  return again;
}

/**
 * For one push: which changes build on which, by `n`. `isOwn` says of a device whether it is the pusher: another's write may
 * be of the very moment of one of its own.
 */
export function chainsOf(
  specOf: (table: string) => TableSpec | undefined,
  changes: readonly Change[],
  isOwn: (device: number) => boolean,
): Map<number, Chain> {
  const chains = new Map<number, Chain>();
  const last = new Map<string, { chain: Making; clock: number; root: Mark | undefined }>();
  const again = writtenAgain(changes);
  for (const change of changes) {
    if (!again.has(change.id)) {
      chains.set(change.n, ALONE);
      continue;
    }
    const chain: Making = { next: new Map(), rootBase: {} };
    chains.set(change.n, chain);
    const spec = specOf(change.table);
    if (!spec) continue;
    for (const unit of unitsOf(spec, change.cells)) {
      const key = `${change.table}\u0000${change.id}\u0000${unit}`;
      const before = last.get(key);
      const seen = baseOf(change, unit);
      const follows =
        before !== undefined && seen !== undefined && seen[0] === before.clock && isOwn(seen[1]);
      if (follows) {
        before.chain.next.set(unit, change.n);
        if (before.root) chain.rootBase[unit] = before.root;
      }
      last.set(key, { chain, clock: change.clock, root: follows ? before.root : seen });
    }
  }
  return chains;
}

/**
 * Whether the writer of change `n` replaced its value of a unit by one that was `taken`: then the loss of the first is
 * not worth a record. One that displaced another's value always is, and so is one whose successors were all refused.
 */
export function isReplaced(
  chains: ReadonlyMap<number, Chain>,
  n: number,
  unit: string,
  taken: (n: number) => boolean,
): boolean {
  for (
    let next = chains.get(n)?.next.get(unit);
    next !== undefined;
    next = chains.get(next)?.next.get(unit)
  ) {
    if (taken(next)) return true;
  }
  return false;
}
