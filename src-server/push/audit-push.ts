import type { Device } from '../../db/server/queries/devices.ts';
import type { StoredResult } from '../../db/server/queries/push-results.ts';
import type { Tx } from '../../db/server/statements.ts';
import type { Change } from '../../src-shared/sync/change.ts';

/** What of a push is worth a line in the audit log: rights that changed, and rows that were deleted, by number. */
export async function auditPush(
  tx: Tx,
  device: Device,
  push: {
    changes: readonly Change[];
    results: readonly StoredResult[];
    people: readonly string[];
  },
  now: number,
): Promise<void> {
  const by = { at: now, device: device.id };
  for (const personId of push.people) {
    await tx.meta.appendAudit({
      ...by,
      action: 'rights_changed',
      personId,
      detail: `by ${device.person_id}`,
    });
  }
  const refused = new Set(push.results.filter(({ outcome }) => outcome === 'refused').map(({ n }) => n));
  const counts = new Map<string, number>();
  for (const { n, table, cells } of push.changes) {
    if (cells['deleted'] === 1 && !refused.has(n)) counts.set(table, (counts.get(table) ?? 0) + 1);
  }
  if (counts.size === 0) return;
  const detail = [...counts].map(([table, count]) => `${table} ${count}`).join(', ');
  await tx.meta.appendAudit({ ...by, action: 'deleted', personId: device.person_id, detail });
}
