import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { failedPart } from './outcome.ts';
import type { Outcome } from './outcome.ts';

export const ROOT = path.join(import.meta.dirname, '../..');

/** Environment variables to add; `undefined` takes one away. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Runs a test program with its output on this terminal and reads what its counter wrote. A program that fails without
 * a counted failure still counts as one failure.
 */
export async function runCounted(command: readonly string[], env: Env): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-outcome-'));
  const file = path.join(folder, 'outcome.json');
  try {
    const code = await runProgram(command, { ...env, OUTCOME_FILE: file });
    if (!existsSync(file))
      return failedPart(nameOf(command), `ended with status ${code} and counted nothing`);
    const counted: Outcome = JSON.parse(readFileSync(file, 'utf8'));
    if (code === 0 || counted.failed.length > 0) return counted;
    return { ...counted, failed: [{ name: nameOf(command), why: `ended with status ${code}` }] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const nameOf = (command: readonly string[]): string => command.join(' ');

/** Runs `node ARGS` in the project folder with output on this terminal; resolves to its exit status. */
export function runProgram(args: readonly string[], env: Env = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('error', () => resolve(1));
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}
