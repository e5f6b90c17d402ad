import { isSafeServer } from '../../../src-shared/kernel/server-address.ts';
import type { Erasure } from '../../../src-shared/sync/protocol.ts';
import { handoverResponse, standingResponse } from '../../../src-shared/sync/session-requests.ts';
import { post } from '../sync/http.ts';
import type { Network, Timers } from '../sync/network.ts';
import { readStanding, type Standing } from './standing-file.ts';

const EVERY_MS = 5 * 60_000;

/** What the bank wants erased, and what became of what was not sent. */
export interface Verdict {
  readonly reason: Erasure;
  readonly handedOver: number;
  readonly lost: number;
}

/**
 * Asks, while a desk is locked, whether the bank wants it erased. Only the server's own word counts: a line that is down,
 * a page in between or a device that the server does not know change nothing.
 */
export class StandingWatch {
  readonly #folder: string;
  readonly #network: Network;
  readonly #timers: Timers;
  readonly #erase: (verdict: Verdict) => void;
  /** Of the present lock; null while the desk is not locked. */
  #lock: object | null = null;
  #asking = false;
  #cancel = (): void => undefined;

  constructor(parts: {
    folder: string;
    network: Network;
    timers: Timers;
    erase: (verdict: Verdict) => void;
  }) {
    this.#folder = parts.folder;
    this.#network = parts.network;
    this.#timers = parts.timers;
    this.#erase = parts.erase;
  }

  start(): void {
    this.stop();
    this.#lock = {};
    this.ask();
  }

  stop(): void {
    this.#lock = null;
    this.#cancel();
  }

  /** Asks now, where the desk is locked; the machine may just have woken up. */
  ask(): void {
    const lock = this.#lock;
    if (lock === null || this.#asking) return;
    this.#cancel();
    this.#asking = true;
    void this.#look(lock)
      .then((verdict) => {
        if (verdict && this.#lock === lock) this.#erase(verdict);
      })
      .finally(() => {
        this.#asking = false;
        if (this.#lock !== null) this.#cancel = this.#timers.after(EVERY_MS, () => this.ask());
      });
  }

  async #look(lock: object): Promise<Verdict | null> {
    const standing = readStanding(this.#folder);
    if (!standing || !isSafeServer(standing.server)) return null;
    const { server, device, proof } = standing;
    const said = await post(this.#network, {
      server,
      path: '/session/standing',
      body: { device, proof },
      token: null,
      answer: standingResponse,
    });
    const reason = said.ok ? said.value.wipe : undefined;
    if (reason === undefined || this.#lock !== lock) return null;
    return { reason, ...(await this.#handOver(standing)) };
  }

  /** Offered once, as an open desk does it: what the server does not take is lost with the rest. */
  async #handOver({ server, device, proof, parcels, lost }: Standing): Promise<Omit<Verdict, 'reason'>> {
    const counted = { handedOver: 0, lost };
    for (const { changes, sealed } of parcels) {
      const answer = await post(this.#network, {
        server,
        path: '/session/standing/handover',
        body: { device, proof, sealed },
        token: null,
        answer: handoverResponse,
      });
      const kept = answer.ok ? Math.min(answer.value.kept, changes) : 0;
      counted.handedOver += kept;
      counted.lost += changes - kept;
    }
    return counted;
  }
}
