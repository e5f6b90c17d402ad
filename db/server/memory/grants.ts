import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Organisation } from '../../../src-shared/sync/scope.ts';
import { grantChanges } from '../queries/grants.ts';
import type { Tx } from '../statements.ts';
import { keyOf, prefixOf, type State, type Work } from './state.ts';

export function memoryGrants(work: Work): Tx['grants'] {
  return {
    read: async (personId) =>
      new Map(work.state.grants.startingWith(prefixOf(personId)).map(({ scope, right }) => [scope, right])),
    recompute: async () => {
      const { gone, give, people } = grantChanges(organisationOf(work.state), work.state.grants.values());
      let { grants } = work.state;
      for (const { person_id, scope } of gone) grants = grants.delete(keyOf(person_id, scope));
      for (const line of give) grants = grants.set(keyOf(line.person_id, line.scope), line);
      work.state = { ...work.state, grants };
      return people;
    },
  };
}

function organisationOf(state: State): Organisation {
  const live = (table: TableName): unknown[] =>
    state.tables[table].inScope
      .startingWith(prefixOf('bank'))
      .flatMap((row) => (row.deleted === 0 ? [{ ...row.cells, id: row.id }] : []));
  return {
    units: live('org_unit') as unknown as Organisation['units'],
    people: live('person') as unknown as Organisation['people'],
    books: live('book') as unknown as Organisation['books'],
    members: live('book_member') as unknown as Organisation['members'],
  };
}
