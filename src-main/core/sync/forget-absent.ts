import type { AnyRows } from '../../../db/client/any-rows.ts';
import { forgetRow, rememberedRows } from '../../../db/client/local/forget-row.ts';
import { allScopes } from '../../../db/client/local/scopes.ts';

/**
 * Forgets what was written of rows that are not here, once everything is loaded. While something still comes, a row that
 * is in no scope yet may come with the next: after a restoration its words are all that is left of them, and perhaps to
 * be offered once more.
 */
export function forgetAbsent(rows: AnyRows): void {
  if (allScopes(rows.sqlite).some(({ state }) => state === 'loading')) return;
  for (const { tbl, row_id } of rememberedRows(rows.sqlite))
    if (!rows.read(tbl, row_id)) forgetRow(rows.sqlite, tbl, row_id);
}
