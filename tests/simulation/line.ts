import type { Network, Socket } from '../../src-main/core/sync/network.ts';

/** What a laptop asks of the server, as it goes over the wire. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** It comes long after its laptop gave it up. */
  readonly delayed?: boolean;
}

export interface Reply {
  readonly status: number;
  /** An answer in JSON, or bytes of a file. */
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What becomes of one request. */
export type Fate =
  | 'arrives'
  | 'lostRequest'
  | 'lostAnswer'
  /** It arrives twice; the laptop hears the first or the second answer. */
  | 'twiceFirst'
  | 'twiceSecond'
  /** The laptop gives up; the server hears of it much later, after newer requests. */
  | 'late'
  /** The answer stays on the way while people go on working. */
  | 'slow'
  | 'status413'
  | 'status429'
  | 'status503'
  | 'status500'
  /** A captive portal answers 200 with a page of its own. */
  | 'portal'
  /** The server dies before it commits, or after and before it answers. */
  | 'serverDiesBefore'
  | 'serverDiesAfter'
  /** The laptop dies as soon as the request is on its way. */
  | 'laptopDies';

/** Requests of one exchange: the longest that ends takes a good hundred, where everything comes in parts of three rows. */
const ENDLESS = 400;

/** Thrown at every start of a laptop, where making one anew costs more than all that listens to it. */
const BLOCKED = new Error('blocked');

export interface Far {
  /** The server's answer; with a fate that kills it, it dies at that point of its work. */
  handle(ask: Ask, dies: 'before' | 'after' | null): Promise<Reply>;
}

/**
 * The wire of one laptop. Each request asks `fate` what becomes of it; nothing happens here by time or by chance.
 */
export class Line implements Network {
  readonly #far: Far;
  readonly #fate: () => Fate;
  readonly #later: (work: () => Promise<unknown>) => void;
  /** Answers that are on their way, oldest first. */
  readonly #held: (() => void)[] = [];
  #stuck: (() => void) | null = null;
  #asked = 0;
  /** Called when a request kills the laptop. */
  onDeath: () => void = () => undefined;
  /** The last push that left this laptop. */
  lastPush: Ask | null = null;
  /** Nothing goes through any more: this laptop's process has died, or it is off. */
  dead = false;

  constructor(far: Far, fate: () => Fate, later: (work: () => Promise<unknown>) => void) {
    this.#far = far;
    this.#fate = fate;
    this.#later = later;
  }

  /** A laptop that asks so often in one exchange never comes to an end. */
  get endless(): boolean {
    return this.#asked > ENDLESS;
  }

  /** An exchange begins; one that did not end stays so. */
  begin(): void {
    if (!this.endless) this.#asked = 0;
  }

  get holds(): boolean {
    return this.#held.length > 0;
  }

  /** Lets the answers through that were on their way. */
  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  /** Resolves as soon as an answer is held back. */
  stuck(): Promise<void> {
    if (this.holds) return Promise.resolve();
    return new Promise((resolve) => (this.#stuck = resolve));
  }

  async fetch(url: string, init: RequestInit): Promise<Response> {
    this.#asked += 1;
    if (this.dead || this.endless) throw new TypeError('fetch failed');
    const ask = askOf(url, init);
    if (ask.path === '/sync/push') this.lastPush = ask;
    const fate = this.#fate();
    switch (fate) {
      case 'arrives':
        return responseOf(await this.#far.handle(ask, null));
      case 'lostRequest':
        throw new TypeError('fetch failed');
      case 'lostAnswer':
        await this.#far.handle(ask, null);
        throw new TypeError('connection reset');
      case 'twiceFirst':
      case 'twiceSecond': {
        const first = await this.#far.handle(ask, null);
        const second = await this.#far.handle(ask, null);
        return responseOf(fate === 'twiceFirst' ? first : second);
      }
      case 'late':
        this.#later(() => this.#far.handle({ ...ask, delayed: true }, null));
        throw new DOMException('given up', 'TimeoutError');
      case 'slow': {
        const reply = await this.#far.handle(ask, null);
        await this.#hold(init.signal ?? null);
        return responseOf(reply);
      }
      case 'status413':
        return refusal(413, { error: 'TooLarge' });
      case 'status429':
        return refusal(429, { error: 'TooManyRequests', retryAfterMs: 2_000 });
      case 'status503':
        return refusal(503, { error: 'Unavailable' });
      case 'status500':
        return page(500);
      case 'portal':
        return page(200);
      case 'serverDiesBefore':
        await this.#far.handle(ask, 'before');
        throw new TypeError('connection reset');
      case 'serverDiesAfter':
        await this.#far.handle(ask, 'after');
        throw new TypeError('connection reset');
      case 'laptopDies':
        await this.#far.handle(ask, null);
        this.onDeath();
        throw new TypeError('connection reset');
    }
  }

  /** A desk that cannot open sockets polls; rounds are asked for by the history itself. */
  socket(): Socket {
    throw BLOCKED;
  }

  async #hold(signal: AbortSignal | null): Promise<void> {
    const held = new Promise<void>((resolve, reject) => {
      this.#held.push(resolve);
      signal?.addEventListener('abort', () => {
        this.#held.splice(this.#held.indexOf(resolve), 1);
        reject(new DOMException('given up', 'AbortError'));
      });
    });
    this.#stuck?.();
    this.#stuck = null;
    await held;
  }
}

function askOf(url: string, init: RequestInit): Ask {
  const headers = init.headers as Record<string, string>;
  const body = init.body as string | Uint8Array | undefined;
  const path = url.slice(url.indexOf('/', url.indexOf('//') + 2));
  const bearer = headers['authorization'];
  return {
    method: init.method ?? 'GET',
    path,
    token: bearer === undefined ? null : bearer.slice('Bearer '.length),
    headers,
    body: body ?? '',
  };
}

/** As much of a `Response` as the desk reads. The real class goes through streams, at ten times the cost. */
function responseOf({ status, json, bytes, headers = {} }: Reply): Response {
  const response = {
    status,
    ok: status >= 200 && status < 300,
    headers: { get: (name: string) => headers[name.toLowerCase()] ?? null },
    json: () => Promise.resolve(json),
    text: () => Promise.resolve(json === undefined ? '' : JSON.stringify(json)),
    body: {
      cancel: () => Promise.resolve(),
      async *[Symbol.asyncIterator]() {
        if (bytes) yield bytes;
      },
    },
  };
  return response as unknown as Response;
}

const refusal = (status: number, json: unknown): Response => responseOf({ status, json });
const page = (status: number): Response => new Response('<html>Please pay</html>', { status });
