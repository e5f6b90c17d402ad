import type { Plant } from './plant.ts';

/** Bugs in what a commit writes: rows, log, sums, conflict records. */
export const SERVER_COMMIT: readonly Plant[] = [
  {
    name: 'a row moves without a word in the scope that it leaves',
    file: 'src-server/push/write-set.ts',
    find: 'this.log.left(row, now.scope, markOf(row.marks, SCOPE), author);',
    put: '',
  },
  {
    // Of the entry in the old scope nobody reads the marks: what leaves is only taken away.
    name: 'a row arrives in its new scope without the marks of its units',
    file: 'src-server/push/commit-log.ts',
    find: `units: row.marks.units,
      device: 0,`,
    put: `units: {},
      device: 0,`,
  },
  {
    name: 'a row arrives in its new scope with the changed cells only',
    file: 'src-server/push/write-set.ts',
    find: 'this.log.arrived(row, now, author);',
    put: 'this.log.arrived({ ...row, cells: written.cells }, now, author);',
  },
  {
    name: 'a projection vanishes without a word',
    file: 'src-server/push/write-set.ts',
    find: 'held.now = null;',
    put: 'held.now = null; if (now) return;',
  },
  {
    name: 'the server’s own deletion is not logged',
    file: 'src-server/push/write-set.ts',
    find: '{ cells: { [DELETED]: 1 }, marks: { [DELETED]: mark } },',
    put: '{ cells: {}, marks: {} },',
  },
  {
    name: 'the server’s own write gets a mark below the one that it overwrites',
    file: 'src-server/push/write-set.ts',
    find: 'marks[unit] = [Math.max(this.stamp, markOf(now.marks, unit)[0] + 1), 0];',
    put: 'marks[unit] = [this.stamp - 4096 * 86_400_000, 0];',
  },
  {
    name: 'the sum keeps what a row was before',
    file: 'src-server/push/write-set.ts',
    find: 'step.delta = subtractChecksums(step.delta, rowChecksum(before));',
    put: '',
  },
  {
    name: 'the sum of the new scope does not count a row that moved in',
    file: 'src-server/push/write-set.ts',
    find: 'step.delta = addChecksums(step.delta, rowChecksum(now));',
    put: 'if (!before) step.delta = addChecksums(step.delta, rowChecksum(now));',
  },
  {
    name: 'the log says less than the rows: changed rows are saved, new ones are not logged',
    file: 'src-server/push/write-set.ts',
    find: 'if (!now) this.log.made(row, device, author);',
    put: 'if (!now) return;',
  },
  {
    name: 'the log tells only the last entry of a commit for each scope',
    file: 'src-server/push/write-set.ts',
    find: 'log.append(this.log.drafts,',
    put: 'log.append([...new Map(this.log.drafts.map((draft) => [draft.scope, draft])).values()],',
  },
  {
    name: 'rows that are gone from a scope are not taken out of it',
    file: 'src-server/push/write-set.ts',
    find: '...[...gone].map(([table, rows]) => store.remove(table, rows)),',
    put: '',
  },
  {
    name: 'an overwrite is not recorded',
    file: 'src-server/push/record-conflicts.ts',
    find: 'if (ids.length === 0) return;',
    put: 'return;',
  },
  {
    name: 'only the first overwrite of a push is recorded',
    file: 'src-server/push/record-conflicts.ts',
    find: 'for (const { one, id } of records) {',
    put: 'for (const { one, id } of records.slice(0, 1)) {',
  },
  {
    name: 'the second overwrite of a unit falls into the record of the first',
    file: 'src-server/push/withdraw.ts',
    find: "stableId('edit_conflict', one.table, one.id, one.unit, ...one.lostMark, ...one.keptMark);",
    put: "stableId('edit_conflict', one.table, one.id, one.unit);",
  },
  {
    name: 'the record keeps the winner in the place of the loser',
    file: 'src-server/push/record-conflicts.ts',
    find: 'lost: JSON.stringify(one.lost),',
    put: 'lost: JSON.stringify(one.kept),',
  },
  {
    name: 'whoever had written before is asked about the own write',
    file: 'src-shared/sync/seen.ts',
    find: 'return current[1] === device && !hasPassed(spec, unit, look);',
    put: 'return false;',
  },
  {
    name: 'whether two wrote at once is told by their clocks',
    file: 'src-shared/sync/merge.ts',
    find: 'if (knows || follows || isSeen(spec, unit, look)) {',
    put: 'if (knows || follows || isSeen(spec, unit, look) || compareMarks(mine, current) > 0) {',
  },
  {
    name: 'what replaced a draft is not asked whether it was taken',
    kind: 'oneField',
    file: 'src-shared/sync/chains.ts',
    find: 'if (taken(next)) return true;',
    put: 'return true;',
  },
  {
    name: 'an edit does not bring a row back that somebody deleted meanwhile',
    file: 'src-shared/sync/merge.ts',
    find: 'const life = settleLife(row, change, context, { mine, deletedNow: merging.deleted, units });',
    put: 'const life = null as ReturnType<typeof settleLife>;',
  },
  {
    name: 'a deletion wins over whatever it had not seen',
    file: 'src-shared/sync/life.ts',
    find: 'if (deletedNow === 0 || isMerge(spec, change.cells) || mergedInto(spec, row) !== null) return null;',
    put: 'return null;',
  },
  {
    name: 'a unit is merged by its columns one by one',
    file: 'src-shared/schema/table.ts',
    find: 'for (const member of members) unitOf[member] = unit;',
    put: 'for (const member of members) unitOf[member] = member;',
  },
];
