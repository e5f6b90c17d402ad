import { saveReports, type Report } from '../../db/server/queries/reports.ts';
import type { Sql } from '../../db/server/store.ts';
import type { Device } from '../../db/server/queries/devices.ts';
import type {
  PullRequest,
  PullResponse,
  RangesRequest,
  RangesResponse,
} from '../../src-shared/sync/protocol.ts';

/**
 * What laptops tell of their checksums, kept in memory and written together now and then: a write for each pull would
 * cost more than the pull. What is lost with the process is told again.
 */
export class Reports {
  readonly #waiting = new Map<string, Report>();

  /** A pull told what the laptop's rows add up to at its cursors. Of a scope that its person may not see nothing is kept. */
  heard(device: Device, { cursors, sums }: PullRequest, grants: PullResponse['grants'], now: number): void {
    for (const [scope, checksum] of Object.entries(sums ?? {})) {
      const cursor = cursors[scope];
      if (cursor === undefined || !Object.hasOwn(grants, scope)) continue;
      this.#note({ device: device.id, scope, cursor, checksum, differs: null, at: now });
    }
  }

  /** A laptop compares ranges to repair itself: the first one that differs is worth knowing. */
  compared(device: Device, request: RangesRequest, answer: RangesResponse, now: number): void {
    for (const [at, range] of (request.ranges ?? []).entries()) {
      const told = answer.ranges[at];
      if (range.checksum === undefined || told?.upto !== range.upto) continue;
      if (told.checksum === range.checksum) continue;
      const differs = `${range.table} ${range.after === '' ? '…' : `${range.after} …`} ${range.upto ?? '…'}`;
      const { scope } = request;
      this.#note({ device: device.id, scope, cursor: answer.seq, checksum: '', differs, at: now });
      return;
    }
  }

  async flush(sql: Sql): Promise<void> {
    const reports = [...this.#waiting.values()];
    this.#waiting.clear();
    await saveReports(sql, reports);
  }

  #note(report: Report): void {
    this.#waiting.set(`${report.device} ${report.scope}`, report);
  }
}
