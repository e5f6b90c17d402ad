import type { Plant } from './plant.ts';

const WRITER = 'db/client/writer.ts';
const OUTBOX = 'db/client/local/outbox.ts';
const ROWS = 'db/client/row-store.ts';
const SUMS = 'db/client/row-transaction.ts';
const ENGINE = 'src-main/core/engine/engine.ts';
const FORGET = 'db/client/local/forget-row.ts';
const MERGE = 'src-shared/sync/merge.ts';
const LIFE = 'src-shared/sync/life.ts';
const UNDO = 'src-main/core/engine/undo-step.ts';

/** What a laptop does with what people write, and how two writers' values meet. */
export const LAPTOP_WRITE: readonly Plant[] = [
  {
    name: 'a change names the wrong mark that its writer saw',
    file: WRITER,
    find: 'base[unit] = markOf(before.marks, unit);',
    put: 'base[unit] = before.marks.row;',
  },
  {
    name: 'a deletion does not say what its writer saw',
    file: WRITER,
    find: 'DELETED in cells || SCOPE in cells ? wholeBase(before.marks) : {}',
    put: '{}',
  },
  {
    name: 'an edit leaves the old mark on the row here',
    file: WRITER,
    find: 'marks[unit] = mark;',
    put: '',
  },
  {
    name: 'a change never waits to be sent',
    file: OUTBOX,
    find: '    WAITING,\n    change.at,',
    put: '    DECIDED,\n    change.at,',
  },
  {
    name: 'changes are sent newest first',
    file: OUTBOX,
    find: 'clock, base\n  FROM _outbox WHERE id >= ? AND state <> ${DECIDED} ORDER BY id LIMIT ?',
    put: 'clock, base\n  FROM _outbox WHERE id >= ? AND state <> ${DECIDED} ORDER BY id DESC LIMIT ?',
  },
  {
    name: 'what the writer saw is not sent',
    file: OUTBOX,
    find: '"base":${base}}`;',
    put: '"base":{}}`;',
  },
  {
    name: 'the last decided change is left waiting',
    file: OUTBOX,
    find: '.run(at, first, id).changes;',
    put: '.run(at, first, id - 1).changes;',
  },
  {
    name: 'numbers have gaps where a change was forgotten',
    file: OUTBOX,
    find: 'prepared(db, `UPDATE _outbox ${EMPTY} WHERE id = ? AND state = ${DECIDED}`).run(id);',
    put: 'prepared(db, `DELETE FROM _outbox WHERE id = ? AND state = ${DECIDED}`).run(id);',
  },
  {
    name: 'a deletion is not written to the row here',
    file: ROWS,
    find: "if (before.deleted !== after.deleted) set('deleted', after.deleted);",
    put: '',
  },
  {
    name: 'marks of single fields are not written to the row here',
    file: ROWS,
    find: "if (units !== oldUnits) set('_units', units ?? null);",
    put: '',
  },
  {
    name: 'a column of a newer version is dropped',
    file: ROWS,
    find: 'extra[column] = value;',
    put: '',
  },
  {
    name: 'the sum of the scope that a row left still counts it',
    file: SUMS,
    find: 'this.#subtract(before.scope, rowChecksum(before), 1);',
    put: '',
  },
  {
    name: 'the sum does not count deletions',
    file: SUMS,
    find: "if (before.deleted !== after.deleted) (before.deleted === 1 ? old : now)['deleted'] = 1;",
    put: '',
  },
  {
    name: 'the sum of a removed row stays',
    file: SUMS,
    find: 'this.#subtract(row.scope, rowChecksum(row), 1);',
    put: '',
  },
  {
    name: 'words of removed rows stay in the search index',
    file: ENGINE,
    find: 'if (rows.removed) purgeDerivations(this, this.#options.derivations);',
    put: '',
  },
  {
    name: 'the clock is not kept over a start',
    file: ENGINE,
    find: "writeMeta(this.sqlite, 'clock', String(writer.clock));",
    put: '',
  },
  {
    name: 'a command that fails leaves half of itself',
    file: ENGINE,
    find: "} else this.sqlite.exec('ROLLBACK');",
    put: "} else this.sqlite.exec('COMMIT');",
  },
  {
    name: 'the history of a row that left stays',
    file: FORGET,
    find: "prepared(db, 'DELETE FROM _history WHERE tbl = ? AND row_id = ?').run(table, id);",
    put: '',
  },
  {
    name: 'sent changes of a row that left stay',
    file: FORGET,
    find: 'emptyChange(db, change.id);',
    put: '',
  },
  {
    name: 'a step of undo of a row that left stays',
    file: FORGET,
    find: "prepared(db, 'DELETE FROM _undo WHERE ? BETWEEN first AND last').run(change.id);",
    put: '',
  },
  {
    name: 'only the clock says what was concurrent',
    file: 'src-shared/sync/seen.ts',
    find: 'if (seen !== undefined && (sameMark(seen, current) || isOneOwn(seen, current, look))) return true;',
    put: '',
  },
  {
    name: 'an overwritten value is not recorded',
    file: MERGE,
    find: 'overwrites.push({ unit, base, lost: now, lostMark: current, kept: theirs, keptMark: mine });',
    put: '',
  },
  {
    name: 'a value that came too late is not recorded',
    file: MERGE,
    find: 'overwrites.push({ unit, base, lost: theirs, lostMark: mine, kept: now, keptMark: current });',
    put: '',
  },
  {
    name: 'the last to arrive wins, not the last to write',
    file: MERGE,
    find: 'const base = root ?? seen;\n  if (compareMarks(mine, current) > 0) {',
    put: 'const base = root ?? seen;\n  if (compareMarks(mine, current) !== 0) {',
  },
  {
    name: 'a deletion takes unseen edits with it without a record',
    file: LIFE,
    find: 'if (newest === null) return null;',
    put: 'if (newest !== undefined) return null;',
  },
  {
    name: 'an edit of a deleted row is dropped without a record',
    file: LIFE,
    find: 'if (edits.length === 0 || mergedInto(spec, row) !== null) return null;',
    put: 'if (edits.length >= 0) return null;',
  },
  {
    name: 'an older value from the server covers a newer one here',
    file: 'src-shared/sync/incoming.ts',
    find: 'if (compareMarks(theirs, markOf(local.marks, unit)) < 0) continue;',
    put: '',
  },
  {
    name: 'amount and currency are merged apart',
    file: 'src-shared/schema/table.ts',
    find: 'spec.unitOf[column] ?? column;',
    put: 'column ?? spec.unitOf[column];',
  },
  {
    name: 'what was typed into a note is not kept',
    file: 'src-main/core/use-cases/work/write-note.ts',
    find: "tx.insert('note_update', note.scope, newId(), { note_id: id, body: update });",
    put: 'newId();',
  },
  {
    name: 'undo does not look whether somebody else has written since',
    file: UNDO,
    // Either look finds most of it by itself: whoever writes since leaves another mark, and mostly another value.
    find: `own.has(markOf(row.marks, unit)[1]) &&
      holds(unitOfRow(spec, row, unit), cellsOfUnit(spec, after, unit));`,
    put: 'true;',
  },
];
