import { expect, test } from 'vitest';
import { draftKeeper } from './kept-draft.ts';

const PLACE = { table: 'task', id: 't1', field: 'title' } as const;

test('one message is under way at a time, and the next one is the newest', async () => {
  const sent: (string | null)[] = [];
  const answers: (() => void)[] = [];
  const keep = draftKeeper(PLACE, (_place, text) => {
    sent.push(text);
    return new Promise<void>((resolve) => answers.push(resolve));
  });
  keep('a');
  keep('ab');
  keep('abc');
  expect(sent).toEqual(['a']);
  answers.shift()?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(sent).toEqual(['a', 'abc']);
  keep(null);
  answers.shift()?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(sent).toEqual(['a', 'abc', null]);
});
