import { TABLE_NAMES, type TableName } from '../../../src-shared/schema/tables.ts';
import type { Tx } from '../statements.ts';
import { keyOf, prefixOf, type Work } from './state.ts';

export function memoryDeletions(work: Work): Tx['deletions'] {
  const device = (id: number) => work.state.devices.get(keyOf(id));
  return {
    // Only an administrator looks at what waits, and allows it.
    hold: async () => {},
    allowedIn: async () => new Set(),
    noteConfirmed: async (id, n) => {
      const row = device(id);
      if (row)
        work.state = {
          ...work.state,
          devices: work.state.devices.set(keyOf(id), { ...row, confirmed_n: n }),
        };
    },
    by: async (scope, id, since) => {
      const confirmed = device(id)?.confirmed_n ?? 0;
      const lines = work.state.log
        .startingWith(prefixOf(scope))
        .filter((line) => line.by_device === id && line.at > since && (line.n ?? 0) > confirmed)
        .filter(({ cells }) => cells?.includes('"deleted":1') === true && !cells.includes('"scope":'));
      const rows = lines.map(({ tbl: table, row_id: id }) => ({ table: table as TableName, id }));
      return [...new Map(rows.map((row) => [`${row.table}/${row.id}`, row])).values()];
    },
    countLive: async (scope) => {
      const rows = TABLE_NAMES.flatMap((table) =>
        work.state.tables[table].inScope.startingWith(prefixOf(scope)),
      );
      return rows.filter((row) => row.deleted === 0).length;
    },
    leadsOf: async (scope) =>
      work.state.grants
        .values()
        .filter((grant) => grant.scope === scope && isLead(work, grant.person_id))
        .map((grant) => grant.person_id)
        .sort(),
  };
}

const isLead = (work: Work, personId: string): boolean => {
  const person = work.state.tables.person.byId.get(personId);
  return person?.deleted === 0 && person.cells['role'] === 'lead';
};
