import type { Reader } from '../../../db/client/access.ts';
import { DeskError } from '../../../db/client/desk-error.ts';
import { allScopes } from '../../../db/client/local/scopes.ts';
import { readSettings } from '../../../db/client/local/settings.ts';
import { readMe } from '../../../db/client/queries/me.ts';
import type { Me } from '../../../src-shared/contract/desk.ts';
import type { About, DeskContext } from './context.ts';
import type { SyncStatus } from './sync-status.ts';

/**
 * What every use-case and view gets, read once and kept until something it was read from changes. Asking for `me`
 * while nobody is signed in ends the call with `SignedOut`; what works without a person never asks.
 */
export class ContextSource {
  readonly #db: Reader;
  readonly #status: () => SyncStatus;
  readonly #about: About;
  #known: Omit<DeskContext, 'now' | 'me'> | null = null;
  #me: Me | null = null;

  constructor(db: Reader, status: () => SyncStatus, about: About) {
    this.#about = about;
    this.#db = db;
    this.#status = status;
  }

  forget(): void {
    this.#known = null;
  }

  /** The context at an instant, with what else the caller gives to its use-cases or views. */
  at<More extends object>(now: number, more: More): DeskContext & More {
    const known = this.#read();
    const me = this.#me;
    return {
      ...known,
      ...more,
      now,
      sync: this.#status(),
      get me(): Me {
        if (!me) throw new DeskError({ type: 'SignedOut' });
        return me;
      },
    };
  }

  #read(): Omit<DeskContext, 'now' | 'me'> {
    if (this.#known) return this.#known;
    this.#me = readMe(this.#db);
    const scopes = allScopes(this.#db.sqlite);
    const asOf = new Map(scopes.map((row) => [row.scope, row.as_of]));
    this.#known = {
      settings: readSettings(this.#db.sqlite, this.#me?.zone ?? null),
      grants: new Map(scopes.map((row) => [row.scope, row.right])),
      asOf: (scope) => asOf.get(scope) ?? null,
      about: this.#about,
      sync: this.#status(),
    };
    return this.#known;
  }
}
