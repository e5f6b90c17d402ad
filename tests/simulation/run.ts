/**
 * `npm run simulate -- --histories N --seed S [--laptops 3] [--ops 60] [--replay]`
 * Prints what went wrong, the faults that really occurred, and one last line; exit 1 unless every count is 0.
 */
import { parseArgs } from 'node:util';
import { runHistory, type HistoryReport } from './history.ts';
import { runReal } from './real/run.ts';

// `--real --kills N`: real processes, killed.
if (process.argv.includes('--real')) process.exit(await runReal(process.argv.slice(2)));

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    laptops: { type: 'string', default: '3' },
    ops: { type: 'string', default: '60' },
    replay: { type: 'boolean', default: false },
  },
});
const whole = (name: 'histories' | 'seed' | 'laptops' | 'ops'): number => {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number > 0) return number;
  process.stderr.write(`--${name} takes a whole number above 0, not ${values[name]}\n`);
  process.exit(2);
};
const options = { laptops: whole('laptops'), operations: whole('ops') };
const first = whole('seed');
const histories = values.replay ? 1 : whole('histories');
const total = { operations: 0, divergences: 0, lost: 0, leaks: 0, unrecorded: 0, falseConflicts: 0 };
const faults: Record<string, number> = {};
let bad = 0;

for (let seed = first; seed < first + histories; seed += 1) {
  const report = runHistory(seed, options);
  for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += report[key];
  for (const [fault, times] of Object.entries(report.faults)) faults[fault] = (faults[fault] ?? 0) + times;
  if (failed(report)) {
    bad += 1;
    if (bad <= 3)
      process.stdout.write(
        `seed ${seed} fails: ${summary(report)}\n  replay: --seed ${seed} --replay --laptops ${options.laptops} --ops ${options.operations}\n`,
      );
  }
  if (values.replay) process.stdout.write(`${report.script.join('\n')}\n`);
}

process.stdout.write(
  `faults that occurred: ${Object.entries(faults)
    .map(([fault, times]) => `${fault} ${times}`)
    .join(', ')}\n`,
);
process.stdout.write(
  `histories ${histories}, operations ${total.operations}, divergences ${total.divergences}, lost ${total.lost}, leaks ${total.leaks}, unrecorded ${total.unrecorded}, false conflicts ${total.falseConflicts}\n`,
);
process.exitCode = bad > 0 ? 1 : 0;

function failed(report: HistoryReport): boolean {
  return report.divergences + report.lost + report.leaks + report.unrecorded + report.falseConflicts > 0;
}

function summary(report: HistoryReport): string {
  return `divergences ${report.divergences}, lost ${report.lost}, leaks ${report.leaks}, unrecorded ${report.unrecorded}, false conflicts ${report.falseConflicts}`;
}
