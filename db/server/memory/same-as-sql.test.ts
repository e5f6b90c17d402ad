/** Random commits, done by a database and in memory: the same answers, the same rows, heads and log, the same errors. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Cells, RowState } from '../../../src-shared/sync/change.ts';
import { lookAtMemory, lookAtSql, type Look } from '../../../tests/support/look.ts';
import { aStore, TEST_EPOCH } from '../../../tests/support/server-store.ts';
import { aDraft, aRow, logged } from '../../../tests/support/stored.ts';
import type { Tx } from '../statements.ts';
import type { ServerStore, Store } from '../store.ts';
import { MemoryDatabase } from './database.ts';
import { openMemory } from './open.ts';

let database: Store;
beforeEach(async () => {
  database = await aStore();
});
afterEach(() => database.close());

/** Something that a commit does; the same whatever it is done on. */
interface Act {
  readonly what: string;
  on(tx: Tx): Promise<unknown>;
}

const id = fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5');
const ids = fc.array(id, { maxLength: 4 });
const person = fc.constantFrom('A', 'AB', 'L');
const scope = fc.constantFrom('book:a', 'book:b', 'calendar:A', 'calendar:AB', 'person:A', 'bank');
const word = fc.constantFrom('甲', "o'clock", '\\"{}', '', 'r1', 'NULL');
const small = fc.integer({ min: 0, max: 20 });
const flag = fc.constantFrom<0 | 1>(0, 1);
const link = fc.option(id);

/** Tables with the columns that something looks up. */
const CELLS: Partial<Record<TableName, fc.Arbitrary<Cells>>> = {
  customer: fc.record({
    name: word,
    merged_into: link,
    need_amount: fc.option(fc.integer()),
    carbon: fc.option(word),
  }),
  event: fc.record({
    title: word,
    series_id: link,
    rrule: fc.constantFrom(null, 'FREQ=DAILY'),
    start: fc.constantFrom('2026-11-05T10:00', '2027-11-05T10:00'),
  }),
  attendee: fc.record({ event_id: id, person_id: person }),
  invitation: fc.record({
    event_id: id,
    series_id: link,
    kind: fc.constantFrom('visit', 'call'),
    geo: fc.constantFrom(null, '31;121'),
  }),
  event_customer: fc.record({ event_id: id, customer_id: id }),
  task: fc.record({ customer_id: id }),
  assignment: fc.record({ task_id: id }),
  busy_block: fc.record({
    subject_id: person,
    uid: id,
    event_id: id,
    start: small,
    end: small,
    status: word,
  }),
  edit_conflict: fc.record({ row_id: id, unit: word }),
  org_unit: fc.record({ kind: fc.constantFrom('branch', 'team'), parent_id: link }),
  person: fc.record({
    role: fc.constantFrom('manager', 'lead', 'admin', 'teller'),
    unit_id: id,
    left_on: fc.constantFrom(null, '2026-01-01'),
  }),
  book: fc.record({ unit_id: id }),
  book_member: fc.record({ book_id: id, person_id: person }),
};
const TABLES = Object.keys(CELLS) as TableName[];
const table = fc.constantFrom(...TABLES);

/** Writes a row as a commit does: into its place, from where it was. */
async function put(tx: Tx, name: TableName, now: RowState): Promise<void> {
  const [before] = await tx.rows.lock(name, [now.id]);
  if (before?.scope === now.scope)
    return tx.rows.update(name, [
      { before, now: { ...now, marks: { ...now.marks, row: before.marks.row } } },
    ]);
  if (before) await tx.rows.remove(name, [before]);
  return tx.rows.insert(name, [now]);
}

const row = table.chain((name) =>
  fc.record({
    name: fc.constant(name),
    id: name === 'person' ? person : id,
    scope,
    deleted: flag,
    cells: CELLS[name]!,
    units: fc.constantFrom({}, { name: [7, 2] as const }),
  }),
);

