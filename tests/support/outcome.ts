/** What one part of the test run came to. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skip[];
}

/** A test, or a whole part, that did not run, and why. */
export interface Skip {
  readonly name: string;
  readonly reason: string;
}

export const NOTHING: Outcome = { passed: 0, failed: 0, skipped: [] };

/** A part that cannot run on this machine counts as one skipped thing with its reason. */
export const skippedPart = (name: string, reason: string): Outcome => ({
  ...NOTHING,
  skipped: [{ name, reason }],
});

export const sum = (outcomes: readonly Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, outcome) => total + outcome.passed, 0),
  failed: outcomes.reduce((total, outcome) => total + outcome.failed, 0),
  skipped: outcomes.flatMap((outcome) => outcome.skipped),
});

/** A part that was meant to test something and tested nothing is a failure, not a success. */
export const ranNothing = (outcome: Outcome): boolean =>
  outcome.passed === 0 && outcome.failed === 0 && outcome.skipped.length === 0;

/** Every skip with its reason, equal ones grouped. */
export function skipLines(skips: readonly Skip[]): string[] {
  const namesByReason = Map.groupBy(skips, (skip) => skip.reason);
  return [...namesByReason].flatMap(([reason, group]) => [
    `skipped: ${reason}`,
    ...group.map((skip) => `  ${skip.name}`),
  ]);
}

/** The last line of every run. */
export const totalLine = (total: Outcome): string =>
  `${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`;
