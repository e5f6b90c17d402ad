import type { Database } from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDerivations } from '../../../db/client/derivations.ts';
import { occupancy } from '../../../db/client/derived/occupancy.ts';
import { scheduleConflict } from '../../../db/client/derived/schedule-conflict.ts';
import { writeMeta } from '../../../db/client/local/meta.ts';
import { openDatabase, openForReading } from '../../../db/client/open.ts';
import type { Occupancy } from '../../../src-shared/domain/calendar/occupancy.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { DAY, personId, START } from './calendars.ts';

/** The people whose events the laptop holds itself; of the others it knows busy blocks. */
export const TEAM = 20;
export const ZONE = 'Asia/Shanghai';
export const NOW = START + 84 * DAY;

export interface BenchLaptop {
  readonly writer: Database;
  /** The connection that queries run on. */
  readonly reader: Database;
  close(): void;
}

/** An encrypted desk of the first person, with everybody's times in it. */
export function fillLaptop(calendars: readonly (readonly Occupancy[])[]): BenchLaptop {
  const folder = mkdtempSync(join(tmpdir(), 'semicolon-bench-'));
  const key = randomBytes(32);
  const opened = openDatabase({ folder, key });
  if (!opened.ok) throw new Error(opened.error.type);
  const { sqlite, file, close } = opened.value;
  writeMeta(sqlite, 'person', personId(0));
  const person = sqlite.prepare(
    `INSERT INTO person (id, scope, deleted, name, role, unit_id, login, work_start, work_end, zone, _clock, _device)
      VALUES (?, 'bank', 0, ?, 'manager', 't', ?, '08:30', '17:30', '${ZONE}', 1, 1)`,
  );
  const event = sqlite.prepare(
    `INSERT INTO event (id, scope, deleted, all_day, start, "end", zone, kind, title, organiser_id, status, transparency, privacy, _clock, _device)
      VALUES (?, ?, 0, 0, ?, ?, '${ZONE}', 'meeting', 'M', ?, 'confirmed', 'busy', 'normal', 1, 1)`,
  );
  const block = sqlite.prepare(
    `INSERT INTO busy_block (id, scope, deleted, subject_kind, subject_id, event_id, uid, recurrence_id, start, "end", status, required, _clock, _device)
      VALUES (?, 'busy:t', 0, 'person', ?, ?, ?, '', ?, ?, 'busy', 1, 1, 1)`,
  );
  sqlite.transaction(() => {
    for (const [at, items] of calendars.entries()) {
      const id = personId(at);
      person.run(id, id, id);
      for (const { uid, start, end } of items)
        if (at < TEAM)
          event.run(uid, `calendar:${id}`, instantToWall(start, ZONE), instantToWall(end, ZONE), id);
        else block.run(`b-${uid}`, id, uid, uid, start, end);
    }
  })();
  ensureDerivations({ sqlite }, [occupancy, scheduleConflict], NOW);
  const reader = openForReading(file, key);
  return {
    writer: sqlite,
    reader,
    close() {
      reader.close();
      close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
