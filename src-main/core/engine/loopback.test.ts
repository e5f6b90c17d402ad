import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLoopback, type Loopback } from './loopback.ts';

let loopback: Loopback;
beforeEach(async () => {
  loopback = await openLoopback(() => () => undefined);
});
afterEach(() => loopback.close());

const knock = async (more: string): Promise<number> => (await fetch(`${loopback.address}${more}`)).status;

test('whoever knocks with another state than the one that was sent along does not end the sign-in', async () => {
  expect(await knock('?state=early')).toBe(404);
  loopback.expect('mine');
  for (const more of ['', '?code=x', '?state=', '?state=other&code=x', '?code=x&STATE=mine', '/x?state=mine'])
    expect(await knock(more)).toBe(404);
  expect(await knock('?state=mine&code=right')).toBe(200);
  expect(await loopback.answer).toEqual({ state: 'mine', code: 'right' });
});

test('where the page’s address names no state, the first answer with one is taken', async () => {
  loopback.expect(null);
  expect(await knock('?code=x')).toBe(404);
  expect(await knock('?state=some&code=x')).toBe(200);
  expect(await loopback.answer).toEqual({ state: 'some', code: 'x' });
});
