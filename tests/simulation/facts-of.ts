import type { MemoryDatabase } from '../../db/server/memory/database.ts';
import type { TableName } from '../../src-shared/schema/tables.ts';
import type { HeldRow } from './held-row.ts';
import type { Facts } from './organisation.ts';

/** What decides rights, as the rows say it when it is asked: the same object as before where no row of them has changed. */
export function factsOf(database: MemoryDatabase): () => Facts {
  let known: { of: readonly unknown[]; facts: Facts } | null = null;
  return () => {
    const { book_member, delegate, person } = database.state.tables;
    const of = [book_member, delegate, person];
    if (known?.of.every((one, at) => one === of[at])) return known.facts;
    known = { of, facts: readFacts(database) };
    return known.facts;
  };
}

function readFacts(database: MemoryDatabase): Facts {
  const living = (table: TableName): HeldRow[] => database.rows(table).filter((one) => one.deleted === 0);
  return {
    members: new Set(
      living('book_member').map(({ cells }) => `${String(cells['book_id'])} ${String(cells['person_id'])}`),
    ),
    left: new Set(
      living('person').flatMap(({ id, cells }) => ((cells['left_on'] ?? null) === null ? [] : [id])),
    ),
    delegations: living('delegate').map(({ scope, cells }) => ({
      owner: scope.slice(scope.indexOf(':') + 1),
      person: String(cells['person_id']),
      may: String(cells['may']),
    })),
  };
}
