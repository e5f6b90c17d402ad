import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesOf, type Before, type Watched } from './changes.ts';

const MEETING: Watched = {
  start: '2026-11-26T10:00',
  end: '2026-11-26T11:00',
  zone: 'Asia/Shanghai',
  all_day: 0,
  rrule: null,
  rdate: null,
  exdate: null,
  title: '周会',
  place: '三楼',
  status: 'confirmed',
  people: 'A,B',
};

const patch = fc.record(
  {
    start: fc.constantFrom('2026-11-26T10:00', '2026-11-27T09:00'),
    place: fc.constantFrom('三楼', '五楼', null),
    title: fc.constantFrom('周会', '季度会'),
    people: fc.constantFrom('A,B', 'A,C', null),
    status: fc.constantFrom('confirmed' as const, 'cancelled' as const),
  },
  { requiredKeys: [] },
);

/** Plays edits one after the other; what each replaced, the latest first, and the row at the end. */
function played(patches: readonly Partial<Watched>[]): { now: Watched; edits: Before[] } {
  let now = MEETING;
  const edits: Before[] = [];
  for (const one of patches) {
    const before: Record<string, unknown> = {};
    for (const column of Object.keys(one) as (keyof Watched)[]) before[column] = now[column];
    edits.unshift(before);
    now = { ...now, ...one };
  }
  return { now, edits };
}

test('what happened in between does not matter: only how it was seen and how it is', () => {
  fc.assert(
    fc.property(fc.array(patch, { maxLength: 6 }), (patches) => {
      const { now, edits } = played(patches);
      const inOne = Object.fromEntries(
        Object.keys(MEETING).map((key) => [key, MEETING[key as keyof Watched]]),
      );
      expect(changesOf(now, edits)).toEqual(changesOf(now, [inOne]));
    }),
  );
});

test('what came back to where it was has not changed', () => {
  fc.assert(
    fc.property(fc.array(patch, { maxLength: 6 }), (patches) => {
      const { now, edits } = played([...patches, MEETING]);
      expect(changesOf(now, edits)).toEqual([]);
    }),
  );
});

test('tells the time as a whole, the place, and who came and went', () => {
  const now = { ...MEETING, start: '2026-11-27T10:00', end: '2026-11-27T11:00', place: null, people: 'A,C' };
  expect(
    changesOf(now, [
      { start: MEETING.start, end: MEETING.end },
      { place: '三楼', people: 'A,B' },
    ]),
  ).toEqual([
    {
      what: 'time',
      from: { start: '2026-11-26T10:00', end: '2026-11-26T11:00', zone: 'Asia/Shanghai' },
      to: { start: '2026-11-27T10:00', end: '2026-11-27T11:00', zone: 'Asia/Shanghai' },
    },
    { what: 'place', from: '三楼', to: null },
    { what: 'people', added: ['C'], gone: ['B'] },
  ]);
});

test('an invitation that named nobody before tells of nobody who came', () => {
  expect(changesOf(MEETING, [{ people: null }])).toEqual([]);
});
