import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';
import { Client, type Answer } from './client.ts';
import { LiveQueries } from './live-query.ts';
import type { Transport } from './transport.ts';

/** A connection that the test holds in its hands. */
class Line implements Transport {
  readonly sent: ToCore[] = [];
  isUp = true;
  #on: Parameters<Transport['listen']>[0] | null = null;

  post(message: ToCore): boolean {
    if (this.isUp) this.sent.push(message);
    return this.isUp;
  }

  listen(on: Parameters<Transport['listen']>[0]): void {
    this.#on = on;
    on.up();
  }

  say(message: FromCore): void {
    this.#on?.message(message);
  }

  down(): void {
    this.isUp = false;
    this.#on?.down();
  }

  up(): void {
    this.isUp = true;
    this.#on?.up();
  }
}

let line: Line;
let client: Client;
beforeEach(() => {
  line = new Line();
  client = new Client(line);
});

const list = (...rows: { id: string; n: number }[]): Answer => ({
  ok: true,
  value: { total: rows.length, rows },
});
const rowsOf = (answer: Answer | undefined): unknown[] =>
  answer?.ok ? (answer.value as { rows: unknown[] }).rows : [];

describe('a command', () => {
  test('is answered by its reference', async () => {
    const first = client.call('run', 'task.complete', { id: '1' });
    const second = client.call('run', 'task.complete', { id: '2' });
    const [one, two] = line.sent.map(({ ref }) => ref);
    line.say({ t: 'done', ref: two!, result: { ok: true, value: 'second' } });
    line.say({ t: 'done', ref: one!, result: { ok: true, value: 'first' } });
    expect([await first, await second]).toEqual([
      { ok: true, value: 'first' },
      { ok: true, value: 'second' },
    ]);
  });

  test('is not sent twice when the connection breaks: it fails, because nobody knows whether it was done', async () => {
    const call = client.call('run', 'task.complete', { id: '1' });
    line.down();
    expect(await call).toEqual({ ok: false, error: { type: 'NotAnswering' } });
    line.up();
    expect(line.sent.filter(({ t }) => t === 'run')).toHaveLength(1);
  });

  test('without a connection fails at once', async () => {
    line.down();
    expect(await client.call('run', 'task.complete', { id: '1' })).toEqual({
      ok: false,
      error: { type: 'NotAnswering' },
    });
  });
});

describe('a question', () => {
  test('waits for the connection and is asked again when it broke', async () => {
    line.down();
    const call = client.call('ask', 'org.people', {});
    line.up();
    const [message] = line.sent;
    line.down();
    line.up();
    expect(line.sent).toEqual([message, message]);
    line.say({ t: 'done', ref: message!.ref, result: { ok: true, value: [] } });
    expect(await call).toEqual({ ok: true, value: [] });
  });
});

describe('a live query', () => {
  test('keeps the identity of rows that did not change, from a difference and from a whole value', () => {
    const seen: Answer[] = [];
    client.watch('customer.list', {}, (answer) => seen.push(answer));
    const { ref } = line.sent[0]!;
    line.say({ t: 'value', ref, result: list({ id: 'a', n: 1 }, { id: 'b', n: 1 }, { id: 'c', n: 1 }) });
    line.say({
      t: 'rows',
      ref,
      path: 'rows',
      order: ['c', 'a', 'b'],
      changed: [{ id: 'a', n: 2 }],
      rest: undefined,
    });
    line.say({ t: 'value', ref, result: list({ id: 'c', n: 1 }, { id: 'a', n: 2 }) });
    expect(rowsOf(seen[1])).toEqual([
      { id: 'c', n: 1 },
      { id: 'a', n: 2 },
      { id: 'b', n: 1 },
    ]);
    expect(rowsOf(seen[1])[2]).toBe(rowsOf(seen[0])[1]);
    expect(rowsOf(seen[2])[0]).toBe(rowsOf(seen[1])[0]);
    expect(rowsOf(seen[2])[1]).toBe(rowsOf(seen[1])[1]);
  });

  test('is asked for again when the connection comes back, and tells nothing where nothing changed', () => {
    const push = vi.fn();
    client.watch('customer.list', {}, push);
    const { ref } = line.sent[0]!;
    line.say({ t: 'value', ref, result: list({ id: 'a', n: 1 }) });
    line.down();
    line.up();
    expect(line.sent).toHaveLength(2);
    line.say({ t: 'value', ref, result: list({ id: 'a', n: 1 }) });
    expect(push).toHaveBeenCalledTimes(1);
  });

  test('is shared by all who ask the same, and ends a while after the last has left', () => {
    vi.useFakeTimers();
    const live = new LiveQueries(client);
    const heard = vi.fn();
    const leave = [live.subscribe('org.people', {}, heard), live.subscribe('org.people', {}, heard)];
    expect(line.sent).toHaveLength(1);
    line.say({ t: 'value', ref: line.sent[0]!.ref, result: { ok: true, value: [] } });
    expect(heard).toHaveBeenCalledTimes(2);
    expect(live.answer('org.people', {})).toEqual({ ok: true, value: [] });
    for (const one of leave) one();
    expect(line.sent).toHaveLength(1);
    vi.runAllTimers();
    expect(line.sent[1]).toMatchObject({ t: 'unwatch' });
    expect(live.answer('org.people', {})).toBeUndefined();
    vi.useRealTimers();
  });
});

test('what is to be told before anybody listens is told to whoever listens first, once', () => {
  const [first, second] = [
    { id: 'a', title: '例会', at: 1 },
    { id: 'b', title: '拜访', at: 2 },
  ];
  line.say({ t: 'remind', items: [first] });
  const told: string[] = [];
  const listen = () => client.onRemind((items) => told.push(...items.map(({ title }) => title)));
  listen()();
  listen();
  line.say({ t: 'remind', items: [second] });
  line.say({ t: 'due', count: 3 });
  expect(told).toEqual(['例会', '拜访']);
});
