import { EngineHost } from '../../src-main/core/engine/engine-host.ts';
import type { FromEngine } from '../../src-main/core/engine/messages.ts';
import { FakeLine, type FakeServer } from './fake-server.ts';
import { FakeTimers } from './laptop.ts';

export const ENGINE_SERVER = 'https://server.test';
export const ENGINE_KEY = new Uint8Array(32).fill(9);

/** The writing half of a desk on its folder, started; a key, a time and a line that a test has in its hand. */
export function openEngine(of: {
  readonly folder: string;
  readonly server: FakeServer;
  readonly line?: FakeLine;
  readonly timers?: FakeTimers;
  readonly signInAs?: string | null;
  readonly post?: (message: FromEngine) => void;
}): EngineHost {
  const { folder, server } = of;
  const host = EngineHost.open({
    folder,
    key: ENGINE_KEY,
    about: { version: '0.0.0', server: ENGINE_SERVER },
    signInAs: of.signInAs ?? null,
    world: { now: () => server.now, random: () => 0.5 },
    network: of.line ?? new FakeLine(server),
    timers: of.timers ?? new FakeTimers(),
    deviceName: 'test',
    log: () => undefined,
    post: of.post ?? (() => undefined),
  });
  if (!host.ok) throw new Error(JSON.stringify(host.error));
  host.value.start();
  return host.value;
}

/** What goes on by itself has come to rest. */
export async function settleEngine(host: EngineHost): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await host.sync.settled();
  }
}
