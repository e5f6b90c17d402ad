import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * `npm run check`: every step with its time; `--fix` repairs what can be repaired. All steps run even when one fails,
 * so that one run shows everything.
 */
interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const ROOT = path.join(import.meta.dirname, '..');
const BIN = path.join(ROOT, 'node_modules/.bin');

const STEPS: readonly Step[] = [{ name: 'types', command: [path.join(BIN, 'tsc'), '-b'] }];

const failed: string[] = [];
for (const step of STEPS) {
  const started = performance.now();
  const [program = '', ...args] = step.command;
  const { status } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✓' : '✗'} ${step.name} · ${seconds} s`);
  if (status !== 0) failed.push(step.name);
}

const file = process.env['OUTCOME_FILE'];
if (file !== undefined) {
  const outcome = {
    modules: STEPS.length,
    passed: STEPS.length - failed.length,
    failed: failed.length,
    skipped: [],
  };
  writeFileSync(file, JSON.stringify(outcome));
}
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
