import type { Device } from '../../db/server/queries/devices.ts';
import type { ServerStore } from '../../db/server/store.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import { TABLE_NAMES, tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import type { SnapshotRequest, SnapshotResponse } from '../../src-shared/sync/protocol.ts';
import { mayLiveIn } from '../../src-shared/sync/scope.ts';
import { CHARACTERS, fitting, FULL, type AnswerSize } from './fitting.ts';

/** One page of a scope, in the order of the tables and then of ids. The first page pins the head's number. */
export function snapshot(
  context: { store: ServerStore; epoch: string; size?: AnswerSize },
  device: Device,
  request: SnapshotRequest,
  now: number,
): Promise<Result<SnapshotResponse, { type: 'NotGranted' }>> {
  return context.store.transaction(async (tx) => {
    const { scope, after } = request;
    if (!(await tx.grants.read(device.person_id)).has(scope)) return err({ type: 'NotGranted' });
    const pin = request.pin ?? (await tx.heads.read([scope])).get(scope)?.seq ?? 0;
    const tables = TABLE_NAMES.filter((table) => mayLiveIn(tableSpec(table), scope));
    const pages: SnapshotResponse['pages'] = [];
    let next: SnapshotResponse['next'] = null;
    let room = (context.size ?? FULL).rows;
    let characters = CHARACTERS;
    for (let at = startOf(tables, after?.table); at < tables.length && next === null; at += 1) {
      const table = tables[at]!;
      const from = table === after?.table ? after.id : '';
      const { columns, rows } = await tx.rows.page(table, scope, from, room);
      const taken = fitting(rows, characters);
      if (taken.count > 0) pages.push({ table, columns, rows: rows.slice(0, taken.count) });
      room -= taken.count;
      characters -= taken.characters;
      const last = rows[taken.count - 1];
      if (last && (taken.count < rows.length || room === 0)) next = { table, id: String(last[0]) };
      else if (rows.length > 0 && taken.count === 0) next = { table, id: from };
    }
    return ok({ epoch: context.epoch, serverTime: now, pin, pages, next });
  }, 'repeatable read read only');
}

/** A table that this version does not know any more starts from the beginning: rows may come twice, none is left out. */
const startOf = (tables: readonly TableName[], table: string | undefined): number =>
  Math.max(
    0,
    tables.findIndex((one) => one === table),
  );
