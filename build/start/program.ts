import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { err, ok } from '../../src-shared/kernel/result.ts';
import type { Result } from '../../src-shared/kernel/result.ts';
import { keepingCompiled } from './compiled.ts';
import { ROOT } from './root.ts';

/** A program of ours that runs as a child: the server or the desk. */
export interface Program {
  /** Its ready line, or that it ended before. */
  readonly ready: Promise<Result<{ readonly url: string }, { readonly type: 'Ended' }>>;
  /** The end of its error output. */
  lastWords(): string;
  /** Resolves with its exit status when it has ended. */
  readonly ended: Promise<number>;
  /** Asks it to close and waits until it has; asks harder after `patience` milliseconds. */
  stop(patience?: number): Promise<void>;
}

interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called for every ready line: a watched program is ready anew after each change. */
  readonly onReady?: (url: string) => void;
}

/**
 * Starts a program in a group of its own, so that Ctrl-C reaches only us and we close one after another. Its error
 * output is shown as it comes; should we die, it notices the closed input and closes itself (`follow-parent.mjs`).
 */
export function startProgram({ command, args, env = {}, onReady }: Launch): Program {
  const child = spawn(command, args, {
    cwd: ROOT,
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
    env: keepingCompiled({ ...process.env, ...env }),
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000);
    process.stderr.write(chunk);
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number>((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
  const ready: Program['ready'] = new Promise((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const url = readyUrl(line);
      if (url === undefined) return;
      resolve(ok({ url }));
      onReady?.(url);
    });
    void ended.then(() => resolve(err({ type: 'Ended' })));
  });
  const stop = async (patience = 15_000): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    await ended;
    clearTimeout(timer);
  };
  return { ready, ended, stop, lastWords: () => output.trim() };
}

/** Starts one of our TypeScript mains with the Node that runs us. */
export function startMain(main: string, args: readonly string[]): Program {
  const follow = path.join(import.meta.dirname, 'follow-parent.mjs');
  return startProgram({ command: process.execPath, args: ['--import', follow, main, ...args] });
}

/** The address in a line `{"ready":true,"url":"…"}`; undefined for every other line. */
export function readyUrl(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { ready, url }: { ready?: unknown; url?: unknown } = JSON.parse(line);
    return ready === true && typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}
