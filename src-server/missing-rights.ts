import type { Tx } from '../db/server/statements.ts';
import { BANK, scopeOf, type Grants, type Scope } from '../src-shared/sync/scope.ts';
import { NotPoison } from './push/isolate-poison.ts';

/**
 * The organisation says that somebody may see scopes, and the server holds no such right: its own fault. A laptop that
 * heard it as a loss would forget everything there, what was not sent yet among it; so it hears that the server is
 * unwell, and comes again. `npm run server -- grants --accept` mends it.
 */
export class RightsMissing extends NotPoison {
  readonly personId: string;
  readonly scopes: readonly Scope[];

  constructor(personId: string, scopes: readonly Scope[]) {
    super('rights are missing');
    this.personId = personId;
    this.scopes = scopes;
  }
}

/**
 * Throws `RightsMissing` where a right is missing that the organisation gives: to one of the scopes in question, or one
 * that everybody of the bank has. The organisation is read only where a right is not there: mostly it was lost rightly,
 * and whoever has left has none.
 */
export async function expectNoneMissing(
  tx: Tx,
  personId: string,
  { held, inQuestion }: { held: Grants; inQuestion: Iterable<Scope> },
): Promise<void> {
  const everybodys = [BANK, scopeOf('calendar', personId), scopeOf('person', personId)];
  const absent = [...new Set([...everybodys, ...inQuestion])].filter((scope) => !held.has(scope));
  if (absent.length === 0) return;
  const due = await tx.grants.due(personId);
  const missing = absent.filter((scope) => due.has(scope));
  if (missing.length > 0) throw new RightsMissing(personId, missing);
}
