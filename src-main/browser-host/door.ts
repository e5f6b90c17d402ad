import { timingSafeEqual } from 'node:crypto';

/**
 * Who may come in: whoever brings the one-time token that was printed when the desk started gets a cookie, and the
 * cookie opens the desk from then on. A token seen by somebody else later (history, screen) opens nothing.
 *
 * The cookie is named after the port, because cookies do not tell the ports of one host apart. For the same reason it
 * opens the pages alone, in which nothing of anybody is: a browser sends it to whatever else listens on this machine,
 * also in the name of another account. What leads to the desk's data is the key, which the entering page hands to the
 * desk's own origin, where no other port's pages can read it.
 */
export class Door {
  readonly cookieName: string;
  readonly #secret: string;
  readonly #key: string;
  #token: string | null;

  constructor(port: number, random: () => string) {
    this.cookieName = `semicolon_${port}`;
    this.#secret = random();
    this.#token = random();
    this.#key = random();
  }

  /** The token of the printed address; null once it was used. */
  get token(): string | null {
    return this.#token;
  }

  /** Exchanges a token for the value of `Set-Cookie` and the key of the wire, once. */
  exchange(token: string): { cookie: string; key: string } | null {
    if (this.#token === null || !same(token, this.#token)) return null;
    this.#token = null;
    const cookie = `${this.cookieName}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`;
    return { cookie, key: this.#key };
  }

  /** Whether a line to the core may be opened: the key on top of the cookie. */
  admitsWire(target: string | undefined, cookieHeader: string | undefined): boolean {
    const url = URL.parse(target ?? '', 'http://127.0.0.1');
    if (url?.pathname !== '/wire' || !this.admits(cookieHeader)) return false;
    return same(url.searchParams.get('key') ?? '', this.#key);
  }

  admits(cookieHeader: string | undefined): boolean {
    for (const pair of cookieHeader?.split(';') ?? []) {
      const [name, value = ''] = pair.trim().split('=');
      if (name === this.cookieName && same(value, this.#secret)) return true;
    }
    return false;
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Whether a request was really meant for this host and comes from its own page. A page elsewhere may point its own
 * name at 127.0.0.1 (DNS rebinding): then the Host is not ours. Or it may open a socket here: then the Origin is not.
 */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

export const isOwnOrigin = (origin: string | undefined, port: number): boolean =>
  origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`;
