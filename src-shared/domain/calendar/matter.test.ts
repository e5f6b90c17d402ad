import { describe, expect, test } from 'vitest';
import { byMatter, matterOf, meetingsIn } from './matter.ts';

const conflict = (id: string, more: Partial<Parameters<typeof matterOf>[0]> = {}): string =>
  matterOf({ id, kind: 'person', subjectId: 'me', uids: ['a', 'b'], series: true, ...more });

describe('one matter', () => {
  test('is every clash of the same two series, whichever begins first and whoever or whatever clashes', () => {
    expect(conflict('2', { uids: ['b', 'a'] })).toBe(conflict('1'));
    expect(conflict('2', { kind: 'resource', subjectId: '302' })).toBe(conflict('1'));
  });

  test('is not a clash with another, nor of another sort', () => {
    expect(conflict('2', { uids: ['a', 'c'] })).not.toBe(conflict('1'));
    expect(conflict('2', { kind: 'travel' })).not.toBe(conflict('1'));
  });

  test('is every meeting without a room, whatever has it; another room is another matter', () => {
    const refused = { kind: 'refused', subjectId: '302' } as const;
    expect(conflict('2', { ...refused, uids: ['a', 'c'] })).toBe(conflict('1', refused));
    expect(conflict('2', { ...refused, uids: ['a', ''], series: false })).toBe(conflict('1', refused));
    expect(conflict('2', { ...refused, subjectId: '305' })).not.toBe(conflict('1', refused));
  });

  test('is a clash that happens once', () => {
    expect(conflict('2', { series: false })).not.toBe(conflict('1', { series: false }));
  });
});

test('conflicts stand together where the first of their matter stands, and a meeting counts once', () => {
  const one = (matter: string, recurrence_id: string | null) => ({
    matter,
    a: { event_id: 'e', recurrence_id },
  });
  const all = [one('x', '1'), one('y', null), one('x', '2'), one('x', '2')];
  expect(byMatter(all).map((group) => [group[0]!.matter, group.length, meetingsIn(group)])).toEqual([
    ['x', 3, 2],
    ['y', 1, 1],
  ]);
});
