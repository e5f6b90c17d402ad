import { expect, it } from 'vitest';
import { shrink } from './shrink.ts';

const range = Array.from({ length: 100 }, (_, at) => at);

it('leaves only the steps that a failure needs, in their order', async () => {
  const fails = (steps: readonly number[]): Promise<boolean> =>
    Promise.resolve(steps.includes(7) && steps.includes(42) && steps.includes(43));
  expect(await shrink(range, fails, 1_000)).toEqual([7, 42, 43]);
});

it('stops asking after so many tries, with what still failed last', async () => {
  let asked = 0;
  const fails = (steps: readonly number[]): Promise<boolean> => {
    asked += 1;
    return Promise.resolve(steps.includes(99));
  };
  expect(await shrink(range, fails, 10)).toContain(99);
  expect(asked).toBe(10);
});
