import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Reader } from '../access.ts';
import { all, one } from './statement.ts';

export const membersOfBook = (
  db: Reader,
  book: Id,
): Pick<Row<'book_member'>, 'id' | 'person_id' | 'role'>[] =>
  all(
    db,
    'SELECT id, person_id, role FROM book_member WHERE book_id = ? AND deleted = 0 ORDER BY role DESC, id',
    book,
  );

/** What somebody lets others do; who takes over from whom is the server's word. */
type Let = Pick<Row<'delegate'>, 'id' | 'person_id'> & { readonly may: 'read' | 'write' };

const GIVEN = "may <> 'succeed' AND deleted = 0 ORDER BY id";

export const delegateOf = (db: Reader, scope: Scope, person: Id): Let | undefined =>
  one(
    db,
    `SELECT id, person_id, may FROM delegate WHERE scope = ? AND person_id = ? AND ${GIVEN} LIMIT 1`,
    scope,
    person,
  );

export const delegatesIn = (db: Reader, scope: Scope): Let[] =>
  all(db, `SELECT id, person_id, may FROM delegate WHERE scope = ? AND ${GIVEN}`, scope);
