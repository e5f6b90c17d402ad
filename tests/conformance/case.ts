/** How much time one case may take, in milliseconds. The tests pass none: a slow machine is no failure. */
export const LIMIT = 1000;

export interface Tally {
  passed: number;
  total: number;
}

/**
 * Runs one case. Null when it passed, else why it did not: a difference, an exception, or too slow (the expansion
 * is bounded by steps, so a case always comes back and can be timed afterwards).
 */
export function judged(check: () => string | null, limit: number): string | null {
  const began = performance.now();
  let reason: string | null;
  try {
    reason = check();
  } catch (cause) {
    reason = `threw ${String(cause)}`;
  }
  const took = performance.now() - began;
  return reason ?? (took > limit ? `took ${Math.round(took)} ms` : null);
}

/** Counts and prints; a group that gates prints its failures, the others only count. */
export class Report {
  private readonly tallies = new Map<string, Tally>();
  readonly failures: string[] = [];
  /** What of the table could not be read at all. */
  readonly badLines: readonly string[];

  constructor(badLines: readonly string[] = []) {
    this.badLines = badLines;
  }

  add(group: string, id: string, reason: string | null): void {
    const tally = this.tallies.get(group) ?? { passed: 0, total: 0 };
    tally.total += 1;
    if (reason === null) tally.passed += 1;
    else this.failures.push(`${group} ${id}: ${reason}`);
    this.tallies.set(group, tally);
  }

  of(group: string): Tally {
    return this.tallies.get(group) ?? { passed: 0, total: 0 };
  }

  line(groups: readonly string[]): string {
    return groups.map((group) => `${group} ${this.of(group).passed}/${this.of(group).total}`).join(', ');
  }

  groups(): string[] {
    return [...this.tallies.keys()];
  }
}
