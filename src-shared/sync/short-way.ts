/**
 * The short way: small requests over the WebSocket on which the server pokes, instead of one of HTTP's with all its
 * headers for each edit.
 *
 * A laptop asks nearly the same all day, and hears nearly the same. So either side's message is deflated with what went
 * the same way before as the dictionary, and sent as one binary frame. A request is its path, a line break and the body;
 * its answer is the status, a line break and the body. One at a time: the next request follows the answer to the last.
 * A text frame from the laptop is its newer token: no secret is deflated together with what others may have written.
 *
 * The answer to a pull says which pull comes next (`next-pull.ts`). Where something happened since, the server may answer
 * that one before it is asked, in place of a poke: `TOLD`, a line break and the answer.
 *
 * It is the same request as by HTTP, judged by the same rules. Whatever goes wrong here, the laptop asks again there.
 */
export const SHORT_PATHS: readonly string[] = ['/sync/push', '/sync/pull'];

/** Characters of a request; a longer one goes by HTTP. */
export const LONGEST_REQUEST = 32_000;

/** The server's greeting: it pokes, as every later word does, and it takes requests. */
export const GREETING = { poke: 1, asks: 1 } as const;

/** Stands where the status of an answer would: nobody has asked for it. */
export const TOLD = 'told';

/** As far back as deflate looks. */
const REACH = 32_000;

/** What went over the line in one direction, as far as it helps to say the next thing shortly. */
export class Said {
  #bytes = new Uint8Array(0);

  /** To be given to zlib. */
  get options(): { dictionary?: Uint8Array } {
    return this.#bytes.length === 0 ? {} : { dictionary: this.#bytes };
  }

  add(message: Uint8Array): void {
    const kept = message.length >= REACH ? 0 : Math.min(this.#bytes.length, REACH - message.length);
    const next = new Uint8Array(kept + Math.min(message.length, REACH));
    next.set(this.#bytes.subarray(this.#bytes.length - kept));
    next.set(message.subarray(Math.max(0, message.length - REACH)), kept);
    this.#bytes = next;
  }
}

/** The first line of a message, and the rest. */
export function headAndBody(text: string): { head: string; body: string } {
  const end = text.indexOf('\n');
  return end < 0 ? { head: text, body: '' } : { head: text.slice(0, end), body: text.slice(end + 1) };
}
