import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FromCore } from '../../src-shared/contract/wire.ts';

const KEY = 'ab'.repeat(32);
let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-process-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** The core as the shell starts it: the key comes as the first message. */
function start(key: string): ChildProcess {
  const child = fork(
    path.join(import.meta.dirname, 'process.ts'),
    ['--data', folder, '--server', 'http://127.0.0.1:9'],
    {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  children.push(child);
  child.send({ t: 'open', key });
  return child;
}

async function ask(
  child: ChildProcess,
  t: 'ask' | 'run' | 'watch',
  name: string,
  input: object,
): Promise<FromCore> {
  const answer = once(child, 'message') as Promise<[FromCore]>;
  child.send({ t, ref: 5, name, input });
  return (await answer)[0];
}

async function close(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit');
  child.send({ t: 'close' });
  return (await ended)[0];
}

test('the core answers what was asked before it was ready, keeps what was written, and closes', async () => {
  const first = start(KEY);
  expect(await ask(first, 'ask', 'session.state', {})).toMatchObject({
    t: 'done',
    ref: 5,
    result: { ok: true, value: { status: 'signed_out', server: 'http://127.0.0.1:9', me: null } },
  });
  expect(await ask(first, 'run', 'settings.set', { theme: 'dark' })).toEqual({
    t: 'done',
    ref: 5,
    result: { ok: true },
  });
  expect(await close(first)).toBe(0);
  const second = start(KEY);
  expect(await ask(second, 'ask', 'settings.all', {})).toMatchObject({
    result: { ok: true, value: { theme: 'dark' } },
  });
  expect(await close(second)).toBe(0);
});

test('a database that does not open is told with every answer, so that the window can say it', async () => {
  const first = start(KEY);
  await ask(first, 'ask', 'settings.all', {});
  await close(first);
  const second = start('cd'.repeat(32));
  const failure = { ok: false, error: { type: 'WrongKey' } };
  expect(await ask(second, 'watch', 'session.state', {})).toMatchObject({ t: 'value', result: failure });
  expect(await ask(second, 'run', 'sync.now', {})).toMatchObject({ t: 'done', result: failure });
  expect(await close(second)).toBe(0);
});

test('without its parent the core ends by itself', async () => {
  const child = start(KEY);
  await ask(child, 'ask', 'session.state', {});
  const ended = once(child, 'exit');
  child.disconnect();
  expect((await ended)[0]).toBe(0);
});
