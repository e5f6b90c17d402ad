import type { Device } from '../../db/server/queries/devices.ts';
import type { StoredResult } from '../../db/server/queries/push-results.ts';
import type { Tx } from '../../db/server/statements.ts';
import { isTableName } from '../../src-shared/schema/tables.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import type { PushResult, ServerRow } from '../../src-shared/sync/protocol.ts';
import { quarantineId } from './quarantine.ts';
import { wholeCells } from './whole-cells.ts';

const stateOf = (row: RowState): ServerRow => ({
  scope: row.scope,
  cells: { ...wholeCells(row) },
  row: [...row.marks.row],
  units: Object.fromEntries(Object.entries(row.marks.units).map(([unit, mark]) => [unit, [...mark]])),
});

/**
 * Results as the laptop gets them, each with the row as it is now. A row that this person may not see is never told;
 * a merged change of such a row needs no answer, because the next pull takes the row away.
 */
export async function answersOf(
  tx: Tx,
  device: Device,
  results: readonly StoredResult[],
): Promise<PushResult[]> {
  if (results.length === 0) return [];
  const grants = await tx.grants.read(device.person_id);
  const rows = new Map<string, RowState>();
  for (const table of new Set(results.map((result) => result.table))) {
    if (!isTableName(table)) continue;
    const ids = results.filter((result) => result.table === table).map((result) => result.id);
    for (const row of await tx.rows.read(table, [...new Set(ids)])) {
      if (grants.has(row.scope)) rows.set(`${table}/${row.id}`, row);
    }
  }
  const strays = results.filter(({ reason }) => reason === 'NotGranted' || reason === 'RowMissing');
  const kept = new Set(
    (
      await tx.rows.read(
        'quarantine',
        strays.map(({ n }) => quarantineId(device.id, n)),
      )
    ).map(({ id }) => id),
  );
  return results.flatMap((result): PushResult[] => {
    const row = rows.get(`${result.table}/${result.id}`);
    if (result.outcome === 'merged')
      return row
        ? [
            {
              n: result.n,
              outcome: 'merged',
              state: stateOf(row),
              ...(result.clock === null ? {} : { clock: result.clock }),
            },
          ]
        : [];
    return [
      {
        n: result.n,
        outcome: 'refused',
        reason: result.reason ?? 'Poison',
        ...(result.column === null ? {} : { column: result.column }),
        ...(kept.has(quarantineId(device.id, result.n)) ? { kept: true } : {}),
        ...(row ? { state: stateOf(row) } : {}),
      },
    ];
  });
}
