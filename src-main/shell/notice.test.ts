import { describe, expect, it } from 'vitest';
import { noticeOf } from './notice.ts';
import { shellWords } from './words.ts';

const due = (...titles: string[]) => titles.map((title, at) => ({ id: title, title, at }));

describe('the notice of reminders', () => {
  it('is one, however many fell due at once or while the machine slept', () => {
    expect(noticeOf(due('王总', 'Acme'), shellWords(['en']), false)).toEqual({
      title: '2 reminders',
      body: '王总\nAcme',
    });
  });

  it('of a single one says what it is', () => {
    expect(noticeOf(due('Acme'), shellWords(['en']), false)).toEqual({ title: 'Semicolon', body: 'Acme' });
  });

  it('is not turned by a title in it', () => {
    expect(noticeOf(due('A\u202Emce'), shellWords(['en']), false)?.body).toBe('Amce');
  });

  it('tells notices and reminders that come together as one', () => {
    const items = [...due('王总'), { id: 'n', title: '周会', at: 1, kind: 'event_moved' as const }];
    expect(noticeOf(items, shellWords(['zh-CN']), false)).toEqual({
      title: '2 条新消息',
      body: '王总\n改期：周会',
    });
  });

  it('says in whose name a delegate is told', () => {
    const items = [{ id: 'n', title: '周会', at: 1, kind: 'invited' as const, for: '陈静' }];
    expect(noticeOf(items, shellWords(['zh-CN']), false)?.body).toBe('代陈静处理 · 邀请：周会');
    expect(noticeOf(items, shellWords(['en']), false)?.body).toBe('For 陈静 · Invitation: 周会');
  });

  it('says nothing of what they are about while anybody may read the screen', () => {
    const items = [...due('云岫授信'), { id: 'n', title: '面谈李总', at: 1, kind: 'invited' as const }];
    const told = JSON.stringify(noticeOf(items, shellWords(['zh-CN']), true));
    expect(told).toContain('2 条新消息');
    expect(told).not.toMatch(/云岫|李总/);
  });

  it('is none where nothing is due', () => {
    expect(noticeOf([], shellWords(['en']), false)).toBeUndefined();
  });
});
