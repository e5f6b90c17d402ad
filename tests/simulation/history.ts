/**
 * One seeded history: laptops write, exchange, crash and wake up over a network that loses and repeats; then
 * everything heals, and an oracle that knows who had seen what compares.
 *
 * The oracle is independent of marks and clocks: every value written is unique, so the value that a laptop showed when
 * somebody wrote is what the writer had seen.
 */
import { seeded, type Seeded } from '../../src-shared/kernel/seeded.ts';
import { uuidv7 } from '../../src-shared/kernel/ids.ts';
import { checksumText, EMPTY_CHECKSUM } from '../../src-shared/sync/checksum.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import { ModelLaptop } from './model-laptop.ts';
import { ModelServer, type Plants } from './model-server.ts';

export interface HistoryOptions {
  laptops: number;
  operations: number;
  plants?: Plants;
}

export interface HistoryReport {
  operations: number;
  divergences: number;
  lost: number;
  leaks: number;
  unrecorded: number;
  falseConflicts: number;
  faults: Record<string, number>;
  /** What happened, for a person who looks for the cause. */
  script: string[];
}

interface Write {
  value: string;
  row: string;
  column: string;
  /** The value the writer saw in this cell; null for the first. */
  saw: string | null;
}

const COLUMNS = ['name', 'remark', 'hobbies', 'address'] as const;
const SCOPES = ['book:one', 'book:two', 'book:three'] as const;
const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 16);

export function runHistory(seed: number, options: HistoryOptions): HistoryReport {
  const random = seeded(`history ${seed}`);
  const server = new ModelServer(options.plants ?? {});
  const laptops = makeLaptops(random, options.laptops);
  const script: string[] = [];
  const faults: Record<string, number> = {};
  const writes: Write[] = [];
  const deletions: { row: string; seen: Set<string>; laptop: number }[] = [];
  let now = START;
  let serial = 0;
  const count = (fault: string): void => void (faults[fault] = (faults[fault] ?? 0) + 1);
  const fresh = (): string => `v${(serial += 1)}`;

  for (let step = 0; step < options.operations; step += 1) {
    now += random.int(1, 40) * 60_000;
    const laptop = random.pick(laptops);
    const alive = [...laptop.rows.values()].filter((row) => row.deleted === 0);
    const what = random.next();
    if (what < 0.12 || alive.length === 0) {
      const scope = random.pick([...laptop.granted]);
      const id = uuidv7(now, () => random.next());
      const value = fresh();
      laptop.insert('customer', id, scope, { name: value }, now);
      writes.push({ value, row: id, column: 'name', saw: null });
      script.push(`${laptop.device} inserts ${short(id)} in ${scope}`);
    } else if (what < 0.55) {
      const row = random.pick(alive);
      const columns = random.shuffle(COLUMNS).slice(0, random.int(1, 2));
      const cells: Record<string, string> = {};
      for (const column of columns) {
        cells[column] = fresh();
        writes.push({
          value: cells[column],
          row: row.id,
          column,
          saw: (row.cells[column] as string | undefined) ?? null,
        });
      }
      laptop.write('customer', row.id, cells, now);
      script.push(`${laptop.device} writes ${short(row.id)} ${JSON.stringify(cells)}`);
    } else if (what < 0.59) {
      const row = random.pick(alive);
      deletions.push({
        row: row.id,
        seen: new Set(COLUMNS.map((column) => String(row.cells[column] ?? ''))),
        laptop: laptop.device,
      });
      laptop.write('customer', row.id, { deleted: 1 }, now);
      script.push(`${laptop.device} deletes ${short(row.id)}`);
      count('delete');
    } else if (what < 0.62) {
      const row = random.pick(alive);
      const to = random.pick([...laptop.granted]);
      if (to !== row.scope) {
        laptop.write('customer', row.id, { scope: to }, now);
        script.push(`${laptop.device} moves ${short(row.id)} to ${to}`);
        count('move');
      }
    } else if (what < 0.65) {
      laptop.skew = random.pick([0, 365 * DAY, -365 * DAY, 3_600_000, -7_200_000, 30_000]);
      script.push(`${laptop.device} clock is off by ${laptop.skew}`);
      count('clock');
    } else {
      const fault = random.chance(0.6)
        ? 'none'
        : random.pick(['lostRequest', 'lostAnswer', 'twice'] as const);
      if (fault !== 'none') count(fault);
      laptop.exchange(server, now, fault);
      script.push(`${laptop.device} exchanges (${fault})`);
    }
  }
  for (let round = 0; round < 4; round += 1)
    for (const laptop of laptops) laptop.exchange(server, (now += 1000), 'none');

  return {
    operations: options.operations,
    ...compare(server, laptops),
    ...judge(server, laptops, writes, deletions),
    faults,
    script,
  };
}

