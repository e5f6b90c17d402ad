import { promisify } from 'node:util';
import { constants, deflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { nextPull, type PullFrom } from '../../src-shared/sync/next-pull.ts';
import type { PullResponse } from '../../src-shared/sync/protocol.ts';
import { headAndBody, LONGEST_REQUEST, Said, SHORT_PATHS, TOLD } from '../../src-shared/sync/short-way.ts';

/** UTF-8 takes up to three bytes for a character. */
const MOST_BYTES = 3 * LONGEST_REQUEST;
/** From here on others need not wait for the deflating. */
const LONG_BYTES = 32_000;
const deflate = promisify(deflateRaw);
/** Two thousand entries are 900 kB: at the usual level deflating them costs as much as reading them. */
const LEVEL = { level: constants.Z_BEST_SPEED };

interface Ends {
  readonly token: string;
  readonly address: string;
  /** A frame to the laptop. */
  send(frame: Uint8Array): void;
  /** The answer to a pull that is about to be asked; null where it must be asked. */
  ahead(token: string, request: PullFrom): Promise<string | null>;
}

/**
 * The server's half of one laptop's short way. Each request goes through the same door as by HTTP: the token is looked
 * up, the limits count it, the log and the metrics have it. Frames leave in the order in which they were deflated.
 */
export class ShortWay {
  readonly #app: FastifyInstance;
  readonly #ends: Ends;
  readonly #heard = new Said();
  readonly #said = new Said();
  /** The one that was told last; whether it is good is asked with each request. */
  token: string;
  #busy = false;
  #turn: Promise<unknown> = Promise.resolve();
  /** Something is to be told, and will look at what is there by then. */
  #telling: Promise<boolean> | null = null;
  /** The pull that comes next. */
  #next: PullFrom | null = null;

  constructor(app: FastifyInstance, ends: Ends) {
    this.#app = app;
    this.#ends = ends;
    this.token = ends.token;
  }

  /** Answers a frame. Throws where it is no request, or comes before the last one was answered. */
  async answer(frame: Uint8Array): Promise<void> {
    if (this.#busy) throw new Error('a request while another is answered');
    this.#busy = true;
    await this.#inTurn(() => this.#answer(frame));
    this.#busy = false;
  }

  /** Tells what the next pull would fetch. False where that pull had better be asked: the laptop is to be poked. */
  tell(): Promise<boolean> {
    this.#telling ??= this.#inTurn(() => {
      this.#telling = null;
      return this.#tell();
    });
    return this.#telling;
  }

  async #answer(frame: Uint8Array): Promise<void> {
    const request = inflateRawSync(frame, { ...this.#heard.options, maxOutputLength: MOST_BYTES });
    this.#heard.add(request);
    const { head: path, body } = headAndBody(request.toString('utf8'));
    if (!SHORT_PATHS.includes(path)) throw new Error('a request for something else');
    const { statusCode, rawPayload } = await this.#app.inject({
      method: 'POST',
      url: path,
      payload: body,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      remoteAddress: this.#ends.address,
    });
    await this.#say(String(statusCode), rawPayload);
    if (path !== '/sync/pull') return;
    const short = statusCode === 200 && rawPayload.length < LONG_BYTES;
    this.#next = short ? nextPull(JSON.parse(body) as PullFrom, readPull(rawPayload.toString('utf8'))) : null;
  }

  async #tell(): Promise<boolean> {
    const asked = this.#next;
    this.#next = null;
    const answer = asked && (await this.#ends.ahead(this.token, asked));
    if (answer === null || answer.length >= LONGEST_REQUEST) return false;
    await this.#say(TOLD, Buffer.from(answer));
    this.#next = nextPull(asked!, readPull(answer));
    return true;
  }

  async #say(head: string, body: Uint8Array): Promise<void> {
    const message = Buffer.concat([Buffer.from(`${head}\n`), body]);
    const frame =
      message.length < LONG_BYTES
        ? deflateRawSync(message, this.#said.options)
        : await deflate(message, { ...this.#said.options, ...LEVEL });
    this.#said.add(message);
    this.#ends.send(frame);
  }

  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(job);
    this.#turn = done.catch(() => {});
    return done;
  }
}

const readPull = (text: string): PullResponse => JSON.parse(text) as PullResponse;