const byId = <T extends { id: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
const text = (value: unknown): string => JSON.stringify(value);
/** Answers whose order nothing promises. */
const unordered = <T>(list: readonly T[]): T[] => [...list].sort((a, b) => (text(a) < text(b) ? -1 : 1));

const writes: fc.Arbitrary<Act> = fc.oneof(
  row.map((one): Act => ({
    what: `put ${text(one)}`,
    on: (tx) =>
      put(tx, one.name, {
        ...aRow(one.name, one.id, one.scope, one.cells),
        deleted: one.deleted,
        marks: { row: [1, 1], units: one.units },
      }),
  })),
  fc.record({ table, id, scope }).map((one): Act => ({
    what: `insert ${text(one)}`,
    // Only where nothing else has the id: a database would take a second row in another scope.
    on: async (tx) => {
      const [there] = await tx.rows.lock(one.table, [one.id]);
      await tx.rows.insert(one.table, [aRow(one.table, one.id, there?.scope ?? one.scope)]);
    },
  })),
  fc.record({ table, id, scope }).map((one): Act => ({
    what: `remove ${text(one)}`,
    on: (tx) => tx.rows.remove(one.table, [one]),
  })),
  fc
    .record({
      at: small,
      entries: fc.array(fc.record({ scope, id, device: flag, pointer: fc.boolean() }), { maxLength: 4 }),
    })
    .map(({ at, entries }): Act => ({
      what: `log ${text(entries)}`,
      on: (tx) =>
        logged(
          tx,
          at,
          ...entries.map((one) =>
            aDraft(one.scope, one.id, { device: one.device, ...(one.pointer ? { cells: null } : {}) }),
          ),
        ),
    })),
  fc.record({ scope, lo: fc.nat() }).map((one): Act => ({
    what: `take ${text(one)}`,
    on: (tx) => tx.heads.take(new Map([[one.scope, { entries: 0, delta: { hi: 7, lo: one.lo } }]])),
  })),
  fc.constant<Act>({
    what: 'recompute',
    on: async (tx) => {
      const { people, moved } = await tx.grants.recompute(0);
      return [unordered(people), unordered(moved.map(({ person_id, scope }) => `${person_id} ${scope}`))];
    },
  }),
  fc.record({ person, hash: word }).map((one): Act => ({
    what: `device ${text(one)}`,
    on: async (tx) =>
      void (await tx.devices.insert({ personId: one.person, name: 'x', tokenHash: one.hash, now: 1 })),
  })),
  fc.record({ n: small }).map(({ n }): Act => ({
    what: `result ${n}`,
    on: (tx) =>
      tx.pushResults.save(1, [
        { n, table: 'customer', id: 'r1', outcome: 'merged', reason: null, column: null, clock: null },
      ]),
  })),
);

const reads: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ table, ids }).map((one): Act => ({
    what: `read ${text(one)}`,
    on: async (tx) => [byId(await tx.rows.read(one.table, one.ids)), await tx.rows.lock(one.table, one.ids)],
  })),
  fc
    .record({ table, scope, after: fc.constantFrom('', 'r2', 'r2x'), limit: fc.integer({ min: 1, max: 4 }) })
    .map((one): Act => ({
      what: `page ${text(one)}`,
      on: async (tx) => [
        await tx.rows.page(one.table, one.scope, one.after, one.limit),
        await tx.rows.range(one.table, one.scope, { after: one.after, upto: 'r4' }, one.limit),
      ],
    })),
  ids.map((list): Act => ({
    what: `find ${text(list)}`,
    on: async (tx) => [
      byId(await tx.rows.readBy('edit_conflict', 'row_id', list)),
      byId(await tx.rows.readBy('customer', 'name', list)),
      // Two entries of one instant and number, in two scopes, may stand in either order.
      unordered(await tx.log.history(list)),
    ],
  })),
  fc.array(fc.record({ scope, after: small, upto: small }), { maxLength: 3 }).map((given): Act => {
    const ranges = [...new Map(given.map((range) => [range.scope, range])).values()];
    return {
      what: `entries ${text(ranges)}`,
      on: async (tx) => [
        (await tx.log.read(ranges, 1)).map(({ scope, seq, row_id, op, cells, units }) => [
          scope,
          seq,
          row_id,
          op,
          cells,
          units,
        ]),
        await tx.heads.read(ranges.map((range) => range.scope)),
      ],
    };
  }),
  person.map((who): Act => ({
    what: `rights ${who}`,
    on: async (tx) => [
      unordered([...(await tx.grants.read(who))]),
      unordered([...(await tx.grants.due(who))]),
      unordered(await tx.grants.holders([who, 'L', who], ['bank', 'book:a'])),
      await tx.pushResults.read(1, 3, 12),
      await tx.pushResults.refusals(1, 12, 2),
    ],
  })),
  fc
    .array(fc.record({ person_id: person, scope: fc.constantFrom('book:a', 'book:b') }), { maxLength: 3 })
    .map((shown): Act => ({
      what: `shown ${text(shown)}`,
      on: async (tx) => [
        unordered(await tx.calendar.visitsShown(shown)),
        unordered(await tx.tasks.handedTo(shown)),
      ],
    })),
  fc.record({ ids, person, start: small, end: small }).map((one): Act => ({
    what: `calendar ${text(one)}`,
    on: async ({ calendar }) => [
      unordered(await calendar.rootsOf(one.ids)),
      unordered(await calendar.familyIds(one.ids)),
      unordered(await calendar.idsByEvent('attendee', one.ids)),
      unordered(await calendar.idsByEvent('invitation', one.ids)),
      unordered(await calendar.writingDelegates([one.person])),
      unordered(await calendar.blockIds(one.ids)),
      await calendar.lockPeople([one.person]),
      unordered(await calendar.units()),
      unordered(await calendar.overlappingBlocks([{ subject: one.person, start: one.start, end: one.end }])),
      unordered(await calendar.eventTitles(one.ids)),
      unordered(await calendar.rootsOfPeople([one.person])),
      await calendar.rootsToRoll('2027-01-01', '2028-01-01'),
      await calendar.rootsAfter('r1', 2),
      await calendar.endedBlockIds(one.end, 2),
      unordered(await calendar.membersOfBooks(one.ids)),
    ],
  })),
);