function makeLaptops(random: Seeded, howMany: number): ModelLaptop[] {
  const list: ModelLaptop[] = [];
  for (let i = 0; i < howMany; i += 1) {
    const scopes = i === 0 ? SCOPES : random.shuffle(SCOPES).slice(0, random.int(1, 3));
    list.push(new ModelLaptop(i + 1, new Set(scopes), random.pick([0, 0, 90_000, -90_000])));
  }
  return list;
}

/** All laptops equal to the server on the scopes they hold, and holding nothing else. */
function compare(
  server: ModelServer,
  laptops: readonly ModelLaptop[],
): { divergences: number; leaks: number } {
  let divergences = 0;
  let leaks = 0;
  for (const laptop of laptops) {
    if (laptop.outbox.length > 0) divergences += 1;
    for (const [key, row] of laptop.rows) {
      const truth = server.rows.get(key);
      if (!laptop.granted.has(row.scope) || (truth && !laptop.granted.has(truth.scope))) leaks += 1;
      else if (!truth || visible(truth) !== visible(row)) divergences += 1;
    }
    for (const [key, row] of server.rows)
      if (laptop.granted.has(row.scope) && !laptop.rows.has(key)) divergences += 1;
    for (const scope of laptop.granted) {
      if (laptop.checksum(scope) !== checksumText(server.sums.get(scope) ?? EMPTY_CHECKSUM)) divergences += 1;
    }
  }
  return { divergences, leaks };
}

const visible = (row: RowState): string =>
  JSON.stringify([row.scope, row.deleted, ...COLUMNS.map((column) => row.cells[column] ?? null)]);

/** Every value is in the row, was overwritten by somebody who had seen it, or stands in a record. */
function judge(
  server: ModelServer,
  laptops: readonly ModelLaptop[],
  writes: readonly Write[],
  deletions: readonly { row: string; seen: Set<string> }[],
): { lost: number; unrecorded: number; falseConflicts: number } {
  const byValue = new Map(writes.map((write) => [write.value, write]));
  const builtOn = new Set(writes.map((write) => write.saw));
  const recorded = new Set<string>();
  let falseConflicts = 0;
  for (const overwrite of server.overwrites) {
    for (const value of Object.values(overwrite.lost)) recorded.add(String(value));
    for (const column of COLUMNS) {
      const lost = overwrite.lost[column];
      const kept = overwrite.kept[column];
      if (typeof lost !== 'string' || typeof kept !== 'string') continue;
      if (isAncestor(byValue, lost, kept) || isAncestor(byValue, kept, lost)) falseConflicts += 1;
    }
  }
  const kept = new Set<string>();
  for (const change of [...server.refused, ...laptops.flatMap((laptop) => laptop.quarantine)]) {
    for (const value of Object.values(change.cells)) kept.add(String(value));
  }
  let lost = 0;
  let unrecorded = 0;
  for (const write of writes) {
    if (builtOn.has(write.value) || kept.has(write.value)) continue;
    const row = server.rows.get(`customer/${write.row}`);
    if (!row) {
      lost += 1;
      continue;
    }
    const stands = row.cells[write.column] === write.value;
    if (stands && row.deleted === 0) continue;
    const goneKnowingly = deletions.some(
      (deletion) => deletion.row === write.row && deletion.seen.has(write.value),
    );
    if ((stands && goneKnowingly) || recorded.has(write.value)) continue;
    unrecorded += 1;
  }
  return { lost, unrecorded, falseConflicts };
}

function isAncestor(writes: ReadonlyMap<string, Write>, elder: string, younger: string): boolean {
  for (let at: string | null = younger; at !== null; at = writes.get(at)?.saw ?? null)
    if (at === elder) return true;
  return false;
}

const short = (id: string): string => id.slice(-6);
