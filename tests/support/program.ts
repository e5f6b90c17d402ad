import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT, type Env } from './run-counted.ts';

/** A program of ours that serves: it said `{"ready":true,"url":…}` and runs until it is ended. */
export interface Program {
  readonly url: string;
  readonly pid: number;
  /** SIGTERM: closes as it does when a person ends it. SIGKILL: as when the battery is empty. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** How a program ended that did not come to serve, with all that it said to the person who started it. */
export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Starts `node FILE …` in the project folder; settles with the ready line or with the end, whichever is first. */
export async function startProgram(args: readonly string[], env: Env = {}): Promise<Program | Ended> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, said] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const line = /^\{"ready":true.*$/m.exec(out)?.[0];
      if (line === undefined) return;
      const { url } = JSON.parse(line) as { url: string };
      resolve({
        url,
        pid: child.pid ?? 0,
        end: async (signal) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const closed = once(child, 'close');
          child.kill(signal);
          await closed;
        },
      });
    });
  });
}

/** Runs a program that is to end by itself. */
export async function runToEnd(args: readonly string[], env: Env = {}): Promise<Ended> {
  const ran = await startProgram(args, env);
  if ('code' in ran) return ran;
  await ran.end('SIGTERM');
  throw new Error(`${args.join(' ')} serves at ${ran.url} instead of ending`);
}

/** Like `startProgram`, for a program that must come to serve. */
export async function serving(args: readonly string[], env: Env = {}): Promise<Program> {
  const ran = await startProgram(args, env);
  if ('code' in ran) throw new Error(`${args.join(' ')} ended with ${ran.code}:\n${ran.said}`);
  return ran;
}
