import { Upload, type DetailedError, type HttpRequest, type HttpResponse } from 'tus-js-client';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import { refusal, urlOf, type NetFailure } from './http.ts';
import type { Network } from './network.ts';
import type { Session } from './session.ts';

/** What is to be sent, and what is to be remembered of it as it goes. */
export interface UploadJob {
  readonly sha256: string;
  readonly bytes: number;
  readonly attachmentId: string;
  /** Where an earlier run began it; null where none did. */
  readonly path: string | null;
  /** Bytes of the next piece. */
  readonly chunk: number;
  read(start: number, end: number): Uint8Array | null;
  begun(path: string): void;
  /** The server has so many; also before the first piece of this run. */
  sent(bytes: number): void;
  /** A piece of so many bytes was taken; answers how large the next one should be. */
  taken(bytes: number): number;
}

export type UploadFailure =
  | NetFailure
  /** A server of the first version: it takes files in one piece. */
  | { type: 'NoTus' }
  /** Something on the way does not let a piece of this size through. */
  | { type: 'ChunkTooLarge' };

const ENDPOINT = '/blobs/uploads';
/** Long enough for the smallest piece on a very slow line. */
const TIMEOUT_MS = 120_000;

/**
 * Sends a file in pieces by tus, from where the server says it ended. Tries once: when to try again is decided by who
 * asked, because that depends on all of sync. Only the next piece of the file is in memory.
 */
export function tusUpload(
  network: Network,
  session: Session,
  job: UploadJob,
): Promise<Result<void, UploadFailure>> {
  const { server, token } = session;
  return new Promise((resolve) => {
    const upload: Upload = new Upload({ size: job.bytes } as unknown as Blob, {
      endpoint: urlOf(server, ENDPOINT),
      uploadUrl: job.path === null ? null : urlOf(server, job.path),
      metadata: { attachment: job.attachmentId, sha256: job.sha256 },
      headers: { authorization: `Bearer ${token}` },
      chunkSize: job.chunk,
      retryDelays: null,
      storeFingerprintForResuming: false,
      fingerprint: () => Promise.resolve(job.sha256),
      fileReader: { openFile: () => Promise.resolve(sourceOf(job)) },
      httpStack: {
        createRequest: (method, url) => new TusRequest(network, method, url),
        getName: () => 'semicolon',
      },
      onUploadUrlAvailable: () => job.begun(new URL(upload.url ?? '', server).pathname),
      // Without a progress of requests, tus tells only what the server has.
      onProgress: (bytes) => job.sent(bytes),
      onChunkComplete: (bytes) => {
        upload.options.chunkSize = job.taken(bytes);
      },
      onSuccess: () => resolve(ok(undefined)),
      onError: (error) => resolve(err(failureOf(error, server))),
    });
    upload.start();
  });
}

const sourceOf = (job: UploadJob) => ({
  size: job.bytes,
  slice: (start: number, end: number) => {
    const bytes = job.read(start, end);
    if (!bytes) return Promise.reject(new Error('the file was damaged on disk'));
    return Promise.resolve({ value: { size: bytes.length, bytes }, done: end >= job.bytes });
  },
  close: () => undefined,
});

function failureOf(error: Error | DetailedError, server: string): UploadFailure {
  const down = { type: 'ServerDown', server } as const;
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response) return error instanceof Refusal ? error.failure : causeOf(error, down);
  const status = response.getStatus();
  const ofTus = response.getHeader('tus-resumable') !== undefined;
  if (!ofTus && (status === 404 || status === 405)) return { type: 'NoTus' };
  if (!ofTus && status === 413) return { type: 'ChunkTooLarge' };
  // The server is at another place than this laptop thought, or busy with the request before: it is asked again.
  if (status === 409 || status === 423) return down;
  return refusalOf(response, server);
}

/** tus wraps what a request threw. */
const causeOf = (error: Error | DetailedError, otherwise: UploadFailure): UploadFailure =>
  'causingError' in error && error.causingError instanceof Refusal ? error.causingError.failure : otherwise;

function refusalOf(response: HttpResponse, server: string): NetFailure {
  const status = response.getStatus();
  let json: unknown = null;
  try {
    json = JSON.parse(response.getBody());
  } catch {
    // A proxy in between speaks no JSON.
    const seconds = Number(response.getHeader('retry-after') ?? 30);
    if (status === 429) return { type: 'TooManyTries', retryAfterMs: (seconds || 30) * 1_000 };
    if (status === 404 || status === 410 || status === 413) return { type: 'ServerRefused', status };
  }
  return refusal(status, json, server);
}

class Refusal extends Error {
  readonly failure: NetFailure;

  constructor(failure: NetFailure) {
    super(failure.type);
    this.failure = failure;
  }
}

/** One request of tus over the laptop's own network. */
class TusRequest implements HttpRequest {
  readonly #network: Network;
  readonly #method: string;
  readonly #url: string;
  readonly #headers: Record<string, string> = {};
  readonly #abort = new AbortController();

  constructor(network: Network, method: string, url: string) {
    this.#network = network;
    this.#method = method;
    this.#url = url;
  }

  getMethod = (): string => this.#method;
  getURL = (): string => this.#url;
  setHeader = (header: string, value: string): void => void (this.#headers[header.toLowerCase()] = value);
  getHeader = (header: string): string | undefined => this.#headers[header.toLowerCase()];
  setProgressHandler = (): void => undefined;
  getUnderlyingObject = (): null => null;

  async send(body: { bytes: Uint8Array } | null): Promise<HttpResponse> {
    const response = await this.#network.fetch(this.#url, {
      method: this.#method,
      headers: this.#headers,
      redirect: 'error',
      signal: this.#abort.signal,
      timeoutMs: TIMEOUT_MS,
      ...(body ? { body: Buffer.from(body.bytes) } : {}),
    });
    const text = await response.text();
    const answer: HttpResponse = {
      getStatus: () => response.status,
      getHeader: (name) => response.headers.get(name) ?? undefined,
      getBody: () => text,
      getUnderlyingObject: () => null,
    };
    // tus begins anew after any refused question; what a server that is busy has of the file would be sent again.
    const gone = response.ok || response.status === 404 || response.status === 410;
    if (this.#method === 'HEAD' && !gone) {
      const server = new URL(this.#url).origin;
      // An answer to HEAD does not say more; renewing the token does.
      if (response.status === 401) throw new Refusal({ type: 'TokenExpired' });
      throw new Refusal(refusalOf(answer, server));
    }
    return answer;
  }

  abort(): Promise<void> {
    this.#abort.abort();
    return Promise.resolve();
  }
}
