import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Reader } from '../access.ts';
import { statement } from './statement.ts';

/** Where a row lies that is deleted now: its id cannot be given a second time. Undefined where there is none. */
export const scopeOfGone = (db: Reader, table: TableName, id: Id): Scope | undefined =>
  statement<[Id], { scope: Scope }>(db, `SELECT scope FROM "${table}" WHERE id = ? AND deleted = 1`).get(id)
    ?.scope;
