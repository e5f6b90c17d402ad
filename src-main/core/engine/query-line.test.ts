import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import type { FromCore } from '../../../src-shared/contract/wire.ts';
import type { FromQueries, ToQueries } from './messages.ts';
import { QueryLine, type Question } from './query-line.ts';
import { SIGNED_OUT } from './sync-status.ts';

/** A reading worker that does what the test says. */
class FakeWorker extends EventEmitter {
  readonly got: ToQueries[] = [];
  postMessage(message: ToQueries): void {
    this.got.push(message);
  }
  say(message: FromQueries): void {
    this.emit('message', message);
  }
  die(): void {
    this.emit('error', new Error('out of memory'));
  }
}

let workers: FakeWorker[];
let sent: { session: number; message: FromCore; question: Question | null }[];
let ends: string[];
let line: QueryLine;
beforeEach(() => {
  workers = [];
  sent = [];
  ends = [];
  line = new QueryLine({
    start: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as never;
    },
    send: (session, message, question) => sent.push({ session, message, question }),
    closed: () => ends.push('closed'),
    died: () => ends.push('died'),
    giveUp: () => ends.push('gave up'),
  });
  line.open();
});

const ask: Question = { t: 'ask', ref: 1, name: 'calendar.days', input: {} };
const watch: Question = { t: 'watch', ref: 2, name: 'org.people', input: {} };
const value = (ref: number): FromQueries => ({
  t: 'message',
  session: 9,
  message: { t: 'value', ref, result: { ok: true, value: [] } },
});

test('an answer comes with its question, once', () => {
  line.ask(9, ask);
  workers[0]!.say({
    t: 'message',
    session: 9,
    message: { t: 'done', ref: 1, result: { ok: true, value: 1 } },
  });
  expect(sent).toEqual([
    { session: 9, message: { t: 'done', ref: 1, result: { ok: true, value: 1 } }, question: ask },
  ]);
  workers[0]!.die();
  expect(sent).toHaveLength(1);
});

test('a query that ends the worker is answered, the others go on', () => {
  line.ask(9, ask);
  line.ask(9, watch);
  workers[0]!.say(value(2));
  line.changed({ t: 'changed', topics: ['person'], status: { ...SIGNED_OUT, phase: 'online' } });
  workers[0]!.die();
  expect(sent.at(-1)).toEqual({
    session: 9,
    message: { t: 'done', ref: 1, result: { ok: false, error: { type: 'NotAnswering' } } },
    question: null,
  });
  expect(workers[1]!.got).toEqual([
    { t: 'open' },
    { t: 'changed', topics: [], status: { ...SIGNED_OUT, phase: 'online' } },
    { ...watch, session: 9 },
  ]);
  workers[1]!.say(value(2));
  expect(sent.at(-1)?.message).toMatchObject({ t: 'value', ref: 2 });
});

test('what nobody watches any more is not watched again', () => {
  line.ask(9, watch);
  line.ask(8, { ...watch, ref: 3 });
  line.unwatch(9, 2);
  line.leave(8);
  workers[0]!.die();
  expect(workers[1]!.got).toEqual([{ t: 'open' }]);
});

test('a worker that dies again and again without an answer is given up; an answer in between counts', () => {
  line.ask(9, watch);
  for (let i = 0; i < 6; i += 1) {
    workers.at(-1)!.say(value(2));
    workers.at(-1)!.die();
  }
  expect(ends).not.toContain('gave up');
  for (let i = 0; i < 3; i += 1) workers.at(-1)!.die();
  expect(ends.at(-1)).toBe('gave up');
});

test('a worker that dies while it is being closed is closed', () => {
  line.close();
  workers[0]!.die();
  expect(ends).toEqual(['died', 'closed']);
  expect(workers).toHaveLength(1);
});
