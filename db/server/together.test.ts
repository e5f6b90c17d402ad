import { expect, it } from 'vitest';
import { together } from './together.ts';

it('gives what each gives, in their order', async () => {
  expect(await together(Promise.resolve(1), Promise.resolve('two'))).toEqual([1, 'two']);
});

it('is over when all are, and tells the first failure of the list', async () => {
  const done: string[] = [];
  const slow = Promise.resolve()
    .then(() => Promise.resolve())
    .then(() => {
      done.push('slow');
      throw new Error('first');
    });
  await expect(together(slow, Promise.reject(new Error('second')))).rejects.toThrow('first');
  expect(done).toEqual(['slow']);
});
