import type { Tx } from '../statements.ts';
import type { Work } from './state.ts';

export const memoryNotes = (work: Work): Tx['notes'] => ({
  crowded: async (before, atLeast, after, limit) => {
    const rows = work.state.tables.note_update.byId
      .values()
      .filter((row) => row.deleted === 0 && row.marks.row[0] < before);
    return [...Map.groupBy(rows, (row) => String(row.cells['note_id']))]
      .flatMap(([note, list]) => (list.length >= atLeast && note > after ? [note] : []))
      .sort()
      .slice(0, limit);
  },
});
