import type { Database } from 'better-sqlite3';
import type { DraftPlace, LeftDraft } from '../../../src-shared/contract/draft.ts';
import { prepared } from '../prepared.ts';
import { quoted } from '../schema/physical.ts';
import { readMeta, writeMeta } from './meta.ts';

/** What somebody has written and not saved: theirs alone, on this laptop alone. */
interface Draft extends DraftPlace {
  readonly person: string;
  readonly text: string;
}

/** The newest of them are kept; nobody leaves more behind half written. */
const MOST = 20;

const all = (db: Database): Draft[] => JSON.parse(readMeta(db, 'drafts') ?? '[]') as Draft[];
const put = (db: Database, drafts: readonly Draft[]): void =>
  writeMeta(db, 'drafts', drafts.length === 0 ? null : JSON.stringify(drafts));

const isAt = (draft: Draft, person: string, { table, id, field }: DraftPlace): boolean =>
  draft.person === person && draft.table === table && draft.id === id && draft.field === field;

export const readDraft = (db: Database, person: string, place: DraftPlace): string | null =>
  all(db).find((draft) => isAt(draft, person, place))?.text ?? null;

/** All that somebody left about the records of a table, the newest first. */
export const leftDrafts = (db: Database, person: string, table: DraftPlace['table']): LeftDraft[] =>
  all(db)
    .filter((draft) => draft.person === person && draft.table === table)
    .map(({ id, field, text }) => ({ id, field, text }))
    .toReversed();

/** Keeps what stands at a place in the newest wording; null: nothing stands there any more. */
export function keepDraft(db: Database, person: string, place: DraftPlace, text: string | null): void {
  const before = all(db);
  const others = before.filter((draft) => !isAt(draft, person, place));
  if (text === null && others.length === before.length) return;
  const { table, id, field } = place;
  put(db, text === null ? others : [...others, { person, table, id, field, text }].slice(-MOST));
}

/**
 * Somebody who may not see a record any more keeps nothing of it: their own unsaved words about it neither, nor a form of
 * something else that names it among what was picked.
 */
export function dropDraftsOf(db: Database, table: string, id: string): void {
  // Called for every row of a scope that goes: as a rule nothing half written knows of it.
  if (readMeta(db, 'drafts')?.includes(id) !== true) return;
  const picked = `"id":${JSON.stringify(id)}`;
  dropWhere(db, (draft) => (draft.table === table && draft.id === id) || draft.text.includes(picked));
}

/** The same of a whole scope, before or after its rows have gone. */
export const dropDraftsIn = (db: Database, scope: string): void =>
  dropWhere(db, (draft) => {
    if (draft.id === null) return false;
    const its = prepared<[string], { scope: string }>(
      db,
      `SELECT scope FROM ${quoted(draft.table)} WHERE id = ?`,
    ).get(draft.id);
    return its === undefined || its.scope === scope;
  });

function dropWhere(db: Database, gone: (draft: Draft) => boolean): void {
  const before = all(db);
  if (before.length === 0) return;
  const kept = before.filter((draft) => !gone(draft));
  if (kept.length < before.length) put(db, kept);
}
