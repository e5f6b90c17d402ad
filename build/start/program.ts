import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { err, ok } from '../../src-shared/kernel/result.ts';
import type { Result } from '../../src-shared/kernel/result.ts';
import { keepingCompiled } from './compiled.ts';
import { ROOT } from './root.ts';

/** What a program says when it is ready. */
export interface Ready {
  readonly url: string;
  /** Of a server that made the first administrator of an empty bank. */
  readonly admin?: SignInWords;
  /** Of a server that was to look for a login that nobody has: some that exist. */
  readonly others?: readonly string[];
}

export interface SignInWords {
  readonly login: string;
  readonly password: string;
}

/** A program of ours that runs as a child: the server or the desk. */
export interface Program {
  /** Its ready line, or that it ended before. */
  readonly ready: Promise<Result<Ready, { readonly type: 'Ended' }>>;
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
      const said = readReady(line);
      if (said === undefined) return;
      resolve(ok(said));
      onReady?.(said.url);
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
export function startMain(main: string, args: readonly string[], env: Launch['env'] = {}): Program {
  const follow = path.join(import.meta.dirname, 'follow-parent.mjs');
  return startProgram({ command: process.execPath, args: ['--import', follow, main, ...args], env });
}

/** What a line `{"ready":true,"url":"…"}` says; undefined for every other line. */
export function readReady(line: string): Ready | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const said: Readonly<Record<string, unknown>> = JSON.parse(line);
    const { ready, url, admin, others } = said;
    if (ready !== true || typeof url !== 'string') return undefined;
    return { url, ...(isSignInWords(admin) && { admin }), ...(isTexts(others) && { others }) };
  } catch {
    return undefined;
  }
}

const isTexts = (given: unknown): given is string[] =>
  Array.isArray(given) && given.every((one) => typeof one === 'string');

const isSignInWords = (given: unknown): given is SignInWords =>
  typeof given === 'object' &&
  given !== null &&
  'login' in given &&
  typeof given.login === 'string' &&
  'password' in given &&
  typeof given.password === 'string';
