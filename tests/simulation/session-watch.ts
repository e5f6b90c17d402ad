import type { Ask, Reply } from './line.ts';

const ACCESS_MS = 15 * 60_000;
const GRACE_MS = 60_000;

/** The tokens of one sign-in, as they were given out. */
interface Given {
  /** What is to be shown next. */
  newest: string;
  before: string | null;
  /** The largest number of those that were given out, also by a past that the server has lost. */
  highest: number;
  at: When;
  /** Somebody has shown a short token that came with the newest one. */
  used: boolean;
  /** It opens nothing any more: by a spent token, or by an administrator. */
  ended: boolean;
  /** An answer was lost inside the server, or its past: what is the newest, the next answer tells. */
  unsure: boolean;
}

interface Short {
  readonly family: string;
  readonly with: string;
  readonly given: When;
  /** The server was put back since, and may not know that it gave this one. */
  forgotten: boolean;
}

/** The true time when a request came and when it was answered: people go on meanwhile. */
export interface When {
  readonly from: number;
  readonly to: number;
}

/**
 * Looks at what was asked with which token and what was answered, by the rules of `docs/security.md` said again: a short
 * token opens for a quarter of an hour; the newest refresh token is exchanged, the one before is answered the same again
 * until the newest was used, or for a minute; any other was spent, and ends all of its sign-in.
 */
export class SessionWatch {
  readonly #families = new Map<string, Given>();
  readonly #short = new Map<string, Short>();
  /** Sign-ins whose tokens are in two hands. */
  readonly #shared = new Set<string>();
  readonly #counted: (what: string) => void;

  constructor(counted: (what: string) => void) {
    this.#counted = counted;
  }

  /**
   * The server was put back to a backup: it knows other tokens than its laptops, and a late request may have it give another
   * in the place of one that a laptop holds.
   */
  unsettle(): void {
    for (const [name, one] of this.#families) {
      Object.assign(one, { unsure: true, ended: false });
      this.#shared.add(name);
    }
    for (const short of this.#short.values()) short.forgotten = true;
  }

  /** Somebody else has a copy of this token from now on. */
  share(token: string): void {
    this.#shared.add(familyOf(token));
  }

  /** Whether the tokens that a laptop holds should still open the door: not where a spent one was shown. */
  isGood(token: string): boolean {
    const family = this.#families.get(familyOf(token));
    if (!family || family.unsure || family.ended) return false;
    return family.newest === token || (family.before === token && !family.used);
  }

  /** What was wrong with an answer; `reply` is null where the server died on the way. */
  look(ask: Ask, reply: Reply | null, now: When): string[] {
    if (ask.path === '/session/refresh') return this.#exchange(ask, reply, now);
    if (ask.path === '/session/handover') return [];
    const faults = ask.token === null ? [] : this.#door(ask.token, reply, now);
    if (reply?.status === 200 && (ask.path === '/session' || ask.path === '/session/fork'))
      this.#begin(reply.json as Tokens, now);
    return faults;
  }

  #begin(tokens: Tokens, at: When): void {
    const newest = tokens.refresh ?? tokens.token;
    this.#families.set(familyOf(newest), begun(newest, at));
    if (tokens.refresh !== undefined) this.#keep(tokens, at);
  }

  #keep({ token, refresh }: Tokens, given: When): void {
    this.#short.set(token, { family: familyOf(refresh!), with: refresh!, given, forgotten: false });
  }

  #exchange(ask: Ask, reply: Reply | null, now: When): string[] {
    const { refresh: shown } = JSON.parse(String(ask.body)) as { refresh: string };
    const name = familyOf(shown);
    const known = this.#families.get(name);
    if (!known && reply?.status !== 200) return [];
    const family = known ?? begun(shown, now);
    this.#families.set(name, family);
    if (reply === null || reply.status >= 500) {
      family.unsure = true;
      return [];
    }
    const isSpent = !family.unsure && this.#isSpent(family, shown, now);
    if (reply.status !== 200) {
      if (wipes(reply)) {
        family.ended = true;
        return [];
      }
      const good = !family.unsure && !family.ended && this.#isSurelyGood(family, shown, now);
      const wasEnded = family.ended;
      // Where it is not certain whether the token still was good, the refusal tells.
      family.ended ||= !good && !family.unsure;
      if (good) return ['a refresh token that is good was refused'];
      if (!isSpent || wasEnded) return [];
      this.#counted('tokenReplayed');
      const excused = ask.delayed === true || this.#shared.has(name);
      return excused ? [] : ['a laptop showed a refresh token that was spent'];
    }
    const tokens = reply.json as Tokens;
    const faults = !family.unsure && (family.ended || isSpent) ? ['a spent refresh token was taken'] : [];
    this.#counted(shown === family.newest ? 'renewed' : 'renewedAgain');
    if (!family.unsure && shown === family.before && tokens.refresh !== family.newest)
      faults.push('a refresh token was answered otherwise the second time');
    // A server that was put back may have exchanged it before, nobody knows when.
    const at = family.unsure ? { from: -Infinity, to: now.to } : now;
    if (family.unsure || shown !== family.before)
      Object.assign(family, { newest: tokens.refresh!, before: shown, at, used: false });
    // The one before may be answered again, and a laptop still hold a later one: that is taken once more.
    const given = numberOf(tokens.refresh!);
    family.unsure &&= given < family.highest;
    family.highest = Math.max(family.highest, given);
    this.#keep(tokens, now);
    return faults;
  }

  #isSpent({ newest, before, used, at }: Given, shown: string, now: When): boolean {
    return shown !== newest && !(shown === before && (!used || now.from - at.to < GRACE_MS));
  }

  #isSurelyGood({ newest, before, used, at }: Given, shown: string, now: When): boolean {
    return shown === newest || (shown === before && (!used || now.to - at.from < GRACE_MS));
  }

  #door(token: string, reply: Reply | null, now: When): string[] {
    const short = this.#short.get(token);
    const family = this.#families.get(short?.family ?? familyOf(token));
    if (!family) return [];
    if (reply === null) {
      family.unsure = true;
      return [];
    }
    if (wipes(reply)) family.ended = true;
    if (!short) return [];
    const opened = reply.status !== 401;
    if (opened && now.from >= short.given.to + ACCESS_MS)
      return ['a short token opened the door after its time'];
    if (now.to >= short.given.from + ACCESS_MS && !opened) {
      this.#counted('tokenExpired');
      return [];
    }
    if (family.unsure) return [];
    if (opened && family.ended) return ['a token of a sign-in that has ended opened the door'];
    if (opened && family.newest === short.with) family.used = true;
    return opened || family.ended || short.forgotten ? [] : ['a short token was refused in its time'];
  }
}

interface Tokens {
  readonly token: string;
  readonly refresh?: string;
}

const begun = (newest: string, at: When): Given => ({
  newest,
  before: null,
  highest: numberOf(newest),
  at,
  used: false,
  ended: false,
  unsure: false,
});

/** A lasting token has none, and comes before all. */
const numberOf = (token: string): number => Number(token.split('.')[1] ?? 0);

const familyOf = (token: string): string => token.split('.')[0]!;

const wipes = ({ status, json }: Reply): boolean =>
  status === 401 && (json as { wipe?: unknown } | undefined)?.wipe !== undefined;
