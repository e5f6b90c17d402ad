import { timingSafeEqual } from 'node:crypto';

/**
 * Who may come in: whoever brings the one-time token that was printed when the desk started gets a cookie, and the
 * cookie opens the desk from then on. A token seen by somebody else later (history, screen) opens nothing.
 *
 * The cookie is named after the port, because cookies do not tell the ports of one host apart.
 */
export class Door {
  readonly cookieName: string;
  readonly #secret: string;
  #token: string | null;

  constructor(port: number, random: () => string) {
    this.cookieName = `semicolon_${port}`;
    this.#secret = random();
    this.#token = random();
  }

  /** The token of the printed address; null once it was used. */
  get token(): string | null {
    return this.#token;
  }

  /** Exchanges a token for the value of `Set-Cookie`, once. */
  exchange(token: string): string | null {
    if (this.#token === null || !same(token, this.#token)) return null;
    this.#token = null;
    return `${this.cookieName}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`;
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
