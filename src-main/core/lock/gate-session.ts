import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import type { LockState } from '../../../src-shared/contract/lock.ts';
import type { FromCore, ToCore } from '../../../src-shared/contract/wire.ts';
import { err, ok } from '../../../src-shared/kernel/result.ts';
import type { CoreSession } from '../core.ts';

type Request = Exclude<ToCore, { t: 'unwatch' }>;

/**
 * One window's line through the gate. It remembers what the window watches, so that closing the gate takes what was
 * shown away from it, and opening gives it back without the window asking.
 */
export class GateSession {
  readonly #send: (message: FromCore) => void;
  readonly #watches = new Map<number, Request>();
  readonly #pending = new Map<number, Request>();
  readonly #states = new Map<number, Request>();
  #inner: CoreSession | null = null;

  constructor(send: (message: FromCore) => void) {
    this.#send = send;
  }

  #fromCore(message: FromCore): void {
    if (message.t === 'done') this.#pending.delete(message.ref);
    this.#send(message);
  }

  /** Answers a request itself, without the core. */
  answer(request: Request, result: Extract<FromCore, { t: 'done' }>['result']): void {
    this.#send({ t: request.t === 'watch' ? 'value' : 'done', ref: request.ref, result });
  }

  /** Passes a request on, or refuses it; a watch is kept for later all the same. */
  ask(request: Request, refusal: DeskFailure | null): void {
    if (request.t === 'watch') this.#watches.set(request.ref, request);
    if (refusal !== null || this.#inner === null) {
      this.answer(request, err(refusal ?? { type: 'Locked' }));
      return;
    }
    if (request.t !== 'watch') this.#pending.set(request.ref, request);
    this.#inner.receive(request);
  }

  /** A window that watches whether the desk is open is told by the gate, whatever is behind it. */
  watchState(request: Request, state: LockState): void {
    this.#states.set(request.ref, request);
    this.answer(request, ok(state));
  }

  /** What the gate itself may say while it is closed. */
  tellDue(count: number): void {
    this.#send({ t: 'due', count });
  }

  tellState(state: LockState): void {
    for (const request of this.#states.values()) this.answer(request, ok(state));
  }

  unwatch(ref: number): void {
    if (this.#states.delete(ref)) return;
    this.#watches.delete(ref);
    this.#inner?.receive({ t: 'unwatch', ref });
  }

  /** The core is there (again), or another one. What one that has gone still says on its way out reaches nobody. */
  enter(core: { connect(send: (message: FromCore) => void): CoreSession }): void {
    const inner = core.connect((message) => {
      if (this.#inner === inner) this.#fromCore(message);
    });
    this.#inner = inner;
  }

  /** The gate changed: what is watched is told anew, as it may be seen now. */
  review(refusalFor: (request: Request) => DeskFailure | null): void {
    for (const watch of [...this.#watches.values()]) {
      const refusal = refusalFor(watch);
      if (refusal) this.#inner?.receive({ t: 'unwatch', ref: watch.ref });
      this.ask(watch, refusal);
    }
  }

  /** The core is going: nothing that was asked will be answered by it. */
  part(refusal: DeskFailure): void {
    this.#inner = null;
    for (const request of this.#pending.values()) this.answer(request, err(refusal));
    this.#pending.clear();
    for (const watch of this.#watches.values()) this.answer(watch, err(refusal));
  }

  leave(): void {
    this.#inner?.leave();
    this.#inner = null;
  }
}
