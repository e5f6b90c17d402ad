import { describe, expect, it } from 'vitest';
import { changedOf, newDraft, problemsOf, slotOf } from './event-draft.ts';

const draft = {
  ...newDraft({ date: '2026-03-19', from: 600, to: 690 }, 'Asia/Shanghai', 30),
  title: '云岫 授信面谈',
};

describe('the draft of an event', () => {
  it('says its slot as wall times; an all-day one ends the day after its last', () => {
    expect(slotOf(draft)).toMatchObject({ all_day: 0, start: '2026-03-19T10:00', end: '2026-03-19T11:30' });
    expect(slotOf({ ...draft, allDay: true, endDay: '2026-03-20' })).toMatchObject({
      all_day: 1,
      start: '2026-03-19',
      end: '2026-03-21',
    });
  });

  it('ends on the next day where it was drawn to midnight', () => {
    expect(slotOf(newDraft({ date: '2026-03-19', from: 1380, to: 1440 }, 'UTC', null)).end).toBe(
      '2026-03-20T00:00',
    );
  });

  it('is not saved without a title, without times, or backwards', () => {
    expect(problemsOf(draft)).toEqual([]);
    expect(problemsOf({ ...draft, title: ' ' })).toEqual(['title']);
    expect(problemsOf({ ...draft, endTime: null })).toEqual(['time']);
    expect(problemsOf({ ...draft, endTime: '09:00' })).toEqual(['order']);
  });

  it('writes only what was changed', () => {
    expect(changedOf(draft, { ...draft, place: '302' })).toEqual({ place: '302' });
    expect(changedOf(draft, { ...draft, startTime: '11:00' })).toEqual({});
  });
});
