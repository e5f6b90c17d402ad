/**
 * A laptop as the simulation sees it. What is on its disk survives a crash; what it waits for does not.
 */
import { isTableName, tableSpec } from '../../src-shared/schema/tables.ts';
import { DELETED } from '../../src-shared/schema/table.ts';
import { adoptServer, applyIncoming, applyRemoval, GONE } from '../../src-shared/sync/merge.ts';
import {
  markOf,
  SCOPE,
  unitsOf,
  wholeBase,
  type Cells,
  type Change,
  type RowState,
} from '../../src-shared/sync/change.ts';
import { addChecksums, checksumText, EMPTY_CHECKSUM, rowChecksum } from '../../src-shared/sync/checksum.ts';
import { tick, type Mark } from '../../src-shared/sync/clock.ts';
import type { ModelEntry, ModelResult, ModelServer } from './model-server.ts';

export class ModelLaptop {
  readonly rows = new Map<string, RowState>();
  readonly cursors = new Map<string, number>();
  /** Changes that the server has not answered, in order. */
  outbox: Change[] = [];
  /** What was refused or lost with a right: kept for the person, recoverable. */
  readonly quarantine: Change[] = [];
  private n = 0;
  private tx = 0;
  private last = 0;

  readonly device: number;
  readonly granted: ReadonlySet<string>;
  /** How far this clock is off, in milliseconds. */
  skew: number;

  constructor(device: number, granted: ReadonlySet<string>, skew: number) {
    this.device = device;
    this.granted = granted;
    this.skew = skew;
    for (const scope of granted) this.cursors.set(scope, 0);
  }

  insert(table: string, id: string, scope: string, cells: Cells, now: number): void {
    const clock = this.stamp(now);
    this.rows.set(`${table}/${id}`, {
      table,
      id,
      scope,
      deleted: 0,
      cells,
      marks: { row: [clock, this.device], units: {} },
    });
    this.send({ table, id, scope, kind: 'insert', cells, clock, base: {} });
  }

  /** Writes cells of a live row; `deleted` and `scope` may be among them. False where the row is not here. */
  write(table: string, id: string, cells: Cells, now: number): boolean {
    const key = `${table}/${id}`;
    const row = this.rows.get(key);
    if (!row || row.deleted === 1 || !isTableName(table)) return false;
    const spec = tableSpec(table);
    const units = unitsOf(spec, cells);
    const whole = units.includes(DELETED) || units.includes(SCOPE);
    const base: Record<string, Mark> = whole ? wholeBase(row.marks) : {};
    const clock = this.stamp(now);
    const mark: Mark = [clock, this.device];
    const marks: Record<string, Mark> = { ...row.marks.units };
    for (const unit of units) {
      base[unit] = markOf(row.marks, unit);
      marks[unit] = mark;
    }
    const { [DELETED]: deleted, [SCOPE]: scope, ...rest } = cells as Record<string, never>;
    const next: RowState = {
      ...row,
      scope: scope === undefined ? row.scope : String(scope),
      deleted: deleted === undefined ? row.deleted : deleted === 1 ? 1 : 0,
      cells: { ...row.cells, ...rest },
      marks: { row: row.marks.row, units: marks },
    };
    this.rows.set(key, next);
    this.send({ table, id, scope: row.scope, kind: 'update', cells, clock, base });
    return true;
  }

  /** The server's answer to a push. May come late, twice, or never. */
  answered(upTo: number, results: readonly ModelResult[]): void {
    const refused = new Set(
      results.filter((result) => result.outcome === 'refused').map((result) => result.n),
    );
    const waiting = this.outbox.filter((change) => change.n <= upTo);
    if (waiting.length === 0) return;
    const byN = new Map(waiting.map((change) => [change.n, change]));
    this.outbox = this.outbox.filter((change) => change.n > upTo);
    for (const result of results) {
      const change = byN.get(result.n);
      if (!change) continue;
      const key = `${change.table}/${change.id}`;
      if (refused.has(result.n)) this.quarantine.push(change);
      if (!result.state || !this.granted.has(result.state.scope)) {
        if (result.outcome === 'refused' && !result.state) this.drop(key);
        continue;
      }
      const row = this.rows.get(key);
      const spec = isTableName(change.table) ? tableSpec(change.table) : null;
      if (!spec) continue;
      this.rows.set(
        key,
        row
          ? adoptServer(spec, row, result.state, this.pendingUnits(change.table, change.id))
          : applyIncoming(spec, undefined, result.state),
      );
    }
  }

  /** One checkpoint over all scopes, as a whole. */
  apply(checkpoints: readonly { scope: string; to: number; entries: readonly ModelEntry[] }[]): void {
    for (const { entries } of checkpoints) {
      for (const entry of entries) {
        const key = `${entry.table}/${entry.id}`;
        const local = this.rows.get(key);
        if (entry.op === 'remove') {
          const moved = entry.units[SCOPE];
          if (local && moved) this.rows.set(key, applyRemoval(local, moved));
          continue;
        }
        if (!isTableName(entry.table)) continue;
        this.rows.set(key, applyIncoming(tableSpec(entry.table), local, entry));
      }
    }
    for (const [key, row] of this.rows) if (row.scope === GONE) this.drop(key);
    for (const { scope, to } of checkpoints)
      this.cursors.set(scope, Math.max(to, this.cursors.get(scope) ?? 0));
  }

  checksum(scope: string): string {
    let sum = EMPTY_CHECKSUM;
    for (const row of this.rows.values()) if (row.scope === scope) sum = addChecksums(sum, rowChecksum(row));
    return checksumText(sum);
  }

  exchange(server: ModelServer, now: number, fault: 'none' | 'lostRequest' | 'lostAnswer' | 'twice'): void {
    const batch = [...this.outbox];
    if (fault === 'lostRequest') return;
    if (batch.length > 0) {
      const answer = server.push(this.device, this.granted, batch, now);
      const again = fault === 'twice' ? server.push(this.device, this.granted, batch, now) : null;
      if (fault === 'lostAnswer') return;
      this.answered(answer.upTo, answer.results);
      if (again) this.answered(again.upTo, again.results);
    }
    this.apply(server.pull(this.device, this.cursors));
  }

  private pendingUnits(table: string, id: string): Set<string> {
    const units = new Set<string>();
    if (!isTableName(table)) return units;
    for (const change of this.outbox) {
      if (change.table === table && change.id === id)
        for (const unit of unitsOf(tableSpec(table), change.cells)) units.add(unit);
    }
    return units;
  }

  /** The row is gone from this laptop; what was not sent yet is kept for the person. */
  private drop(key: string): void {
    this.rows.delete(key);
    for (const change of this.outbox)
      if (`${change.table}/${change.id}` === key) this.quarantine.push(change);
  }

  private stamp(now: number): number {
    this.last = tick(this.last, now + this.skew);
    return this.last;
  }

  private send(change: Omit<Change, 'n' | 'tx'>): void {
    this.n += 1;
    this.tx += 1;
    this.outbox.push({ ...change, n: this.n, tx: this.tx });
  }
}