/** A transaction; it may change its mind at the end. */
const commit = fc.record({
  acts: fc.array(fc.oneof({ weight: 3, arbitrary: writes }, { weight: 2, arbitrary: reads }), {
    minLength: 1,
    maxLength: 6,
  }),
  undone: fc.integer({ min: 0, max: 4 }).map((at) => at === 0),
});

/** What a transaction answered, or by which code it failed. */
async function outcomeOf(
  store: ServerStore,
  { acts, undone }: { acts: readonly Act[]; undone: boolean },
): Promise<unknown> {
  const answers: unknown[] = [];
  try {
    await store.transaction(async (tx) => {
      for (const { what, on } of acts) answers.push([what, await on(tx)]);
      if (undone) throw Object.assign(new Error('changed its mind'), { code: 'undone' });
    });
    return answers;
  } catch (error) {
    return { answers, code: (error as { code?: string }).code };
  }
}

const wholeOf = async (look: Look): Promise<unknown> => ({
  rows: await Promise.all(TABLES.map((name) => look.rows(name))),
  heads: await look.heads(),
  log: (await look.log()).map(({ scope, seq, row_id }) => [scope, seq, row_id]),
});

it('answers and keeps what a database does', async () => {
  const memory = new MemoryDatabase(TEST_EPOCH);
  const store = openMemory(memory);
  let failed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(commit, { minLength: 1, maxLength: 6 }), async (commits) => {
      for (const one of commits) {
        const expected = await outcomeOf(database, one);
        expect(await outcomeOf(store, one)).toEqual(expected);
        if (!Array.isArray(expected)) failed += 1;
      }
      expect(await wholeOf(lookAtMemory(memory))).toEqual(await wholeOf(lookAtSql(database)));
    }),
    { numRuns: 200, seed: 20_261_126 },
  );
  expect(failed).toBeGreaterThan(10);
  expect(memory.heads().length).toBeGreaterThan(3);
});
