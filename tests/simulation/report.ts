import type { Size } from './runner.ts';

/** What a run of histories found, and how it is told. */
export const COUNTS = ['divergences', 'lost', 'leaks', 'unrecorded', 'falseConflicts'] as const;
export type Count = (typeof COUNTS)[number];
export type Findings = Record<Count, string[]>;

export interface Failure {
  readonly seed: number;
  readonly size: Size;
  readonly findings: Findings;
  /** What happened in the smallest history that still fails. */
  readonly script: readonly string[];
}

export interface Totals {
  histories: number;
  operations: number;
  readonly counts: Record<Count, number>;
  readonly faults: Record<string, number>;
  readonly failures: Failure[];
}

export const nothingYet = (): Totals => ({
  histories: 0,
  operations: 0,
  counts: { divergences: 0, lost: 0, leaks: 0, unrecorded: 0, falseConflicts: 0 },
  faults: {},
  failures: [],
});

export function add(totals: Totals, more: Totals): void {
  totals.histories += more.histories;
  totals.operations += more.operations;
  for (const count of COUNTS) totals.counts[count] += more.counts[count];
  for (const [fault, times] of Object.entries(more.faults))
    totals.faults[fault] = (totals.faults[fault] ?? 0) + times;
  totals.failures.push(...more.failures);
}

export const failed = (findings: Findings): boolean => COUNTS.some((count) => findings[count].length > 0);

export const lastLine = ({ histories, operations, counts }: Totals): string =>
  `histories ${histories}, operations ${operations}, divergences ${counts.divergences}, lost ${counts.lost}, leaks ${counts.leaks}, unrecorded ${counts.unrecorded}, false conflicts ${counts.falseConflicts}`;

export const faultsLine = ({ faults }: Totals): string =>
  `faults that occurred: ${Object.keys(faults)
    .sort((a, b) => faults[b]! - faults[a]!)
    .map((fault) => `${fault} ${faults[fault]}`)
    .join(', ')}`;

/** What shows a failing history again. */
export const replayLine = ({ seed, size: { laptops, operations } }: Failure): string =>
  `npm run simulate -- --seed ${seed} --laptops ${laptops} --ops ${operations} --replay`;

export const findingLines = (findings: Findings): string[] =>
  COUNTS.flatMap((count) => findings[count].map((finding) => `  ${count}: ${finding}`));
