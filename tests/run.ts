import machine from '../build/setup/machine.cjs';
import { failureLines, ranNothing, skipLines, sum, totalLine } from './support/outcome.ts';
import type { Outcome } from './support/outcome.ts';
import { PARTS } from './support/parts.ts';
import type { Part } from './support/parts.ts';
import { CLUSTER_VARIABLE, startPostgres } from './support/postgres.ts';
import type { Cluster } from './support/postgres.ts';

/**
 * `npm test`: every part one after another with its output as it comes, then every skip with its reason and every
 * failure with the beginning of its message, then one line that sums them all. `npm test -- unit sqlite` runs only the parts named. Exit status 1 when anything failed.
 */
const chosen = choose(process.argv.slice(2));
const cluster = await startCluster(chosen);
try {
  const outcomes = new Map<Part, Outcome>();
  for (const part of chosen) outcomes.set(part, await run(part));
  report(outcomes);
} finally {
  await cluster?.stop();
}

function choose(names: readonly string[]): readonly Part[] {
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0) {
    console.error(`no such part: ${unknown.join(', ')}. Parts: ${PARTS.map((part) => part.name).join(' ')}`);
    process.exit(2);
  }
  return names.length === 0 ? PARTS : PARTS.filter((part) => names.includes(part.name));
}

/** One cluster for the whole run; every test makes its own database in it. */
async function startCluster(parts: readonly Part[]): Promise<Cluster | undefined> {
  const needed = parts.some((part) => ['postgres', 'e2e', 'shell', 'simulation'].includes(part.name));
  if (!needed || machine.findPostgres() === undefined) return undefined;
  const started = await startPostgres();
  process.env[CLUSTER_VARIABLE] = started.url;
  return started;
}

async function run(part: Part): Promise<Outcome> {
  console.log(`\n━━ ${part.title} (${part.name})`);
  const started = performance.now();
  const outcome = await part.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`   ${totalLine(outcome)} · ${seconds} s`);
  if (!ranNothing(outcome)) return outcome;
  return { ...outcome, failed: [{ name: part.name, why: 'ran no test: that is a failure' }] };
}

function report(outcomes: ReadonlyMap<Part, Outcome>): void {
  console.log('');
  for (const [part, outcome] of outcomes) {
    console.log(`${part.name.padEnd(12)} ${totalLine(outcome)}`);
  }
  const total = sum([...outcomes.values()]);
  for (const line of [...skipLines(total.skipped), ...failureLines(total.failed)]) console.log(line);
  console.log(totalLine(total));
  process.exitCode = total.failed.length > 0 || total.passed === 0 ? 1 : 0;
}
