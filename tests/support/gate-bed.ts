import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CoreSession } from '../../src-main/core/core.ts';
import { Gate } from '../../src-main/core/lock/gate.ts';
import { fileKeeper } from '../../src-main/core/lock/key-keeper.ts';
import type { Network } from '../../src-main/core/sync/network.ts';
import type { LockState } from '../../src-shared/contract/lock.ts';
import type { FromCore } from '../../src-shared/contract/wire.ts';
import { FakeTimers } from './laptop.ts';

export const PASSPHRASE = '春分前后 passphrase';

export const nowhere: Network = {
  fetch: () => Promise.reject(new TypeError('fetch failed')),
  socket: () => {
    throw new Error('blocked');
  },
};

/** A folder with a desk in it, and the gates that were opened on it. */
export class GateBed {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'semicolon-gate-'));
  readonly timers = new FakeTimers();
  readonly #gates: Gate[] = [];

  async open(network = nowhere): Promise<Gate> {
    const { folder, timers } = this;
    const gate = await Gate.start({
      folder,
      keys: fileKeeper(folder),
      about: { version: '0.0.0', server: null },
      signInAs: null,
      timers,
      network,
      now: () => timers.now,
    });
    if (!gate.ok) throw new Error(JSON.stringify(gate.error));
    this.#gates.push(gate.value);
    return gate.value;
  }

  /** A desk that is open and has a passphrase. */
  async sealed(network = nowhere): Promise<{ gate: Gate; window: GateWindow }> {
    const gate = await this.open(network);
    const window = new GateWindow(gate);
    const sealed = await window.send('run', 'lock.setPassphrase', { current: null, next: PASSPHRASE });
    if (!(sealed as { ok: boolean }).ok) throw new Error(JSON.stringify(sealed));
    return { gate, window };
  }

  async close(): Promise<void> {
    for (const gate of this.#gates) await gate.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A window: asks, and sees what is pushed to it. */
export class GateWindow {
  /** Whatever came, in its order. */
  readonly heard: FromCore[] = [];
  readonly pushed: FromCore[] = [];
  readonly #session: CoreSession;
  readonly #waiting = new Map<number, (message: FromCore) => void>();
  #ref = 100;

  constructor(gate: Gate) {
    this.#session = gate.connect((message) => {
      this.heard.push(message);
      if (message.t === 'done') this.#waiting.get(message.ref)?.(message);
      else this.pushed.push(message);
      for (const look of [...this.#looks]) look();
    });
  }
  readonly #looks = new Set<() => void>();

  send(t: 'run' | 'ask', name: string, input: unknown = {}): Promise<unknown> {
    const ref = (this.#ref += 1);
    return new Promise((resolve) => {
      this.#waiting.set(ref, (message) => resolve('result' in message ? message.result : null));
      this.#session.receive({ t, ref, name, input });
    });
  }

  watch(ref: number, name: string): void {
    this.#session.receive({ t: 'watch', ref, name, input: {} });
  }

  /** The newest value of a watch that fits. */
  seen(ref: number, fits: (value: unknown) => boolean): Promise<unknown> {
    const newest = (): unknown =>
      this.pushed.flatMap((one) => (one.t === 'value' && one.ref === ref ? [one.result] : [])).at(-1);
    return new Promise((resolve) => {
      const look = (): void => {
        const value = newest();
        if (value === undefined || !fits(value)) return;
        this.#looks.delete(look);
        resolve(value);
      };
      this.#looks.add(look);
      look();
    });
  }

  /** Settles when a message of this kind was pushed. */
  pushedOne(t: FromCore['t']): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.pushed.some((one) => one.t === t)) return;
        this.#looks.delete(look);
        resolve();
      };
      this.#looks.add(look);
      look();
    });
  }

  async state(): Promise<LockState['state']> {
    const result = (await this.send('ask', 'lock.state')) as { value: LockState };
    return result.value.state;
  }
}
