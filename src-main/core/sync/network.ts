import { promisify } from 'node:util';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { brotliCompress, constants } from 'node:zlib';

/** A request, and how long its answer may take; without end where nothing is said. */
export interface Ask extends RequestInit {
  readonly timeoutMs?: number;
}

/** The outside of the sync client, as arguments: what a test replaces. */
export interface Network {
  fetch(url: string, ask: Ask): Promise<Response>;
  /** Opens a WebSocket; throws where that is not possible at all. */
  socket(url: string, on: SocketEvents): Socket;
  /** Resolves once what was asked for is on its way: whoever goes on working here holds it up. */
  departed?(): Promise<void>;
}

export interface SocketEvents {
  open(): void;
  /** Text, or the bytes of a binary frame. */
  message(data: string | Uint8Array): void;
  close(code: number): void;
}

export interface Socket {
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
}

/** Time that passes, as an argument. */
export interface Timers {
  after(ms: number, work: () => void): () => void;
}

export const realTimers: Timers = {
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

const TURNS = 3;
const brotli = promisify(brotliCompress);
/** Below this the header that names it costs what it saves. */
const WORTH_BYTES = 1_000;
/**
 * Ten thousand edits of one field: 258 bytes each as they are. What one says of itself the last one has just said: in a
 * window of 64 kB that is named more shortly than in one of 4 MB (13.5 for 15.1 bytes), and found no slower. In one of
 * 32 kB new rows grow.
 */
const LEVEL = { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 16 } };

/** What a laptop sends is compressed: its way up is the narrow one. */
async function compressed(init: RequestInit): Promise<RequestInit> {
  if (typeof init.body !== 'string' || init.body.length < WORTH_BYTES) return init;
  const headers = new Headers(init.headers);
  headers.set('content-encoding', 'br');
  return { ...init, headers, body: new Uint8Array(await brotli(init.body, LEVEL)) };
}

function withTimeout(init: RequestInit, timeoutMs: number | undefined): RequestInit {
  if (timeoutMs === undefined) return init;
  const timeout = AbortSignal.timeout(timeoutMs);
  return { ...init, signal: init.signal ? AbortSignal.any([init.signal, timeout]) : timeout };
}

export const realNetwork: Network = {
  fetch: async (url, { timeoutMs, ...init }) => fetch(url, await compressed(withTimeout(init, timeoutMs))),
  socket: (url, on) => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => on.open());
    socket.addEventListener('message', ({ data }: { data: unknown }) =>
      on.message(data instanceof ArrayBuffer ? new Uint8Array(data) : String(data)),
    );
    socket.addEventListener('close', (event) => on.close(event.code));
    return { send: (data) => socket.send(data), close: () => socket.close() };
  },
  // A request is put together over a few turns of the loop.
  departed: async () => {
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
  },
};
