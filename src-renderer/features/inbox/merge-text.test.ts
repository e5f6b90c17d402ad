import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepBoth, marked } from './merge-text.ts';

const BASE = '二期厂房 6 月封顶，设备款待议。';

describe('keeping both texts', () => {
  it('takes both changes where they are in different places', () => {
    expect(
      keepBoth(BASE, '二期厂房 6 月封顶，设备款约 2,000 万。', '二期厂房 7 月封顶，设备款待议。'),
    ).toEqual({ text: '二期厂房 7 月封顶，设备款约 2,000 万。', unclear: false });
  });

  it('shows both versions of the same place and says so', () => {
    expect(keepBoth('6 月封顶', '7 月封顶', '8 月封顶')).toEqual({ text: '7 / 8 月封顶', unclear: true });
  });

  it('is the one that changed where only one did', () => {
    expect(keepBoth(BASE, BASE, 'x')).toEqual({ text: 'x', unclear: false });
    expect(keepBoth(BASE, 'x', BASE)).toEqual({ text: 'x', unclear: false });
  });

  it('never loses a stretch that somebody inserted', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '云', '😀', ' '), maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.nat(12), fc.nat(12), (base, other, at, where) => {
        const points = [...base];
        const mine = [...points.slice(0, at), 'MINE', ...points.slice(at)].join('');
        const theirs = [...points.slice(0, where), `THEIRS${other}`, ...points.slice(where)].join('');
        const { text: both } = keepBoth(base, mine, theirs);
        expect(both).toContain('MINE');
        expect(both).toContain('THEIRS');
      }),
    );
  });
});

it('marks what differs and joins to the whole text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
      expect(
        marked(before, after)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(after);
    }),
  );
  expect(marked('5,000 万', '6,000 万')).toEqual([
    { text: '6', changed: true },
    { text: ',000 万', changed: false },
  ]);
});
