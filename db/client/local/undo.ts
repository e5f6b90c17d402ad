import type { Database } from 'better-sqlite3';
import type { Act, Standing } from '../../../src-shared/contract/done.ts';
import { prepared } from '../prepared.ts';

/** One thing a person did: a range of the outbox, under the name of its command. */
export interface UndoStep {
  readonly id: number;
  readonly label: string;
  readonly at: number;
  readonly first: number;
  readonly last: number;
}

/** How many steps are kept. */
export const UNDO_DEPTH = 200;
const DONE = 0;
const UNDONE = 1;
const COLUMNS = 'id, label, at, first, last';
const NEXT_UNDO = `SELECT ${COLUMNS} FROM _undo WHERE state = ${DONE} ORDER BY id DESC LIMIT 1`;
const NEXT_REDO = `SELECT ${COLUMNS} FROM _undo WHERE state = ${UNDONE} ORDER BY id LIMIT 1`;
const FORGET_UNDONE = `DELETE FROM _undo WHERE state = ${UNDONE}`;
const ADD = `INSERT INTO _undo (label, at, first, last, state) VALUES (?, ?, ?, ?, ${DONE})`;

/** A new step; what had been undone can no longer be redone. Returns its id. */
export function addStep(db: Database, step: Omit<UndoStep, 'id'>): number {
  prepared(db, FORGET_UNDONE).run();
  const { lastInsertRowid } = prepared(db, ADD).run(step.label, step.at, step.first, step.last);
  prepared(db, 'DELETE FROM _undo WHERE id <= ?').run(Number(lastInsertRowid) - UNDO_DEPTH);
  return Number(lastInsertRowid);
}

/**
 * Lets the newest step reach further, for a command that continues it; false where another step has come between, or
 * it was undone.
 */
export function extendStep(db: Database, id: number, last: number): boolean {
  if (nextUndo(db)?.id !== id || nextRedo(db) !== undefined) return false;
  return prepared(db, 'UPDATE _undo SET last = ? WHERE id = ?').run(last, id).changes === 1;
}

/** The newest step that can be undone. */
export const nextUndo = (db: Database): UndoStep | undefined => prepared<[], UndoStep>(db, NEXT_UNDO).get();

/** The step that was undone last. */
export const nextRedo = (db: Database): UndoStep | undefined => prepared<[], UndoStep>(db, NEXT_REDO).get();

/** How an act stands, done or undone as it was told. */
export function standingOf(db: Database, { step, last }: Act): Standing {
  const now = prepared<[number], number>(db, 'SELECT last FROM _undo WHERE id = ?').pluck().get(step);
  if (now !== undefined && now !== last) return 'turned';
  return nextUndo(db)?.id === step || nextRedo(db)?.id === step ? 'next' : 'covered';
}

/** Turns a step over: its range is now that of the changes which took it back. */
export function turnStep(
  db: Database,
  id: number,
  range: { first: number; last: number },
  to: 'undone' | 'done',
): void {
  prepared(db, 'UPDATE _undo SET first = ?, last = ?, state = ? WHERE id = ?').run(
    range.first,
    range.last,
    to === 'undone' ? UNDONE : DONE,
    id,
  );
}

export const dropStep = (db: Database, id: number): void => {
  prepared(db, 'DELETE FROM _undo WHERE id = ?').run(id);
};

/** Forgets every step that touched a scope which this person may no longer see. */
export function dropStepsOf(db: Database, scope: string): void {
  prepared(
    db,
    'DELETE FROM _undo WHERE EXISTS (SELECT 1 FROM _outbox WHERE id BETWEEN first AND last AND scope = ?)',
  ).run(scope);
}
