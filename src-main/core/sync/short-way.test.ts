import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { headAndBody, LONGEST_REQUEST, Said } from '../../../src-shared/sync/short-way.ts';
import type { Ask } from './network.ts';
import { ShortWay } from './short-way.ts';

const SERVER = 'https://bank.example';

/** A line whose other end answers what it is told to, and HTTP beside it. */
function aLine() {
  const [heard, said] = [new Said(), new Said()];
  const asked: string[] = [];
  const sizes: number[] = [];
  const byHttp: string[] = [];
  const timers: (() => void)[] = [];
  const short = new ShortWay({
    after: (_ms, work) => {
      timers.push(work);
      return () => void timers.splice(timers.indexOf(work), 1);
    },
  });
  const line = {
    asked,
    sizes,
    byHttp,
    short,
    closed: false,
    /** Null: the other end says nothing. */
    answer: '200\n{"more":false}' as string | null,
    /** A frame from the other end. */
    tell: (text: string) => {
      const bytes = Buffer.from(text);
      const frame = deflateRawSync(bytes, said.options);
      said.add(bytes);
      return short.take(frame);
    },
    late: () => timers.forEach((work) => work()),
    open: (token = 'one') =>
      short.open(
        {
          send: (data) => {
            if (typeof data === 'string') return void asked.push(data);
            const request = inflateRawSync(data, heard.options);
            heard.add(request);
            asked.push(request.toString('utf8'));
            sizes.push(data.length);
            const { answer } = line;
            if (answer !== null) queueMicrotask(() => line.tell(answer));
          },
          close: () => (line.closed = true),
        },
        SERVER,
        token,
      ),
    fetch: (path: string, more: Partial<Ask> = {}) =>
      short.over({
        fetch: (url) => {
          byHttp.push(new URL(url).pathname);
          return Promise.resolve(new Response('{}'));
        },
        socket: () => {
          throw new Error('none');
        },
      })(`${SERVER}${path}`, {
        method: 'POST',
        body: '{"cursors":{"book:1":7}}',
        headers: { authorization: 'Bearer one' },
        ...more,
      }),
  };
  return line;
}

test('what is short goes over the line where the server takes it, and each time shorter', async () => {
  const line = aLine();
  await line.fetch('/sync/pull');
  line.open();
  const answer = await line.fetch('/sync/pull');
  expect([answer.status, await answer.json()]).toEqual([200, { more: false }]);
  await line.fetch('/sync/pull');
  expect(line.byHttp).toEqual(['/sync/pull']);
  expect(line.asked).toEqual(Array(2).fill('/sync/pull\n{"cursors":{"book:1":7}}'));
  expect(line.sizes[1]).toBeLessThan(line.sizes[0]! / 2);
});

test('a token is told once, when it is another', async () => {
  const line = aLine();
  line.open();
  const headers = { authorization: 'Bearer two' };
  await line.fetch('/sync/pull', { headers });
  await line.fetch('/sync/pull', { headers });
  expect(line.asked.map((text) => headAndBody(text).head)).toEqual(['two', '/sync/pull', '/sync/pull']);
});

test('everything else goes by HTTP', async () => {
  const line = aLine();
  line.open();
  await line.fetch('/sync/snapshot');
  await line.fetch('/sync/push', { body: 'x'.repeat(LONGEST_REQUEST) });
  await line.fetch('/sync/push', { body: new Uint8Array(3) });
  await line.short.over({
    fetch: () => Promise.resolve(new Response('elsewhere')),
    socket: () => {
      throw new Error('none');
    },
  })('https://other.example/sync/pull', { method: 'POST', body: '{}' });
  expect(line.asked).toEqual([]);
});

test('a second request does not wait for the first', async () => {
  const line = aLine();
  line.open();
  await Promise.all([line.fetch('/sync/push'), line.fetch('/sync/pull')]);
  expect([line.asked.length, line.byHttp]).toEqual([1, ['/sync/pull']]);
});

test('where the line is lost, what was asked on it is asked by HTTP', async () => {
  const line = aLine();
  line.open();
  line.answer = null;
  const answer = line.fetch('/sync/push');
  line.short.close();
  await answer;
  expect(line.byHttp).toEqual(['/sync/push']);
});

test('where no answer comes, or nonsense, this way is not taken again', async () => {
  for (const spoil of ['late', 'nonsense'] as const) {
    const line = aLine();
    line.open();
    line.answer = null;
    const answer = line.fetch('/sync/push');
    if (spoil === 'late') line.late();
    else line.short.take(Buffer.from('no deflate'));
    await answer;
    line.open();
    await line.fetch('/sync/pull');
    expect([line.closed, line.asked.length, line.byHttp]).toEqual([true, 1, ['/sync/push', '/sync/pull']]);
  }
});

test('who gives up a request gives up the line, for its answer would be taken for the next one’s', async () => {
  const line = aLine();
  line.open();
  line.answer = null;
  const stop = new AbortController();
  const answer = line.fetch('/sync/pull', { signal: stop.signal });
  stop.abort();
  await expect(answer).rejects.toThrow('the line was closed');
  expect([line.closed, line.byHttp]).toEqual([true, []]);
  line.answer = '401\n{"error":"TokenExpired"}';
  line.open();
  expect((await line.fetch('/sync/pull')).status).toBe(401);
});

/** A line on which one pull was answered up to 8, and what the next one would ask. */
async function afterAPull() {
  const line = aLine();
  line.open();
  const pull = (to: number) => ({
    epoch: 'e',
    serverTime: 1,
    grants: { 'book:1': 'write' },
    checkpoints: [{ scope: 'book:1', to, entries: [] }],
    resnapshot: [],
    more: false,
  });
  const from = (cursor: number) => ({
    protocol: 2,
    epoch: 'e',
    cursors: { 'book:1': cursor },
    decided: 3,
    made: 3,
  });
  line.answer = `200\n${JSON.stringify(pull(8))}`;
  const ask = (cursor: number) => line.fetch('/sync/pull', { body: JSON.stringify(from(cursor)) });
  await ask(7);
  return { line, from, ask, tell: (to: number) => line.tell(`told\n${JSON.stringify(pull(to))}`) };
}

test('what the server tells unasked answers the next pull, and that after it, once each', async () => {
  const { line, from, tell } = await afterAPull();
  expect([tell(9), tell(11)]).toEqual([true, true]);
  const toldTo = (cursor: number) => line.short.told(from(cursor))?.checkpoints[0]!.to;
  expect([toldTo(8), toldTo(9), toldTo(11), toldTo(8)]).toEqual([9, 11, undefined, undefined]);
});

test('what was told answers no other question: whoever has written something since asks', async () => {
  const { line, from, tell } = await afterAPull();
  tell(9);
  expect(line.short.told({ ...from(8), made: 4 })).toBeNull();
  expect(line.short.told(from(8))).toBeNull();
});

test('what was told between a question and its answer is told from before that', async () => {
  const { line, from, ask, tell } = await afterAPull();
  line.answer = null;
  const asked = ask(8);
  tell(9);
  line.tell('200\n{"more":false}');
  await asked;
  expect(line.short.told(from(8))?.checkpoints[0]!.to).toBe(9);
  // Which pull would follow that answer, nobody can say.
  tell(12);
  expect([line.short.told(from(9)), line.short.told(from(8))]).toEqual([null, null]);
});

test('a line on which nonsense is told is given up', async () => {
  const { line } = await afterAPull();
  expect([line.tell('told\n{"more":false}'), line.closed]).toEqual([false, true]);
});
