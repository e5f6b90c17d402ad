import { cpus, loadavg } from 'node:os';

/** Milliseconds by the clock on the wall, and of the processor's own work, which says more on a machine that is busy. */
export interface Time {
  readonly wall: number;
  readonly cpu: number;
}

/** One line of a table, in milliseconds. The 95th of a hundred is what a budget is held against. */
export interface Figure {
  readonly what: string;
  readonly runs: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** The processor's work; null where another process did it. */
  readonly cpu50: number | null;
  readonly cpu95: number | null;
  /** Null where it is told for comparison only. */
  readonly budget: number | null;
}

/** A figure that is no time of a run: per row, by process, in bytes. */
export interface Amount {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The most that it should be; null where it is told for comparison only. */
  readonly bar: number | null;
}

export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly amounts: readonly Amount[];
  /** What a reader must know beside the figures. */
  readonly notes: readonly string[];
  /** Load average of the last minute when the section ended: above the number of processors, others were at work too. */
  readonly load: number;
}

/** What a bench is started with. */
export interface BenchOptions {
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Progress, for a person who waits. */
  readonly say: (line: string) => void;
}

/** An option that says what there is not; told without a stack, exit status 2. */
export class BadOption extends Error {}

export type Bench = (options: BenchOptions) => Promise<readonly Section[]> | readonly Section[];

export function section(title: string, figures: readonly Figure[], notes: readonly string[] = []): Section {
  return { title, figures, amounts: [], notes, load: loadavg()[0] ?? 0 };
}

export const amounts = (title: string, list: readonly Amount[], notes: readonly string[] = []): Section => ({
  ...section(title, [], notes),
  amounts: list,
});

export const amount = (what: string, value: number, unit: string, bar: number | null = null): Amount => ({
  what,
  value,
  unit,
  bar,
});

export function figureOf(
  what: string,
  times: readonly (Time | number)[],
  budget: number | null = null,
): Figure {
  const walls = inOrder(times.map((time) => (typeof time === 'number' ? time : time.wall)));
  const cpus = inOrder(times.flatMap((time) => (typeof time === 'number' ? [] : [time.cpu])));
  return {
    what,
    runs: walls.length,
    p50: at(walls, 0.5),
    p95: at(walls, 0.95),
    max: at(walls, 1),
    cpu50: cpus.length > 0 ? at(cpus, 0.5) : null,
    cpu95: cpus.length > 0 ? at(cpus, 0.95) : null,
    budget,
  };
}

const inOrder = (times: readonly number[]): number[] => [...times].sort((a, b) => a - b);
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export function timed(work: () => unknown): Time {
  const before = process.cpuUsage();
  const started = performance.now();
  work();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}

/** Every case once, in order. */
export const spread = (
  what: string,
  cases: readonly (() => unknown)[],
  budget: number | null = null,
): Figure => figureOf(what, cases.map(timed), budget);

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`;

export function textOf(sections: readonly Section[]): string {
  const lines = [machine()];
  for (const { title, figures, amounts: list, notes, load } of sections) {
    lines.push('', `${title} (load average ${load.toFixed(1)})`);
    if (figures.length > 0)
      lines.push(row('', 'runs', 'p50', 'p95', 'max', 'cpu p50', 'cpu p95', 'budget', ''));
    for (const one of figures) {
      const times = [one.p50, one.p95, one.max, one.cpu50, one.cpu95].map((time) =>
        time === null ? '' : ms(time),
      );
      lines.push(row(one.what, String(one.runs), ...times, String(one.budget ?? ''), verdictOf(one)));
    }
    for (const { what, value, unit, bar } of list) {
      const verdict = bar === null ? '' : value <= bar ? 'ok' : 'OVER';
      lines.push(row(what, ms(value), unit.padStart(9), bar === null ? '' : `≤ ${bar}`, verdict));
    }
    for (const note of notes) lines.push(`  ${note}`);
  }
  return lines.join('\n');
}

/** What is over by the wall alone had to wait for others: it is told apart from what is too much work. */
function verdictOf({ p95, cpu95, budget }: Figure): string {
  if (budget === null) return '';
  if (p95 <= budget) return 'ok';
  return cpu95 !== null && cpu95 <= budget ? 'waited' : 'OVER';
}

const ms = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 1 ? 1 : 3));
const row = (what: string, ...cells: readonly string[]): string =>
  `  ${what.padEnd(58)}${cells.map((cell) => cell.padStart(9)).join('')}`.trimEnd();
