import type { HeldRow } from './held-row.ts';
import { byName } from './laptop-image.ts';
import { parsed } from './parsed.ts';
import type { Scene, Seen, Verdict } from './scene.ts';

/** The column by which a row hangs on another, by the oracle's own list. */
const HANGS: Readonly<Record<string, readonly [column: string, table: string]>> = {
  customer_tag: ['customer_id', 'customer'],
  contact_point: ['customer_id', 'customer'],
  contact_log: ['customer_id', 'customer'],
  note: ['customer_id', 'customer'],
  note_update: ['note_id', 'note'],
  attachment: ['owner_id', 'customer'],
  task: ['parent_id', 'task'],
  attendee: ['event_id', 'event'],
  event_resource: ['event_id', 'event'],
};

/** Whose a row is, by the scope in which it lies. */
const BELONGS: Readonly<Record<string, readonly [family: string, column: string]>> = {
  task: ['person:', 'owner_id'],
  event: ['calendar:', 'organiser_id'],
};

/** What hangs on a row lies where the row lies: apart from it, the one is seen without the other. */
export function apart(held: readonly HeldRow[], truth: ReadonlyMap<string, HeldRow>, verdict: Verdict): void {
  for (const row of held) {
    const [family, whose] = BELONGS[row.table] ?? [];
    if (
      family &&
      whose &&
      row.scope.startsWith(family) &&
      row.scope !== `${family}${String(row.cells[whose])}`
    )
      verdict.divergences.push(
        `server: ${row.table}/${row.id} in ${row.scope} is ${String(row.cells[whose])}'s`,
      );
    const [column, table] = HANGS[row.table] ?? [];
    const owner = column && truth.get(`${table}/${String(row.cells[column])}`);
    // A private note stays private where its writer lost the book while linking it to a customer.
    if (row.table === 'note' && row.scope.startsWith('person:')) continue;
    if (owner && owner.scope !== row.scope)
      verdict.divergences.push(
        `server: ${row.table}/${row.id} of ${owner.table}/${owner.id} in ${owner.scope} lies in ${row.scope}`,
      );
  }
}

const PHYSICAL = new Set(['id', 'scope', 'deleted', '_clock', '_device', '_units', '_extra']);

/** A row in one line: where it is, whether it lives, and every cell that is not empty. */
export function lineOf(scope: string, deleted: number, cells: Readonly<Record<string, unknown>>): string {
  const full = Object.keys(cells)
    .filter((column) => !PHYSICAL.has(column) && cells[column] !== null && cells[column] !== undefined)
    .sort();
  return `${scope} ${deleted} ${full.map((column) => `${column}=${String(cells[column])}`).join(' ')}`;
}

/** Every row of every granted scope is here as it is there, and no other row is here. `lines`: the server's rows. */
export function compare(
  scene: Scene,
  { laptop, image }: Seen,
  lines: ReadonlyMap<HeldRow, string>,
  verdict: Verdict,
): void {
  const rights = scene.organisation.rightsOf(laptop.person);
  const say = (what: string): void => void verdict.divergences.push(`laptop ${laptop.number}: ${what}`);
  const waiting = laptop.rows('SELECT count(*) AS n FROM _outbox WHERE state <> 1')[0]?.['n'];
  if (waiting !== 0) say(`${waiting} changes still wait`);
  for (const fault of laptop.faults) say(fault);
  if (laptop.line.endless) say('asks without end');
  for (const scope of new Set(laptop.mismatches))
    if (!scene.damaged && !scene.wasLost(laptop.person, scope)) say(`the checksum of ${scope} did not agree`);
  for (const step of laptop.rows(
    "SELECT label FROM _undo WHERE NOT EXISTS (SELECT 1 FROM _outbox WHERE id BETWEEN first AND last AND cells <> '{}')",
  ))
    verdict.leaks.push(
      `laptop ${laptop.number} keeps a step of undo (${step['label']}) of what it may not know`,
    );
  const here = new Map(
    laptop.rows('SELECT scope, "right", state FROM _scope').map((row) => [row['scope'], row]),
  );
  for (const [scope, right] of rights) {
    const its = here.get(scope);
    if (its?.['right'] !== right || its['state'] !== 'ready')
      say(`${scope} is ${its?.['state'] ?? 'missing'} with ${its?.['right'] ?? 'no right'}`);
  }
  for (const scope of here.keys())
    if (!rights.has(String(scope))) verdict.leaks.push(`laptop ${laptop.number} holds ${scope}`);
  const expected = new Map<string, string>();
  for (const [row, line] of lines) if (rights.has(row.scope)) expected.set(`${row.table}/${row.id}`, line);
  for (const { name, synced, columns, rows } of image) {
    if (!synced) continue;
    for (const cells of rows) {
      const row = byName(columns, cells);
      const key = `${name}/${String(row['id'])}`;
      const scope = String(row['scope']);
      const wanted = expected.get(key);
      expected.delete(key);
      const line = lineOf(scope, Number(row['deleted']), { ...row, ...parsed(row['_extra']) });
      if (!rights.has(scope)) verdict.leaks.push(`laptop ${laptop.number} shows ${key} of ${scope}`);
      else if (wanted === undefined) say(`${key} is only here: ${line}`);
      else if (wanted !== line) say(`${key} differs:\n    here  ${line}\n    there ${wanted}`);
    }
  }
  for (const row of laptop.rows('SELECT tbl, id, scope, deleted, cells FROM _foreign')) {
    const key = `${row['tbl']}/${row['id']}`;
    const line = lineOf(String(row['scope']), Number(row['deleted']), parsed(row['cells']));
    if (!rights.has(String(row['scope']))) verdict.leaks.push(`laptop ${laptop.number} keeps ${key}`);
    else if (expected.get(key) !== line) say(`${key} differs: ${line}`);
    expected.delete(key);
  }
  for (const [key, line] of expected) say(`${key} is missing: ${line}`);
}
