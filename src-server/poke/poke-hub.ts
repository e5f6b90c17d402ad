import type { Scope } from '../../src-shared/sync/scope.ts';

/** A connection that can be told to pull. */
export interface Pokeable {
  readonly device: number;
  readonly personId: string;
  poke(): Promise<void>;
  /** Ends the connection because the device may not sync any more. */
  refuse(): void;
}

/** What processes tell each other after a commit. `scopes` null: too many to name. */
export interface Poke {
  readonly scopes: readonly Scope[] | null;
  readonly people: readonly string[];
  readonly except: number;
  readonly revoked?: number;
}

/** The laptops that are connected to this process, and what each may see. */
export class PokeHub {
  private readonly connected = new Map<Pokeable, ReadonlySet<Scope>>();
  /** A laptop has one line. What is done for it unasked is done on the last that it opened. */
  private readonly newest = new Map<number, Pokeable>();
  private readonly scopesOf: (personId: string) => Promise<ReadonlySet<Scope>>;

  constructor(scopesOf: (personId: string) => Promise<ReadonlySet<Scope>>) {
    this.scopesOf = scopesOf;
  }

  get size(): number {
    return this.connected.size;
  }

  async join(one: Pokeable): Promise<void> {
    // Listening begins before the rights are read: a poke in between is one too many, not one too few.
    this.connected.set(one, new Set());
    this.newest.set(one.device, one);
    const scopes = await this.scopesOf(one.personId);
    if (this.connected.has(one)) this.connected.set(one, scopes);
    await one.poke();
  }

  leave(one: Pokeable): void {
    this.connected.delete(one);
    if (this.isNewest(one)) this.newest.delete(one.device);
  }

  isNewest(one: Pokeable): boolean {
    return this.newest.get(one.device) === one;
  }

  /** Pokes those whom the news concerns; people whose rights changed have them read again first. */
  async tell(news: Poke): Promise<void> {
    const people = new Set(news.people);
    const poked: Promise<void>[] = [];
    for (const [one, known] of [...this.connected]) {
      if (one.device === news.revoked) {
        this.leave(one);
        one.refuse();
        continue;
      }
      // Too many scopes to name: a bulk load, which may have changed rights as well.
      if (people.has(one.personId) || news.scopes === null) {
        const scopes = await this.scopesOf(one.personId);
        // Whoever left meanwhile must not be taken in again, where nobody would ever let it go.
        if (!this.connected.has(one)) continue;
        this.connected.set(one, scopes);
        // Nothing is left to poke about. The laptop asks what became of it: somebody who left is erased then.
        if (scopes.size === 0) {
          this.leave(one);
          one.refuse();
          continue;
        }
      } else if (one.device === news.except) continue;
      else if (!news.scopes.some((scope) => known.has(scope))) continue;
      poked.push(one.poke());
    }
    await Promise.all(poked);
  }
}
