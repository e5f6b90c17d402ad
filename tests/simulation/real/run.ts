/**
 * `npm run simulate -- --real --kills N [--seed S]`: prints what was killed and one last line; exit 1 on any
 * fault. Ctrl-C ends the killing early, and judges.
 */
import { parseArgs } from 'node:util';
import machine from '../../../build/setup/machine.cjs';
import { runKills } from './kills.ts';

export async function runReal(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      real: { type: 'boolean' },
      kills: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [kills, seed] = [Number(values.kills), Number(values.seed)];
  if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed)) {
    process.stderr.write('--kills and --seed take whole numbers\n');
    return 2;
  }
  if (machine.findPostgres() === undefined) {
    process.stderr.write('PostgreSQL is not installed (initdb was not found)\n');
    return 2;
  }
  const enough = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => enough.abort());
  const note = (text: string): void => void process.stderr.write(`${text}\n`);
  const report = await runKills({ kills, seed, note, enough: enough.signal });
  for (const fault of report.faults) process.stdout.write(`${fault}\n`);
  const by = Object.entries(report.by).map(([victim, times]) => `${victim} ${times}`);
  process.stdout.write(`killed: ${by.join(', ')}\n`);
  process.stdout.write(
    `kills ${report.kills}, acknowledged ${report.acknowledged}, files checked ${report.checked}, faults ${report.faults.length}\n`,
  );
  return report.faults.length > 0 ? 1 : 0;
}
