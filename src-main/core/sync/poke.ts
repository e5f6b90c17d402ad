import { GREETING } from '../../../src-shared/sync/short-way.ts';
import type { Network, Timers } from './network.ts';
import { backOff } from './back-off.ts';
import type { ShortWay } from './short-way.ts';

/** The server's word for a token that does not work any more. */
const REVOKED_CODE = 4401;

interface PokeOptions {
  readonly network: Network;
  readonly timers: Timers;
  readonly random: () => number;
  /** The newest one; a line that is made again needs another than the one before. */
  readonly token: () => string;
  readonly onPoke: () => void;
  /** Where the server takes requests on the line, they may go this way. */
  readonly short: ShortWay;
}

/**
 * Listens for the server's "something changed". Where WebSocket does not get through, nothing is lost: the loop polls
 * more often while this is not `connected`.
 */
export class PokeListener {
  readonly #options: PokeOptions;
  #stop: (() => void) | null = null;
  #connected = false;

  constructor(options: PokeOptions) {
    this.#options = options;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Connects, and connects again after every loss, until `stop`. */
  start(server: string): void {
    this.stop();
    let failures = 0;
    // A line that was left says nothing any more, neither of the one that took its place nor to it.
    let ended = false;
    let cancelRetry = (): void => undefined;
    let close = (): void => undefined;
    const { network, timers, random, token, onPoke, short } = this.#options;
    const retry = (): void => {
      this.#connected = false;
      short.close();
      cancelRetry = timers.after(backOff(failures, random), connect);
      failures += 1;
    };
    const connect = (): void => {
      let told = '';
      try {
        const socket = network.socket(pokeUrl(server), {
          open: () => {
            if (ended) return;
            failures = 0;
            this.#connected = true;
            told = token();
            socket.send(told);
            // What changed while nobody listened was not told.
            onPoke();
          },
          message: (data) => {
            if (ended) return;
            if (typeof data === 'string') {
              if (takesRequests(data)) short.open(socket, server, told);
            } else if (!short.take(data)) return;
            onPoke();
          },
          close: (code) => {
            if (ended) return;
            // A line that was lost is noticed by asking; so is what became of a token, and a new one is had.
            const lost = this.#connected || code === REVOKED_CODE;
            retry();
            if (lost) onPoke();
          },
        });
        close = () => socket.close();
      } catch {
        retry();
      }
    };
    this.#stop = () => {
      ended = true;
      cancelRetry();
      close();
    };
    connect();
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
    this.#connected = false;
    this.#options.short.close();
  }
}

/** Whether this is the greeting of a server that does. */
const takesRequests = (text: string): boolean => text === JSON.stringify(GREETING);

function pokeUrl(server: string): string {
  const url = new URL('/sync/poke', server);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.toString();
}
