import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { nextPull, textOfPull, type PullFrom } from '../../../src-shared/sync/next-pull.ts';
import { pullShape } from '../../../src-shared/sync/plain-shapes.ts';
import type { PullResponse } from '../../../src-shared/sync/protocol.ts';
import { headAndBody, LONGEST_REQUEST, Said, SHORT_PATHS, TOLD } from '../../../src-shared/sync/short-way.ts';
import type { Ask, Network, Socket, Timers } from './network.ts';

/** So long an answer may take before it is asked for by HTTP, and this way is not trusted any more. */
const PATIENCE_MS = 15_000;
/** What was told and is not taken: nobody fetches here, or has asked otherwise. */
const MOST_TOLD = 16;
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
  /** The pull that the server thinks comes next, and what it answered such pulls, by their texts. */
  next: PullFrom | null;
  readonly told: Map<string, PullResponse>;
}

interface Waiting {
  readonly path: string;
  readonly body: string;
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
    const { origin } = new URL(server);
    const [heard, said] = [new Said(), new Said()];
    this.#open = { socket, origin, token, heard, said, next: null, told: new Map() };
  }

  /** The line is gone; what waits for an answer is asked by HTTP. */
  close(): void {
    this.#open = null;
    this.#settle((waiting) => waiting.reject(new Error('the line was closed')));
  }

  /** A frame from the server. True where it tells what nobody had asked yet. */
  take(frame: Uint8Array): boolean {
    const open = this.#open;
    if (!open) return false;
    try {
      const bytes = inflateRawSync(frame, { ...open.heard.options, maxOutputLength: MOST_BYTES });
      open.heard.add(bytes);
      const { head, body } = headAndBody(bytes.toString('utf8'));
      if (head === TOLD) {
        hear(open, demandPull(JSON.parse(body)));
        return true;
      }
      const response = new Response(body, { status: Number(head) });
      this.#settle((waiting) => {
        waiting.resolve(response);
        follow(open, waiting, response.status === 200 ? body : null);
      });
    } catch {
      this.#giveUp();
    }
    return false;
  }

  /** What the server has answered to this pull before it was asked. */
  told(pull: PullFrom): PullResponse | null {
    const told = this.#open?.told;
    if (!told || told.size === 0) return null;
    const text = textOfPull(pull);
    const answer = told.get(text) ?? null;
    // Whoever asks anything else has no use for the others.
    if (answer) told.delete(text);
    else told.clear();
    return answer;
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
        this.#waiting = { path, body, resolve, reject };
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

function demandPull(answer: unknown): PullResponse {
  const read = pullShape.safeParse(answer);
  if (!read.success) throw read.error;
  return read.data;
}

/** Keeps what was told until that pull is about to be asked. */
function hear(open: Open, answer: PullResponse): void {
  const { next, told } = open;
  open.next = next && nextPull(next, answer);
  if (told.size === MOST_TOLD) told.clear();
  if (next) told.set(textOfPull(next), answer);
}

/** Which pull follows an answer, as the server reckons it too; `answer` null where there was none. */
function follow(open: Open, { path, body }: Waiting, answer: string | null): void {
  if (path !== '/sync/pull') return;
  open.next = null;
  if (answer === null || Buffer.byteLength(answer) >= LONGEST_REQUEST) return;
  const read = pullShape.safeParse(JSON.parse(answer));
  if (read.success) open.next = nextPull(JSON.parse(body) as PullFrom, read.data);
}
