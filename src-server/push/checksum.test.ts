import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isTableName, TABLE_NAMES } from '../../src-shared/schema/tables.ts';
import {
  addChecksums,
  checksumText,
  EMPTY_CHECKSUM,
  rowChecksum,
  type Checksum,
} from '../../src-shared/sync/checksum.ts';
import { aCustomer, aServer, anEvent, type Draft, type Kit } from '../../tests/support/server-kit.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
});
afterEach(() => kit.close());

/** Every scope's checksum, from nothing but the rows. */
async function recomputed(): Promise<Map<string, string>> {
  const sums = new Map<string, Checksum>();
  for (const table of TABLE_NAMES) {
    const ids = (await kit.look.rows(table)).map((row) => String(row['id']));
    for (const row of await kit.store.rows.read(table, ids)) {
      sums.set(row.scope, addChecksums(sums.get(row.scope) ?? EMPTY_CHECKSUM, rowChecksum(row)));
    }
  }
  return new Map([...sums].map(([scope, sum]) => [scope, checksumText(sum)]));
}

const ids = fc.constantFrom('r1', 'r2', 'r3');
const edit = fc.oneof(
  fc.record({ name: fc.string({ minLength: 1, maxLength: 5 }) }),
  fc.record({ need_amount: fc.integer(), need_currency: fc.constantFrom('CNY', 'EUR') }),
  fc.record({ remark: fc.option(fc.string({ maxLength: 3 })) }),
  fc.record({ deleted: fc.constantFrom(0, 1) }),
  fc.record({ scope: fc.constantFrom('book:joint', 'book:bookA', 'book:bookB') }),
);
const draft: fc.Arbitrary<Draft> = fc.oneof(
  ids.map((id): Draft => ({
    table: 'customer',
    id,
    scope: 'book:joint',
    kind: 'insert',
    cells: aCustomer(),
  })),
  fc
    .record({ id: ids, cells: edit })
    .map(({ id, cells }): Draft => ({ table: 'customer', id, scope: 'book:joint', cells })),
  fc.record({ id: ids, hour: fc.integer({ min: 10, max: 14 }) }).map(({ id, hour }): Draft => ({
    table: 'event',
    id: `e${id}`,
    scope: 'calendar:A',
    kind: 'insert',
    cells: anEvent('A', {
      start: `2026-11-05T${hour}:00`,
      end: `2026-11-05T${hour + 1}:00`,
      rrule: 'FREQ=DAILY;COUNT=3',
    }),
  })),
  ids.map((id): Draft => ({
    table: 'attendee',
    id: `a${id}`,
    scope: 'calendar:A',
    kind: 'insert',
    cells: { event_id: `e${id}`, person_id: 'B', role: 'required', answer: 'needs_action' },
  })),
);

describe('the checksum of a scope', () => {
  it('is that of its rows after any pushes of any laptops: edits, conflicts, deletions, moves and projections', async () => {
    const laptops = [await kit.laptop('A'), await kit.laptop('B')];
    const pushes = fc.array(
      fc.record({ who: fc.constantFrom(0, 1), drafts: fc.array(draft, { minLength: 1, maxLength: 6 }) }),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(pushes, async (list) => {
        for (const { who, drafts } of list) await laptops[who]!.push(...drafts);
        const heads = await kit.look.heads();
        const expected = await recomputed();
        for (const { scope, checksum } of heads) {
          expect([scope, checksum]).toEqual([scope, expected.get(scope) ?? checksumText(EMPTY_CHECKSUM)]);
        }
      }),
      { numRuns: 12, seed: 20_261_102 },
    );
  });

  it('is right also where laptops push at the same moment, in any order of rows and scopes', async () => {
    const laptops = [
      await kit.laptop('A'),
      await kit.laptop('B'),
      await kit.laptop('L'),
      await kit.laptop('C'),
    ];
    const ids = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];
    await kit.load({
      table: 'customer',
      rows: ids.map((id) => ({ id, scope: 'book:joint', cells: aCustomer() })),
    });
    const edits = (person: string, turn: number): Draft[] => {
      const order = turn % 2 === 0 ? ids : ids.toReversed();
      const event: Draft = {
        table: 'event',
        id: `e-${person}-${turn}`,
        scope: `calendar:${person}`,
        kind: 'insert',
        cells: anEvent(person),
      };
      const guest = person === 'A' ? 'B' : 'A';
      const attendee = { event_id: event.id, person_id: guest, role: 'required', answer: 'needs_action' };
      return [
        ...order.map((id): Draft => ({
          table: 'customer',
          id,
          scope: 'book:joint',
          cells: { remark: `${person}${turn}` },
        })),
        event,
        { table: 'attendee', id: `a-${person}-${turn}`, scope: event.scope, kind: 'insert', cells: attendee },
      ];
    };
    for (const turn of [1, 2, 3, 4]) {
      const answers = await Promise.all(
        laptops.map((laptop, at) => laptop.push(...edits(laptop.person, turn + at))),
      );
      expect(answers.map((answer) => answer.upTo)).toEqual(Array.from(laptops, () => turn * 8));
    }
    const heads = await kit.look.heads();
    const expected = await recomputed();
    for (const { scope, checksum } of heads) {
      expect([scope, checksum]).toEqual([scope, expected.get(scope) ?? checksumText(EMPTY_CHECKSUM)]);
    }
    const log = await kit.look.log();
    for (const { scope, seq } of heads) {
      const numbers = log.filter((line) => line.scope === scope).map((line) => line.seq);
      expect([scope, numbers]).toEqual([scope, Array.from({ length: seq }, (_, at) => at + 1)]);
    }
  });

  it('counts every table that there is', () => {
    expect(TABLE_NAMES.every(isTableName)).toBe(true);
    expect(TABLE_NAMES.length).toBeGreaterThan(25);
  });
});
