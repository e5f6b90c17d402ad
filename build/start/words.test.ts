import { expect, it } from 'vitest';
import { WORDS } from './words.ts';

it('tells of a person whom nobody knows in one sentence, with some who are there', () => {
  const problem = { type: 'PersonUnknown', login: 'wang.fnag', others: ['wang.fang', 'he.qing'] } as const;
  expect(WORDS.en.problem(problem)).toBe(
    '--as wang.fnag: nobody in this bank has that login. Some who are there: wang.fang, he.qing.',
  );
  expect(WORDS.zh.problem(problem)).toBe(
    '--as wang.fnag：这家银行中没有使用该登录名的人员。现有人员例如：wang.fang、he.qing。',
  );
  expect(WORDS.en.problem({ ...problem, others: [] })).toBe(
    '--as wang.fnag: nobody in this bank has that login.',
  );
});
