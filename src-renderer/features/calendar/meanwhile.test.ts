import { describe, expect, test } from 'vitest';
import { newDraft, type EventDraft } from './event-draft.ts';
import { changedMeanwhile, withParts } from './meanwhile.ts';

const opened: EventDraft = newDraft({ date: '2026-03-18', from: 600, to: 660 }, 'Asia/Shanghai', 15, 'Visit');

describe('an event that changes while somebody writes in its form', () => {
  test('is followed where nothing was written here, and the rest stays as it was written', () => {
    const mine = { ...opened, title: 'Second visit' };
    const theirs = { ...opened, place: 'Vault', startTime: '11:00', endTime: '12:00' };
    const { followed, clashing } = changedMeanwhile(opened, mine, theirs);
    expect([followed, clashing]).toEqual([['time', 'place'], []]);
    expect(withParts(mine, theirs, followed)).toEqual({ ...theirs, title: 'Second visit' });
  });

  test('clashes where both wrote something else, a start with an end too', () => {
    const mine = { ...opened, title: 'Mine', startTime: '09:00' };
    const theirs = { ...opened, title: 'Theirs', endTime: '12:00' };
    expect(changedMeanwhile(opened, mine, theirs)).toEqual({ followed: [], clashing: ['title', 'time'] });
  });

  test('does not clash where both wrote the same, nor where a name is only told in another language', () => {
    const mine = { ...opened, title: 'Same' };
    const person = { id: 'p1', name: '王芳', role: 'required' } as const;
    const theirs = { ...opened, title: 'Same', people: [{ ...person, name: 'Wang Fang' }] };
    const before = { ...opened, people: [person] };
    expect(changedMeanwhile(before, { ...mine, people: [person] }, theirs)).toEqual({
      followed: ['title'],
      clashing: [],
    });
  });
});
