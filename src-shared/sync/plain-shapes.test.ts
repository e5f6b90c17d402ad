import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pullShape, pushShape, snapshotShape } from './plain-shapes.ts';
import { pullResponse, pushRequest, snapshotResponse } from './protocol.ts';

/** Mostly what belongs there, now and then what does not. */
const odd = fc.oneof(
  { weight: 30, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, '', 'a\0b', -1, 1.5, 2 ** 60, true, [], {}, 'x'.repeat(101)),
  },
);
const or = <T>(usual: fc.Arbitrary<T>) => fc.tuple(usual, odd).map(([one, other]) => other ?? one);
const text = or(fc.string({ minLength: 1, maxLength: 64 }));
const count = or(fc.nat());
const cell = or(fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
const name = fc.oneof(
  { weight: 20, arbitrary: fc.stringMatching(/^[a-z_]{1,12}$/) },
  { weight: 1, arbitrary: fc.constantFrom('', '__proto__', 'x'.repeat(61), 'a\0') },
);
const mark = or(or(fc.tuple(count, count)));
/** As JSON brings it, so that `__proto__` may be a member. */
const record = <T>(member: fc.Arbitrary<T>) =>
  fc
    .array(fc.tuple(name, member), { maxLength: 4 })
    .map(
      (list) =>
        JSON.parse(`{${list.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join()}}`) as object,
    );
const extra = fc.constantFrom({}, {}, {}, {}, { later: 1 });
const withExtra = <T extends object>(one: fc.Arbitrary<T>) =>
  or(fc.tuple(one, extra).map(([a, b]) => ({ ...a, ...b })));

const change = withExtra(
  fc.record({
    n: or(fc.integer({ min: 0, max: 9 })),
    tx: or(fc.integer({ min: 1, max: 9 })),
    table: text,
    id: text,
    scope: text,
    kind: or(fc.constantFrom('insert', 'update')),
    cells: record(cell),
    clock: count,
    base: record(mark),
  }),
);
const entry = withExtra(
  fc.record(
    {
      seq: count,
      table: text,
      id: text,
      op: or(fc.constantFrom('put', 'remove')),
      cells: record(cell),
      row: mark,
      units: record(mark),
      by: text,
    },
    { requiredKeys: ['seq', 'table', 'id', 'op', 'cells', 'row', 'units'] },
  ),
);
const few = <T>(one: fc.Arbitrary<T>) => or(fc.array(one, { maxLength: 3 }));

const push = withExtra(fc.record({ protocol: count, epoch: text, changes: few(change) }));
const pull = withExtra(
  fc.record({
    epoch: text,
    serverTime: count,
    grants: record(fc.constantFrom('read', 'write')),
    checkpoints: few(withExtra(fc.record({ scope: text, to: count, entries: few(entry) }))),
    resnapshot: few(text),
    more: fc.boolean(),
  }),
);
const snapshot = withExtra(
  fc.record({
    epoch: text,
    serverTime: count,
    pin: count,
    pages: few(withExtra(fc.record({ table: text, columns: few(text), rows: few(few(cell)) }))),
    next: fc.constant(null),
  }),
);

describe('what reads a long message', () => {
  it.each([
    ['a push', push, pushShape, pushRequest],
    ['a pull', pull, pullShape, pullResponse],
    ['a snapshot', snapshot, snapshotShape, snapshotResponse],
  ] as const)('reads %s as its schema does', (_name, messages, shape, schema) => {
    let taken = 0;
    fc.assert(
      fc.property(messages as fc.Arbitrary<unknown>, (message) => {
        const [ours, theirs] = [shape.safeParse(message), schema.safeParse(message)];
        expect(ours.success).toBe(theirs.success);
        if (ours.success) taken += 1;
        expect(ours.data).toEqual(theirs.data);
        expect(ours.error?.issues).toEqual(theirs.error?.issues);
      }),
      { numRuns: 1_000 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
