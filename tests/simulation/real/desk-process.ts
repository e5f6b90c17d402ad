import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../support/run-counted.ts';
import type { Done, Said } from './said.ts';

export type Settled = Extract<Said, { settled: unknown }>['settled'];

/** One laptop: a folder, and the desk's process on it while it runs. */
export class DeskProcess {
  readonly name: string;
  /** Everything that this desk has acknowledged. */
  readonly done: Done[] = [];
  readonly logged = new Map<string, number>();
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'semicolon-kill-'));
  readonly #server: string;
  readonly #login: string;
  #child: ChildProcess | null = null;
  #settled: Settled | null = null;
  #faults = '';

  constructor(name: string, server: string, login: string) {
    this.name = name;
    this.#server = server;
    this.#login = login;
  }

  /** What SQLite's own check of the file says, once the desk has opened it. */
  async start(seed: string): Promise<string> {
    const file = path.join(import.meta.dirname, 'desk-child.ts');
    const args = [file, this.#folder, this.#server, this.#login, this.name, seed];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    child.stderr.on(
      'data',
      (chunk: Buffer) => (this.#faults = (this.#faults + chunk.toString()).slice(-4000)),
    );
    return new Promise((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => {
        const said = parse(line);
        if (said === null) return;
        if ('ready' in said) resolve(said.integrity);
        else if ('done' in said) this.done.push(said.done);
        else if ('log' in said) this.logged.set(said.log, (this.logged.get(said.log) ?? 0) + 1);
        else this.#settled = said.settled;
      });
      child.once('exit', (code) => {
        // Killed before it came to say so, which is as good a moment as any.
        if (code === null) resolve('killed');
        else reject(new Error(`${this.name} ended with ${code}:\n${this.#faults}`));
      });
    });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  }

  /** Nobody works any more; from now on `settled` is told while nothing waits. */
  stopWork(): void {
    this.#child?.stdin?.write('stop\n');
  }

  /** What it last said to hold; once. */
  takeSettled(): Settled | null {
    const settled = this.#settled;
    this.#settled = null;
    return settled;
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A line that the kill cut off is no line. */
function parse(line: string): Said | null {
  try {
    return JSON.parse(line) as Said;
  } catch {
    return null;
  }
}
