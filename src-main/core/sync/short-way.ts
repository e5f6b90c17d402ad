import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { headAndBody, LONGEST_REQUEST, Said, SHORT_PATHS } from '../../../src-shared/sync/short-way.ts';
import type { Ask, Network, Socket, Timers } from './network.ts';

/** So long an answer may take before it is asked for by HTTP, and this way is not trusted any more. */
const PATIENCE_MS = 15_000;
/** No answer is so long; a frame that swells to more is none of ours. */
const MOST_BYTES = 32_000_000;

/** A line on which the server takes requests. */
interface Open {
  readonly socket: Socket;
  readonly origin: string;
  /** The last one that was told. */
  token: string;
  readonly heard: Said;
  readonly said: Said;
}

interface Waiting {
  resolve(answer: Response): void;
  reject(fault: Error): void;
}

interface Request {
  readonly path: string;
  readonly token: string;
  readonly body: string;
}

/** The laptop's half of the short way (`src-shared/sync/short-way.ts`). */
export class ShortWay {
  readonly #timers: Timers;
  #open: Open | null = null;
  #waiting: Waiting | null = null;
  /** Something between here and there lets nothing through but pokes. */
  #blocked = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** The server takes requests on this line. */
  open(socket: Socket, server: string, token: string): void {
    if (this.#blocked) return;
    this.#open = { socket, origin: new URL(server).origin, token, heard: new Said(), said: new Said() };
  }

  /** The line is gone; what waits for an answer is asked by HTTP. */
  close(): void {
    this.#open = null;
    this.#settle((waiting) => waiting.reject(new Error('the line was closed')));
  }

  /** A frame from the server. */
  answer(frame: Uint8Array): void {
    const open = this.#open;
    if (!open) return;
    try {
      const bytes = inflateRawSync(frame, { ...open.heard.options, maxOutputLength: MOST_BYTES });
      open.heard.add(bytes);
      const { head, body } = headAndBody(bytes.toString('utf8'));
      const response = new Response(body, { status: Number(head) });
      this.#settle((waiting) => waiting.resolve(response));
    } catch {
      this.#giveUp();
    }
  }

  /** A network that takes this way where it can. */
  over(network: Network): Network['fetch'] {
    return async (url, ask) => {
      const request = this.#requestOf(url, ask);
      if (request) {
        try {
          return await this.#ask(request, ask.signal ?? null);
        } catch (thrown) {
          if (ask.signal?.aborted === true) throw thrown;
        }
      }
      return network.fetch(url, ask);
    };
  }

  #requestOf(url: string, { method, headers, body }: Ask): Request | null {
    if (!this.#open || this.#waiting || method !== 'POST') return null;
    if (typeof body !== 'string' || body.length >= LONGEST_REQUEST) return null;
    const { origin, pathname } = new URL(url);
    if (origin !== this.#open.origin || !SHORT_PATHS.includes(pathname)) return null;
    const bearer = new Headers(headers).get('authorization') ?? '';
    return { path: pathname, token: bearer.slice('Bearer '.length), body };
  }

  async #ask({ path, token, body }: Request, signal: AbortSignal | null): Promise<Response> {
    const open = this.#open!;
    signal?.throwIfAborted();
    const bytes = Buffer.from(`${path}\n${body}`);
    const frame = deflateRawSync(bytes, open.said.options);
    open.said.add(bytes);
    if (token !== open.token) open.socket.send(token);
    open.token = token;
    const abort = (): void => this.#giveUp(false);
    const cancel = this.#timers.after(PATIENCE_MS, () => this.#giveUp());
    signal?.addEventListener('abort', abort);
    try {
      return await new Promise<Response>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        open.socket.send(frame);
      });
    } finally {
      cancel();
      signal?.removeEventListener('abort', abort);
    }
  }

  /** An answer that nobody waits for any more would be taken for the next one's: the line goes. */
  #giveUp(blocked = true): void {
    this.#blocked ||= blocked;
    const open = this.#open;
    this.close();
    open?.socket.close();
  }

  #settle(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) how(waiting);
  }
}
