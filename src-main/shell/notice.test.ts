import { describe, expect, it } from 'vitest';
import { noticeOf } from './notice.ts';
import { shellWords } from './words.ts';

const due = (...titles: string[]) => titles.map((title, at) => ({ id: title, title, at }));

describe('the notice of reminders', () => {
  it('is one, however many fell due at once or while the machine slept', () => {
    expect(noticeOf(due('王总', 'Acme'), shellWords(['en']))).toEqual({
      title: '2 reminders',
      body: '王总\nAcme',
    });
  });

  it('of a single one says what it is', () => {
    expect(noticeOf(due('Acme'), shellWords(['en']))).toEqual({ title: 'Semicolon', body: 'Acme' });
  });

  it('is none where nothing is due', () => {
    expect(noticeOf([], shellWords(['en']))).toBeUndefined();
  });
});
