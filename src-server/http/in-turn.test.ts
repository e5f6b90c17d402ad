import { expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

it('everybody has one place in the line, also after a job that failed', async () => {
  const turn = inTurn();
  const order: string[] = [];
  const job = (name: string) => async () => void order.push(name);
  let end = (): void => undefined;
  const first = turn(1, () => new Promise<void>((resolve) => (end = resolve)));
  const failing = turn(2, () => Promise.reject(new Error('broken')));
  const third = turn(3, job('third'));
  expect([turn(1, job('again')), turn(2, job('again')), turn(3, job('again'))]).toEqual([null, null, null]);
  await Promise.resolve();
  expect(order).toEqual([]);
  end();
  await first;
  await expect(failing).rejects.toThrow('broken');
  await third;
  await Promise.all([turn(2, job('second')), turn(1, job('first'))]);
  expect(order).toEqual(['third', 'second', 'first']);
});
