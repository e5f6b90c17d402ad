import path from 'node:path';
import { utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';
import type { ShellOptions } from './shell-options.ts';

/** The line to the core, which runs in a process of its own. */
export interface CoreProcess {
  post(message: ToCore): void;
  /** The machine has been asleep: reminders are due and the line may be down. */
  wake(): void;
  /** The screen was locked, or the machine goes to sleep. */
  lock(): void;
  /** Asks it to close its database and waits until it has. */
  stop(): Promise<void>;
}

interface CoreEvents {
  message(message: FromCore): void;
  /** What to keep from now on in place of the key that it was started with; null: destroy it. True where that is done. */
  keep(text: string | null): boolean;
  /** The desk may not be seen any more: it was locked, its lease is over, or it was erased. */
  closed(): void;
  /** It ended without being asked to. */
  lost(): void;
}

const PATIENCE_MS = 5_000;

/**
 * Starts the core. The key travels as its first message: arguments and variables of a process can be read by others.
 * Messages are relayed through the main process, so that nothing depends on handing over ports.
 */
export function startCore(options: ShellOptions, key: string, on: CoreEvents): CoreProcess {
  const args = ['--data', options.data];
  if (options.server !== undefined) args.push('--server', options.server);
  if (options.as !== undefined) args.push('--as', options.as);
  const child = utilityProcess.fork(path.join(import.meta.dirname, 'core.js'), args, {
    serviceName: 'semicolon-core',
    stdio: 'inherit',
  });
  let stopping = false;
  let alive = true;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      alive = false;
      resolve();
      if (!stopping) on.lost();
    });
  });
  child.on('message', (message: FromCore | { t: 'keep'; text: string | null } | { t: 'closed' }) => {
    if (message.t === 'keep') child.postMessage({ t: 'kept', ok: on.keep(message.text) });
    else if (message.t === 'closed') on.closed();
    else on.message(message);
  });
  child.postMessage({ t: 'open', key });
  return {
    // A window may still speak while the core is closing; what it says then was never acknowledged.
    post: (message) => {
      if (alive && !stopping) child.postMessage(message);
    },
    wake: () => {
      if (alive && !stopping) child.postMessage({ t: 'wake' });
    },
    lock: () => {
      if (alive && !stopping) child.postMessage({ t: 'lock' });
    },
    stop: async () => {
      stopping = true;
      await stopWithin(child, ended);
    },
  };
}

async function stopWithin(child: UtilityProcess, ended: Promise<void>): Promise<void> {
  child.postMessage({ t: 'close' });
  const timer = setTimeout(() => child.kill(), PATIENCE_MS);
  await ended;
  clearTimeout(timer);
}
