import { expect, test } from 'vitest';
import { aDesk, aPerson } from '../../../tests/support/desk.ts';
import { FakeTimers } from '../../../tests/support/laptop.ts';
import { Practice, practise } from './practice.ts';

const SECOND = 1_000;

test('the desk practises while nobody asks for anything, a step at a time, and then no more', () => {
  const timers = new FakeTimers();
  let steps = 0;
  const practice = new Practice(timers, function* () {
    for (; steps < 3; steps += 1) yield;
  });
  practice.disturb();
  timers.pass(SECOND);
  practice.disturb();
  timers.pass(SECOND);
  expect(steps).toBe(0);
  timers.pass(SECOND);
  timers.pass(SECOND);
  expect(steps).toBe(1);
  practice.disturb();
  timers.pass(SECOND);
  expect(steps).toBe(1);
  for (let i = 0; i < 10; i += 1) timers.pass(SECOND);
  expect(steps).toBe(3);
  practice.disturb();
  for (let i = 0; i < 10; i += 1) timers.pass(SECOND);
  expect(steps).toBe(3);
});

test('what is practised is asked rightly and writes nothing', () => {
  const desk = aDesk();
  for (let i = 0; i < 12; i += 1) desk.given('person', 'bank', aPerson({ login: `p${i}` }));
  const answers: unknown[] = [];
  const ask = (name: string, input: unknown) => {
    const answer = desk.queries.ask(name, input);
    answers.push(answer.ok);
    return answer;
  };
  const steps = [...practise({ ask }, desk.now())].length;
  expect(steps).toBeGreaterThan(20);
  expect(answers).toEqual(Array.from({ length: steps + 2 }, () => true));
  expect(desk.outbox()).toEqual([]);
});

test('a desk that nobody is signed in to has nothing to practise', () => {
  const ask = () => ({ ok: false as const, error: { type: 'SignedOut' as const } });
  expect([...practise({ ask }, 0)]).toEqual([]);
});
