import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NOTHING } from './outcome.ts';
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
    if (!existsSync(file)) return { ...NOTHING, failed: 1 };
    const counted: Outcome = JSON.parse(readFileSync(file, 'utf8'));
    return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

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
