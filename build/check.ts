import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * `npm run check`: every step with its time; `-- --fix` repairs what can be repaired, `-- types lint` runs the steps
 * named. All steps run even when one fails, so that one run shows everything; two at a time where they only look, and
 * what one says stays together.
 */
interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** What `--fix` runs instead. */
  readonly fix?: readonly string[];
}

const ROOT = path.join(import.meta.dirname, '..');
const tool = (file: string, ...args: string[]): string[] => [path.join(ROOT, 'node_modules', file), ...args];

const OXLINT = 'oxlint/bin/oxlint';
const PRETTIER = 'prettier/bin/prettier.cjs';
const LINT = ['--type-aware', '--deny-warnings', '--report-unused-disable-directives-severity=error'];

const STEPS: readonly Step[] = [
  { name: 'types', command: tool('typescript/bin/tsc', '-b') },
  { name: 'lint', command: tool(OXLINT, ...LINT), fix: tool(OXLINT, ...LINT, '--fix') },
  { name: 'walls', command: [path.join(ROOT, 'build/walls.ts')] },
  {
    name: 'format',
    command: tool(PRETTIER, '--check', '--log-level=warn', '.'),
    fix: tool(PRETTIER, '--write', '--log-level=warn', '.'),
  },
  { name: 'unused', command: tool('knip/bin/knip.js', '--no-progress') },
];

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(', ')}. Steps: ${STEPS.map((step) => step.name).join(' ')}`);
  process.exit(2);
}
const steps = STEPS.filter((step) => names.length === 0 || names.includes(step.name));
const fixes = args.includes('--fix');
const failed: string[] = [];
const waiting = [...steps];
// What repairs writes the files that others read: one after another.
await Promise.all(Array.from({ length: fixes ? 1 : 2 }, workOff));
count(steps.length - failed.length);
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

async function workOff(): Promise<void> {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    if (!(await succeeds(step))) failed.push(step.name);
  }
}

function succeeds(step: Step): Promise<boolean> {
  const started = performance.now();
  const command = fixes ? (step.fix ?? step.command) : step.command;
  // Colours stay where a person reads, though the steps write into a pipe.
  const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;
  const child = spawn(process.execPath, command, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (status) => {
      process.stdout.write(Buffer.concat(said));
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${status === 0 ? '✓' : '✗'} ${step.name} · ${seconds} s`);
      resolve(status === 0);
    });
  });
}

/** For the summed report of `npm test`: each step counts as one test. */
function count(passed: number): void {
  const file = process.env['OUTCOME_FILE'];
  if (file === undefined) return;
  writeFileSync(
    file,
    JSON.stringify({ passed, failed: failed.map((name) => ({ name, why: '' })), skipped: [] }),
  );
}
