/**
 * One laptop's core without a window, as the tests of mixed versions see it. A kept version has an entry like this, so
 * it says only what every version can do: commands by name, rounds of sync, rows as they lie on disk.
 */
import { EngineHost } from '../../../src-main/core/engine/engine-host.ts';
import type { FromEngine } from '../../../src-main/core/engine/messages.ts';

export interface CompatLaptop {
  /** The command's answer; a failure as it is told to a window. */
  run(name: string, input: unknown): Promise<{ ok: boolean; value?: unknown; error?: { type: string } }>;
  /** Rows of a table by a condition, live ones only. */
  rows(table: string, where?: string): Record<string, unknown>[];
  /** Changes that wait to be sent, and those that were refused. */
  waiting(): number;
  refused(): number;
  close(): Promise<void>;
}

export interface CompatLaptopOptions {
  readonly folder: string;
  readonly now: () => number;
  readonly random: () => number;
}

export function openLaptop({ folder, now, random }: CompatLaptopOptions): CompatLaptop {
  const posted: FromEngine[] = [];
  const opened = EngineHost.open({
    folder,
    key: new Uint8Array(32).fill(7),
    about: { version: '0.0.0', server: null },
    signInAs: null,
    world: { now, random },
    network: {
      fetch: (url, init) => fetch(url, init),
      // Rounds are asked for by the test; nothing comes in between.
      socket: () => {
        throw new Error('no socket');
      },
    },
    timers: { after: () => () => undefined },
    deviceName: 'compat',
    log: () => undefined,
    post: (message) => void posted.push(message),
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const host = opened.value;
  host.start();
  const { sqlite } = host.engine;
  const count = (text: string): number => Number(sqlite.prepare(text).pluck().get());
  let calls = 0;
  return {
    async run(name, input) {
      const call = (calls += 1);
      await host.receive({ t: 'run', call, name, input });
      const done = posted.find((message) => message.t === 'done' && message.call === call);
      if (done?.t !== 'done') throw new Error(`${name} was not answered`);
      return done.result;
    },
    rows: (table, where = '1') =>
      sqlite
        .prepare<[], Record<string, unknown>>(
          `SELECT * FROM "${table}" WHERE deleted = 0 AND ${where} ORDER BY id`,
        )
        .all(),
    waiting: () => count('SELECT count(*) FROM _outbox WHERE state <> 1'),
    refused: () => count('SELECT count(*) FROM _refused'),
    close: () => host.close(),
  };
}
