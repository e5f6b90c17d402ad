import { expect, test } from 'vitest';
import { draftKeeper } from './kept-draft.ts';

const PLACE = { table: 'task', id: 't1', field: 'title' } as const;

function aKeeper() {
  const sent: (string | null)[] = [];
  const answers: (() => void)[] = [];
  const keep = draftKeeper(PLACE, (_place, text) => {
    sent.push(text);
    return new Promise<void>((resolve) => answers.push(resolve));
  });
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
  };
  return { sent, keep, answer };
}

test('a key is on its way before the one before it was answered: a lock that is told next finds both written', () => {
  const { sent, keep } = aKeeper();
  for (const text of ['a', 'ab', 'abc', null]) keep(text);
  expect(sent).toEqual(['a', 'ab', 'abc', null]);
});

test('of what is typed while a core takes nothing, the newest goes out once it does', async () => {
  const { sent, keep, answer } = aKeeper();
  const typed = Array.from({ length: 50 }, (_, at) => 'x'.repeat(at + 1));
  for (const text of typed) keep(text);
  const most = sent.length;
  expect(sent).toEqual(typed.slice(0, most));
  expect(most).toBeLessThan(50);
  await answer();
  expect(sent).toEqual([...typed.slice(0, most), typed.at(-1)]);
  await answer();
  expect(sent).toHaveLength(most + 1);
});
