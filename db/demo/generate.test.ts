import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cellFault } from '../../src-shared/schema/table.ts';
import { tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { mayLiveIn, parseScope } from '../../src-shared/sync/scope.ts';
import type { DemoOptions } from './demo.ts';
import { demoBatches } from './generate.ts';
import type { DemoBatch } from './row.ts';
import { AMOUNTS, type DemoSize } from './size.ts';

const TODAY = '2026-03-17';
const options = (size: DemoSize, more: Partial<DemoOptions> = {}): DemoOptions => ({
  seed: 1,
  size,
  today: TODAY,
  ...more,
});

function hash(given: DemoOptions): string {
  const sum = createHash('sha256');
  for (const batch of demoBatches(given)) sum.update(JSON.stringify(batch));
  return sum.digest('hex');
}

/**
 * What is wrong with the rows, each fault named once, and what each table counts. Where only every n-th row is looked
 * at, references are not followed.
 */
function inspect(batches: Iterable<DemoBatch>, every: number) {
  const faults = new Set<string>();
  const counts = new Map<TableName, number>();
  const ids = new Map<string, Set<string>>();
  const refs = new Map<string, Set<string>>();
  let seen = 0;
  for (const { table, rows } of batches) {
    const spec = tableSpec(table);
    counts.set(table, (counts.get(table) ?? 0) + rows.length);
    const known = ids.get(table) ?? new Set();
    ids.set(table, known);
    for (const row of rows) {
      seen += 1;
      if (seen % every !== 0) continue;
      if (known.has(row.id)) faults.add(`${table}: id used twice`);
      known.add(row.id);
      const fault = cellFault(spec, row.cells, { whole: true });
      if (fault) faults.add(`${table}.${fault.column}: ${fault.fault}`);
      if (!mayLiveIn(spec, row.scope)) faults.add(`${table}: scope ${parseScope(row.scope)?.family}`);
      for (const [column, declared] of Object.entries(spec.columns)) {
        const value = row.cells[column];
        if (declared.ref === undefined || typeof value !== 'string') continue;
        const wanted = refs.get(declared.ref) ?? new Set();
        refs.set(declared.ref, wanted.add(value));
      }
    }
  }
  for (const [table, wanted] of every === 1 ? refs : []) {
    for (const id of wanted) if (!ids.get(table)?.has(id)) faults.add(`${table}: a reference leads nowhere`);
  }
  return { faults: [...faults], counts };
}

/** Enough for the first of the large bank's teams beyond the story's. */
const LARGE_BATCHES = 30;

function* firstOf<T>(from: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const one of from) {
    if (left === 0) return;
    left -= 1;
    yield one;
  }
}

describe('the demo bank', () => {
  it('is the same for the same seed and day, to the last byte', () => {
    expect(hash(options('small'))).toBe(hash(options('small')));
  });

  it('differs for another seed, and for another day', () => {
    const usual = hash(options('small'));
    expect(hash(options('small', { seed: 2 }))).not.toBe(usual);
    expect(hash(options('small', { today: '2026-03-18' }))).not.toBe(usual);
  });

  it.each(['small', 'medium'] as const)(
    '%s: every row fits its table, its scope and what it refers to',
    (size) => {
      const { faults, counts } = inspect(demoBatches(options(size)), 1);
      expect(faults).toEqual([]);
      const { people, customers, movements, events } = AMOUNTS[size];
      expect(counts.get('person')).toBe(people);
      expect(counts.get('customer')).toBe(customers);
      expect(counts.get('movement')! / movements).toBeCloseTo(1, size === 'small' ? 0 : 5);
      expect(counts.get('event')! / events).toBeCloseTo(1, size === 'small' ? 1 : 5);
    },
  );

  it('large: is made by the same rules, and the beginning of it fits', () => {
    expect(AMOUNTS.large).toMatchObject({
      people: 200,
      customers: 100_000,
      movements: 1_000_000,
      events: 400_000,
    });
    const { faults, counts } = inspect(firstOf(demoBatches(options('large')), LARGE_BATCHES), 5);
    expect(faults).toEqual([]);
    expect(counts.get('movement')).toBeGreaterThan(10_000);
    expect(counts.get('event')).toBeGreaterThan(4_000);
  });

  it('tells nothing as having happened later than now', () => {
    const now = Date.parse(`${TODAY}T07:30:00+08:00`);
    const instants = [...demoBatches(options('small', { now }))].flatMap(({ table, rows }) =>
      rows.flatMap(({ cells }) =>
        table === 'contact_log' || table === 'notice'
          ? [cells['at']]
          : table === 'task'
            ? [cells['done_at']]
            : [],
      ),
    );
    const later = instants.filter((at) => typeof at === 'number' && at > now);
    expect(instants.length).toBeGreaterThan(500);
    expect(later).toEqual([]);
  });
});
