import { expect, test } from 'vitest';
import { catalogues } from './i18n/catalogues.ts';
import { makeFormat } from './i18n/format.ts';
import {
  keyOf,
  noticeIcon,
  noticeLink,
  noticeTone,
  startOfClash,
  wallWords,
  type NoticeLike,
} from './notice-words.tsx';

test('a notice of a kind that only a newer server knows has an icon, a tone and the way to its record', () => {
  const notice = { id: 'n', kind: 'of_next_year', params: {}, table_name: 'customer', row_id: 'c1' };
  const like = notice as unknown as NoticeLike;
  expect([noticeIcon(like), noticeTone(like), noticeLink(like)]).toEqual(['bell', 't2', '#/customers/c1']);
});

test('a notice of an answer to one meeting leads to that meeting', () => {
  const params = { recurrence_id: '2026-12-08T10:00', time: '2026-12-08 10:00' };
  const notice: NoticeLike = { id: 'n', kind: 'answered', params, table_name: 'event', row_id: 's1' };
  expect(noticeLink(notice)).toBe('#/calendar/event/s1/2026-12-08T10%3A00?on=2026-12-08');
  expect(noticeLink({ ...notice, params: {} })).toBe('#/calendar/event/s1');
});

test('a notice of a refused room says of which meeting, and leads to it', () => {
  const params = { room: '302', title: '周会', time: '2026-12-08 10:00' };
  const key = keyOf('room_refused', params);
  for (const language of ['zh-CN', 'en'] as const) {
    const words: Readonly<Record<string, unknown>> = catalogues[language].today;
    expect(words[key]).toContain('{{time}}');
  }
  const of = { ...params, recurrence_id: '2026-12-08T10:00' };
  expect(noticeLink({ id: 'n', kind: 'room_refused', params: of, table_name: 'event', row_id: 's1' })).toBe(
    '#/calendar/event/s1/2026-12-08T10%3A00?on=2026-12-08',
  );
});

test('a notice quotes what an event is called, which may read like a part of the sentence', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const lines = Object.entries(catalogues[language].today).filter(([key]) =>
      /^(?:event_|invited|answered|counter|clash|conflict$)/.test(key),
    );
    expect(lines.length).toBeGreaterThan(20);
    for (const [key, line] of lines) {
      const bare = String(line).replaceAll(/“\{\{(?:title|old|other)\}\}”/g, '');
      expect(bare, `${language} ${key}`).not.toMatch(/\{\{(?:title|old)\}\}/);
    }
  }
});

test('a notice says days as people do, and a day once', () => {
  const [zh, en] = [makeFormat('zh-CN', 'Asia/Shanghai'), makeFormat('en', 'Asia/Shanghai')];
  expect(wallWords('2026-12-15 18:00', zh)).toBe('12 月 15 日 周二 18:00');
  expect(wallWords('2026-12-15T18:00', en)).toBe('Tue 15 December 18:00');
  expect(wallWords('2026-12-15 20:00', en, '2026-12-15 18:00')).toBe('20:00');
  expect(wallWords('2026-12-15', en)).toBe('Tue 15 December');
  expect(wallWords('soon', en)).toBe('soon');
});

test('a notice of an event names the day it was on, where one finds oneself when it is gone', () => {
  const of = (kind: NoticeLike['kind'], params: NoticeLike['params']) =>
    noticeLink({ id: 'n', kind, table_name: 'event', row_id: 'e1', params });
  expect(of('event_moved', { time: '2026-12-15 18:00' })).toBe('#/calendar/event/e1?on=2026-12-15');
  expect(of('event_cancelled', { time: '2026-12-15', which: 'one' })).toBe('#/calendar/week/2026-12-15');
  expect(of('event_cancelled', { time: '2026-12-15 18:00', which: 'following' })).toBe(
    '#/calendar/week/2026-12-15',
  );
  expect(of('event_cancelled', { time: '2026-12-15', which: 'all' })).toBe(
    '#/calendar/event/e1?on=2026-12-15',
  );
  expect(of('answered', {})).toBe('#/calendar/event/e1');
});

test('a notice of a book that came leads to the customers', () => {
  const params = { other: '赵磊', count: 3 };
  const notice: NoticeLike = { id: 'n', kind: 'customer_moved', params, table_name: 'book', row_id: 'b1' };
  expect(noticeLink(notice)).toBe('#/customers');
});

test('two clashes of one series are told apart by their day, whether the server or this desk found them', () => {
  const at = Date.UTC(2026, 11, 2, 2, 30);
  expect(startOfClash({ kind: 'clash', params: { start: at } })).toBe(at);
  expect(startOfClash({ kind: 'conflict', params: { time: at } })).toBe(at);
  expect(startOfClash({ kind: 'clash', params: {} })).toBeNull();
  expect(startOfClash({ kind: 'event_moved', params: { time: at } })).toBeNull();
});
