import { promisify } from 'node:util';
import { constants, deflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { headAndBody, LONGEST_REQUEST, Said, SHORT_PATHS } from '../../src-shared/sync/short-way.ts';

/** UTF-8 takes up to three bytes for a character. */
const MOST_BYTES = 3 * LONGEST_REQUEST;
/** From here on others need not wait for the deflating. */
const LONG_BYTES = 32_000;
const deflate = promisify(deflateRaw);
/** Two thousand entries are 900 kB: at the usual level deflating them costs as much as reading them. */
const LEVEL = { level: constants.Z_BEST_SPEED };

/**
 * The server's half of one laptop's short way. Each request goes through the same door as by HTTP: the token is looked
 * up, the limits count it, the log and the metrics have it.
 */
export class ShortWay {
  readonly #app: FastifyInstance;
  readonly #address: string;
  readonly #heard = new Said();
  readonly #said = new Said();
  /** The one that was told last; whether it is good is asked with each request. */
  token: string;
  #busy = false;

  constructor(app: FastifyInstance, from: { readonly token: string; readonly address: string }) {
    this.#app = app;
    this.#address = from.address;
    this.token = from.token;
  }

  /** The frame that answers a frame. Throws where it is no request, or comes before the last one was answered. */
  async answer(frame: Uint8Array): Promise<Uint8Array> {
    if (this.#busy) throw new Error('a request while another is answered');
    this.#busy = true;
    const request = inflateRawSync(frame, { ...this.#heard.options, maxOutputLength: MOST_BYTES });
    this.#heard.add(request);
    const { head: path, body } = headAndBody(request.toString('utf8'));
    if (!SHORT_PATHS.includes(path)) throw new Error('a request for something else');
    const { statusCode, rawPayload } = await this.#app.inject({
      method: 'POST',
      url: path,
      payload: body,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      remoteAddress: this.#address,
    });
    const answer = Buffer.concat([Buffer.from(`${statusCode}\n`), rawPayload]);
    const told =
      answer.length < LONG_BYTES
        ? deflateRawSync(answer, this.#said.options)
        : await deflate(answer, { ...this.#said.options, ...LEVEL });
    this.#said.add(answer);
    this.#busy = false;
    return told;
  }
}
