/**
 * `npm run simulate -- --histories N --seed S [--laptops 5] [--ops 200]`
 * `npm run simulate -- --seed S --replay`: one history, with everything that happened in it
 * `npm run simulate -- --planted [--only WORDS]`: every planted bug, one at a time; small histories, then large ones
 * `npm run simulate -- --real --kills N`: real processes, killed
 *
 * Prints what went wrong, the faults that really occurred, and one last line; exit 1 unless every count is 0 (or every
 * bug is caught). `docs/sync-proof.md` says how to read it.
 */
import { parseArgs } from 'node:util';
import { PLANTS } from './plants/plants.ts';
import { runHistories, runPlants } from './pool.ts';
import {
  failed,
  faultsLine,
  findingLines,
  lastLine,
  nothingYet,
  replayLine,
  type Failure,
  type Totals,
} from './report.ts';
import { runReal } from './real/run.ts';
import { Runner, SMALL } from './runner.ts';
import { KNOWN_FAULTS } from './weights.ts';

// `--real --kills N`: real processes, killed.
if (process.argv.includes('--real')) process.exit(await runReal(process.argv.slice(2)));

const { values } = parseArgs({
  options: {
    histories: { type: 'string' },
    seed: { type: 'string', default: '1' },
    laptops: { type: 'string', default: '5' },
    ops: { type: 'string', default: '200' },
    replay: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
const whole = (name: 'histories' | 'seed' | 'laptops' | 'ops', otherwise: string): number => {
  const number = Number(values[name] ?? otherwise);
  if (Number.isSafeInteger(number) && number > 0) return number;
  process.stderr.write(`--${name} takes a whole number above 0, not ${values[name]}\n`);
  process.exit(2);
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const size = { laptops: whole('laptops', '5'), operations: whole('ops', '200') };
const first = whole('seed', '1');

if (values.planted) await planted();
else if (values.replay) await replay();
else await simulate();

async function simulate(): Promise<void> {
  const histories = whole('histories', '500');
  const started = performance.now();
  let told = 0;
  let wrong = 0;
  const totals = await runHistories([{ first, histories, size }], ({ histories: done }, failures) => {
    for (const failure of failures) tell(failure, ++wrong <= 3);
    if (done - told < 500) return;
    told = done;
    say(`${done} histories, ${((performance.now() - started) / 1000).toFixed(0)} s`);
  });
  conclude(totals, histories);
}

/** At once: a long run that is ended has told what it found. */
function tell(failure: Failure, whole: boolean): void {
  const findings = findingLines(failure.findings);
  say(replayLine(failure));
  for (const line of whole ? [...failure.script, ...findings.slice(0, 20)] : findings.slice(0, 1)) say(line);
}

async function replay(): Promise<void> {
  const runner = await Runner.make(size);
  const steps = runner.plan(first);
  const { findings, faults, script } = await runner.one(first, steps);
  for (const line of [...script, ...findingLines(findings)]) say(line);
  const totals = { ...nothingYet(), histories: 1, operations: steps.length, faults };
  for (const [kind, list] of Object.entries(findings)) totals.counts[kind as 'lost'] = list.length;
  conclude(totals, 1);
  if (failed(findings)) process.exitCode = 1;
}

/** A fault that never fires is a hole in the simulation. */
function conclude(totals: Totals, histories: number): void {
  say(faultsLine(totals));
  const missing = KNOWN_FAULTS.filter((fault) => !totals.faults[fault]);
  const holes = histories >= 300 ? missing : [];
  if (holes.length > 0) say(`never occurred: ${holes.join(', ')}`);
  say(lastLine(totals));
  const wrong = Object.values(totals.counts).some((count) => count > 0);
  process.exitCode = wrong || holes.length > 0 ? 1 : 0;
}

/** Small histories find most bugs soonest (`docs/decisions/small-histories.md`); what they miss may need large ones. */
async function planted(): Promise<void> {
  const runs = [
    { first, histories: whole('histories', '300'), size: SMALL },
    { first, histories: whole('histories', '300'), size },
  ];
  const plants = PLANTS.filter(({ name, file }) => `${name} ${file}`.includes(values.only));
  const all = await runPlants(plants, runs, ({ plant, by, histories: after }) =>
    say(`${by === null ? 'NOT CAUGHT' : 'caught'}  ${plant.name}: ${by ?? 'nothing'} (${after} histories)`),
  );
  const caught = all.filter(({ by }) => by !== null).length;
  say(`planted ${all.length}, caught ${caught}`);
  process.exitCode = caught === all.length ? 0 : 1;
}
