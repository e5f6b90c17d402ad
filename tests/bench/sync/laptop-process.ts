import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepingCompiled } from '../../../build/start/compiled.ts';
import { ENGINE_YOUNG_MB } from '../../../src-main/core/core.ts';
import type { Ask, Usage } from './bench-laptop.ts';

/** A third of what a worker is given as a whole. */
const SEMI_SPACE = `--max-semi-space-size=${ENGINE_YOUNG_MB / 3}`;

/** A laptop in a process of its own, started as the desk starts the worker that writes. */
export class LaptopUnderTest {
  readonly server: string;
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(fault: Error): void }>();
  #last = 0;

  constructor(server: string) {
    this.server = server;
    this.#folder = mkdtempSync(path.join(tmpdir(), 'semicolon-bench-'));
    this.#child = fork(path.join(import.meta.dirname, 'laptop-child.ts'), [this.#folder], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [...process.execArgv, SEMI_SPACE],
      env: keepingCompiled(process.env),
    });
    this.#child.on('message', (message) => {
      const { ref, value, fault } = message as { ref: number; value: unknown; fault?: string };
      const waiting = this.#waiting.get(ref);
      this.#waiting.delete(ref);
      if (fault === undefined) waiting?.resolve(value);
      else waiting?.reject(new Error(fault));
    });
    this.#child.on('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`a laptop ended with ${code}`));
    });
  }

  ask<T = void>(ask: Ask): Promise<T> {
    const ref = (this.#last += 1);
    return new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(ref, { resolve, reject });
      this.#child.send({ ref, ask });
    }) as Promise<T>;
  }

  usage(): Promise<Usage> {
    return this.ask({ ask: 'usage' });
  }

  async close(): Promise<void> {
    await this.ask({ ask: 'close' });
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
