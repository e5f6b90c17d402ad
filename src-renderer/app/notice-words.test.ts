import { expect, test } from 'vitest';
import { noticeIcon, noticeLink, noticeTone, type NoticeLike } from './notice-words.tsx';

test('a notice of a kind that only a newer server knows has an icon, a tone and the way to its record', () => {
  const notice = { id: 'n', kind: 'of_next_year', params: {}, table_name: 'customer', row_id: 'c1' };
  const like = notice as unknown as NoticeLike;
  expect([noticeIcon(like), noticeTone(like), noticeLink(like)]).toEqual(['bell', 't2', '#/customers/c1']);
});
