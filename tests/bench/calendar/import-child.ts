import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeMeta } from '../../../db/client/local/meta.ts';
import { addScope, setScope } from '../../../db/client/local/scopes.ts';
import { EngineHost } from '../../../src-main/core/engine/engine-host.ts';
import { IMPORT_PIECE, type ImportOutcome } from '../../../src-shared/contract/calendar-file.ts';
import { readIcs } from '../../../src-shared/domain/calendar/ics.ts';
import { mendedFolds } from '../../../src-shared/domain/calendar/ics-bytes.ts';
import { planImport } from '../../../src-shared/domain/calendar/ics-import.ts';
import { uuidv7 } from '../../../src-shared/kernel/ids.ts';
import { seeded } from '../../../src-shared/kernel/seeded.ts';
import { timed } from '../report.ts';

/**
 * A process that takes the calendar file it is given into an empty encrypted desk, as the window and the writing worker do
 * together: read and planned, counted, written in pieces, taken back. Prints one line of JSON.
 */
const [file = '', NOW = ''] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-import-'));
let clock = Number(NOW);
const random = seeded('import');
const world = { now: () => (clock += 1), random: () => random.next() };
const host = EngineHost.open({
  folder,
  key: randomBytes(32),
  about: { version: 'bench', server: null },
  signInAs: null,
  world,
  network: {
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    socket: () => {
      throw new Error('no network');
    },
  },
  timers: { after: () => () => undefined },
  deviceName: 'bench',
  log: () => undefined,
  post: () => undefined,
});
if (!host.ok) throw new Error(JSON.stringify(host.error));
const { engine } = host.value;
const ME = 'person-me';
for (const scope of ['bank', `calendar:${ME}`, `person:${ME}`] as const) {
  addScope(engine.sqlite, scope, 'write');
  setScope(engine.sqlite, scope, { state: 'ready', cursor: 1, as_of: clock });
}
for (const [name, value] of [
  ['person', ME],
  ['device', '1'],
  ['devices', '[1]'],
] as const)
  writeMeta(engine.sqlite, name, value);
engine.sqlite
  .prepare(
    `INSERT INTO person (id, scope, deleted, name, role, unit_id, login, work_start, work_end, zone, _clock, _device)
      VALUES (?, 'bank', 0, '甲', 'manager', 't', 'a', '08:30', '17:30', 'Asia/Shanghai', 1, 1)`,
  )
  .run(ME);

const bytes = readFileSync(file);
let plan = planImport({ events: [], problems: [] });
const read = timed(() => {
  plan = planImport(readIcs(new TextDecoder().decode(mendedFolds(bytes)), 'Asia/Shanghai'));
});
const did = (name: string, input: unknown): unknown => {
  const done = engine.run(name, input);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
};
const send = (dryRun: boolean): number => {
  const batch = uuidv7(clock, world.random);
  let created = 0;
  for (let at = 0; at < plan.items.length; at += IMPORT_PIECE) {
    const items = plan.items.slice(at, at + IMPORT_PIECE);
    created += (did('event.import', { batch, items, dryRun }) as ImportOutcome).created;
  }
  return created;
};
const counted = timed(() => send(true));
let created = 0;
const written = timed(() => (created = send(false)));
const most = process.resourceUsage().maxRSS * 1024;
let again = 0;
const repeated = timed(() => (again = send(true)));
const undone = timed(() => did('undo.undo', {}));
const left = engine.sqlite
  .prepare<[], { n: number }>('SELECT count(*) AS n FROM event WHERE deleted = 0')
  .get()!.n;
console.log(
  JSON.stringify({
    read,
    counted,
    written,
    repeated,
    undone,
    created,
    again,
    left,
    problems: plan.problems.length,
    most,
  }),
);
await host.value.close();
rmSync(folder, { recursive: true, force: true });
