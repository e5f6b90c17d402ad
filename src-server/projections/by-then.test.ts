import { expect, test } from 'vitest';
import { byThen } from './by-then.ts';

test('a laptop that runs ahead has seen nothing later than the server has heard of it', () => {
  expect([byThen(900, 1000), byThen(1500, 1000), byThen(null, 1000)]).toEqual([900, 1000, null]);
});
