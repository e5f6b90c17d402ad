import type { TableName } from '../../../src-shared/schema/tables.ts';
import { grantsOf, parseScope, type Organisation } from '../../../src-shared/sync/scope.ts';
import { grantChanges } from '../queries/grants.ts';
import type { Tx } from '../statements.ts';
import { keyOf, prefixOf, type State, type Work } from './state.ts';

export function memoryGrants(work: Work): Tx['grants'] {
  return {
    read: async (personId) =>
      new Map(work.state.grants.startingWith(prefixOf(personId)).map(({ scope, right }) => [scope, right])),
    lost: async (personId) =>
      new Set(work.state.lostGrants.startingWith(prefixOf(personId)).map(({ scope }) => scope)),
    holders: async (people, scopes) =>
      [...new Set(people)].flatMap((person_id) =>
        [...new Set(scopes)]
          .filter((scope) => work.state.grants.get(keyOf(person_id, scope)) !== undefined)
          .map((scope) => ({ person_id, scope })),
      ),
    due: async (personId) => grantsOf(personId, organisationOf(work.state)),
    recompute: async () => {
      const held = work.state.grants.values();
      const { gone, give, lost, won, people, moved } = grantChanges(organisationOf(work.state), held);
      let { grants, lostGrants } = work.state;
      for (const { person_id, scope } of won) lostGrants = lostGrants.delete(keyOf(person_id, scope));
      for (const line of lost) lostGrants = lostGrants.set(keyOf(line.person_id, line.scope), line);
      for (const { person_id, scope } of gone) grants = grants.delete(keyOf(person_id, scope));
      for (const line of give) grants = grants.set(keyOf(line.person_id, line.scope), line);
      work.state = { ...work.state, grants, lostGrants };
      // Whoever left keeps the device: in memory people come back to it, and nothing there renews a sign-in.
      return { people, moved };
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
    delegates: state.tables.delegate.byId
      .values()
      .flatMap((row) =>
        row.deleted === 0 ? [{ ...row.cells, owner_id: parseScope(row.scope)?.id ?? '' }] : [],
      ) as unknown as Organisation['delegates'],
  };
}
