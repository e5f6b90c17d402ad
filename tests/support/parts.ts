import machine from '../../build/setup/machine.cjs';
import { findElectron } from './electron.ts';
import { failedPart, skippedPart } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { CLUSTER_VARIABLE } from './postgres.ts';
import { runCounted, runProgram } from './run-counted.ts';
import type { Env } from './run-counted.ts';

/** One part of `npm test`. */
export interface Part {
  readonly name: string;
  readonly title: string;
  run(): Promise<Outcome>;
}

const NO_POSTGRES = 'PostgreSQL is not installed (initdb was not found)';
const NO_CHROMIUM = 'Chromium is not installed (set CHROMIUM_PATH, or install it)';

export const PARTS: readonly Part[] = [
  {
    name: 'check',
    title: 'Types, lint, walls, format, unused code',
    run: () => runCounted(['build/check.ts'], {}),
  },
  { name: 'unit', title: 'Unit: pure code, renderer, tools', run: () => vitest('unit') },
  { name: 'sqlite', title: 'The desk on SQLite', run: () => vitest('sqlite') },
  { name: 'postgres', title: 'The server on PostgreSQL', run: serverOnPostgres },
  { name: 'pglite', title: 'The server on PGlite', run: () => vitest('server', { SERVER_STORE: 'pglite' }) },
  { name: 'memory', title: 'The server in memory', run: () => vitest('server', { SERVER_STORE: 'memory' }) },
  {
    name: 'simulation',
    title: 'Simulation: histories over the real core and server',
    run: () => vitest('simulation'),
  },
  { name: 'conformance', title: 'Conformance tables', run: () => vitest('conformance') },
  { name: 'e2e', title: 'The story in Chromium', run: () => playwright('chromium', 'e2e') },
  { name: 'shell', title: 'The Electron shell', run: shell },
];

function vitest(project: string, env: Env = {}): Promise<Outcome> {
  const reporters = ['--reporter=default', '--reporter=./tests/support/vitest-counter.ts'];
  const command = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters];
  return runCounted(command, env);
}

async function serverOnPostgres(): Promise<Outcome> {
  if (process.env[CLUSTER_VARIABLE] === undefined) return skippedPart('server on PostgreSQL', NO_POSTGRES);
  return vitest('server', { SERVER_STORE: 'postgres' });
}

/** The browser tests run what people run: the built renderer and shell. */
async function playwright(project: string, title: string, env: Env = {}): Promise<Outcome> {
  if (machine.findChromium() === undefined) return skippedPart(title, NO_CHROMIUM);
  if ((await runProgram(['build/desk.ts'])) !== 0) return failedPart(title, 'the desk could not be built');
  const reporters = '--reporter=list,./tests/support/playwright-counter.ts';
  const command = ['node_modules/@playwright/test/cli.js', 'test', `--project=${project}`, reporters];
  return runCounted(command, env);
}

/** On Electron's own executable, on the stand-in, or skipped: the report says which. */
async function shell(): Promise<Outcome> {
  const found = findElectron();
  console.log(`  shell runs on: ${found.state}`);
  if (found.state === 'skipped') return skippedPart('shell', found.reason);
  return playwright('shell', 'shell', found.env);
}
