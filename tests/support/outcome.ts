/** What one part of the test run came to. */
export interface Outcome {
  readonly passed: number;
  readonly failed: readonly Failure[];
  readonly skipped: readonly Skip[];
}

/** A test that failed, or whatever else went wrong with a part, and the first lines of why. */
export interface Failure {
  readonly name: string;
  readonly why: string;
}

/** A test, or a whole part, that did not run, and why. */
export interface Skip {
  readonly name: string;
  readonly reason: string;
}

export const NOTHING: Outcome = { passed: 0, failed: [], skipped: [] };

/** A part that cannot run on this machine counts as one skipped thing with its reason. */
export const skippedPart = (name: string, reason: string): Outcome => ({
  ...NOTHING,
  skipped: [{ name, reason }],
});

/** What went wrong outside of any counted test. */
export const failedPart = (name: string, why: string): Outcome => ({ ...NOTHING, failed: [{ name, why }] });

export const sum = (outcomes: readonly Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, outcome) => total + outcome.passed, 0),
  failed: outcomes.flatMap((outcome) => outcome.failed),
  skipped: outcomes.flatMap((outcome) => outcome.skipped),
});

/** A part that was meant to test something and tested nothing is a failure, not a success. */
export const ranNothing = (outcome: Outcome): boolean =>
  outcome.passed === 0 && outcome.failed.length === 0 && outcome.skipped.length === 0;

/** Every skip with its reason, equal ones grouped. */
export function skipLines(skips: readonly Skip[]): string[] {
  const namesByReason = Map.groupBy(skips, (skip) => skip.reason);
  return [...namesByReason].flatMap(([reason, group]) => [
    `skipped: ${reason}`,
    ...group.map((skip) => `  ${skip.name}`),
  ]);
}

/** Colours of a terminal, which messages of assertions carry. */
// oxlint-disable-next-line no-control-regex -- the escape is what begins a colour
const COLOURS = /\u001B\[[0-9;]*m/g;
/** A run may be read by its last lines alone: enough of a message to know where to look. */
const WHY_LINES = 12;

/** Every failure by name with the first lines of its message, for the end of a long run. */
export const failureLines = (failures: readonly Failure[]): string[] =>
  failures.flatMap(({ name, why }) => [
    `failed: ${name}`,
    ...why
      .replaceAll(COLOURS, '')
      .split('\n')
      .slice(0, WHY_LINES)
      .map((line) => `  ${line}`),
  ]);

/** The last line of every run. */
export const totalLine = (total: Outcome): string =>
  `${total.passed} passed, ${total.failed.length} failed, ${total.skipped.length} skipped`;
