import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import { cellFault, DELETED } from '../../src-shared/schema/table.ts';
import { isTableName, tableSpec } from '../../src-shared/schema/tables.ts';
import { SCOPE, type Cells } from '../../src-shared/sync/change.ts';
import { loadSurvivors, mergeRefusal } from '../push/merged-rows.ts';
import { commitAsServer, type Operator } from './server-commit.ts';

export type QuarantineFailure = { type: 'NoSuchEdit' } | { type: 'EditUnfit'; what: string };

class Unfit extends Error {
  readonly failure: QuarantineFailure;

  constructor(failure: QuarantineFailure) {
    super(failure.type);
    this.failure = failure;
  }
}

/**
 * Decides about a quarantined edit in place of the lead: `applied` writes into the record what its author had written,
 * `discarded` leaves the record as it is. What the edit said stays readable in either case. A merge into a record of
 * another scope is for somebody who holds both.
 */
export async function settleQuarantine(
  operator: Operator,
  id: string,
  choice: 'applied' | 'discarded',
): Promise<Result<void, QuarantineFailure>> {
  const { now } = operator;
  try {
    await commitAsServer(operator, '', async (set, tx) => {
      await set.load('quarantine', [id]);
      const [record] = set.held('quarantine');
      if (!record || record.deleted === 1 || record.status !== 'open')
        throw new Unfit({ type: 'NoSuchEdit' });
      const { table_name: table, row_id: rowId } = record;
      if (choice === 'applied') {
        if (!isTableName(table)) throw new Unfit({ type: 'EditUnfit', what: table });
        await set.load(table, [rowId]);
        const row = set.row(table, rowId);
        if (!row && record.kind === 'update') throw new Unfit({ type: 'EditUnfit', what: rowId });
        const {
          [DELETED]: deleted,
          [SCOPE]: _scope,
          ...cells
        } = JSON.parse(record.cells) as Record<string, Cells[string]>;
        const spec = tableSpec(table);
        const unknown = Object.keys(cells).find((column) => !(column in spec.columns));
        const unfit = unknown ?? cellFault(spec, cells, { whole: !row })?.column;
        if (unfit !== undefined) throw new Unfit({ type: 'EditUnfit', what: unfit });
        const scope = row?.scope ?? record.scope;
        if (deleted !== 1 || Object.keys(cells).length > 0) set.write(table, rowId, scope, cells);
        if (deleted === 1) set.remove(table, rowId);
        // Whose place the operator takes holds this scope; nobody says that they hold the other record's.
        await loadSurvivors(set, []);
        const after = set.row(table, rowId);
        const refused = after && mergeRefusal(set, row, after, new Map([[scope, 'write']]));
        if (refused) throw new Unfit({ type: 'EditUnfit', what: refused.column ?? rowId });
      }
      set.write('quarantine', id, record.scope, { status: choice, settled_by: null, settled_at: now });
      await tx.meta.appendAudit({
        at: now,
        action: choice === 'applied' ? 'quarantine_returned' : 'quarantine_dropped',
        personId: record.written_by,
        device: null,
        detail: id,
      });
    });
  } catch (error) {
    if (error instanceof Unfit) return err(error.failure);
    throw error;
  }
  return ok(undefined);
}
