import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
let folder: string;
let children: ChildProcess[];
let madePage = false;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-main-'));
  children = [];
  // The pages need not be built to see how the program starts and ends.
  const page = path.join(ROOT, 'dist/renderer/index.html');
  if (existsSync(page)) return;
  mkdirSync(path.dirname(page), { recursive: true });
  writeFileSync(page, '<title>desk</title>');
  madePage = true;
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  if (madePage) rmSync(path.join(ROOT, 'dist/renderer/index.html'), { force: true });
  madePage = false;
});

interface Run {
  readonly child: ChildProcess;
  /** Settles with the ready line, or with the end. */
  readonly first: Promise<{ url: string } | { code: number | null; errors: string }>;
}

function run(...args: string[]): Run {
  return typing('', ...args);
}

/** With a first line of input. */
function typing(line: string, ...args: string[]): Run {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...args], { cwd: ROOT });
  children.push(child);
  child.stdin.end(line === '' ? '' : `${line}\n`);
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const first = new Promise<{ url: string } | { code: number | null; errors: string }>((resolve) => {
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      if (output.includes('\n')) resolve(JSON.parse(output) as { url: string });
    });
    child.on('close', (code) => resolve({ code, errors }));
  });
  return { child, first };
}

const desk = (): string => path.join(folder, 'desk');

describe('the desk in the browser', () => {
  test('with --passphrase never keeps its key open, and opens with that passphrase alone', async () => {
    const args = ['--data', desk(), '--passphrase'];
    const began = typing('一句足够长的口令', ...args);
    expect(await began.first).toMatchObject({ ready: true });
    began.child.kill('SIGTERM');
    await once(began.child, 'close');
    const kept = readFileSync(path.join(desk(), 'desk.key.txt'), 'utf8');
    expect(JSON.parse(kept)).toMatchObject({ v: 1, n: 65_536 });
    expect(await typing('又一句足够长的口令', ...args).first).toMatchObject({
      code: 1,
      errors: expect.stringContaining('The passphrase is wrong') as string,
    });
    const again = typing('一句足够长的口令', ...args);
    expect(await again.first).toMatchObject({ ready: true });
    expect(await typing('short', ...args).first).toMatchObject({ code: 2 });
  });

  test('says where it is, and closes cleanly when asked to', async () => {
    const { child, first } = run('--data', desk());
    expect(await first).toMatchObject({
      ready: true,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=.{20,}$/) as string,
    });
    expect(existsSync(path.join(desk(), 'desk.open'))).toBe(true);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(existsSync(path.join(desk(), 'desk.open'))).toBe(false);
  });

  test('does not start a second time on the same data, and says so in both languages', async () => {
    await run('--data', desk()).first;
    const second = await run('--data', desk()).first;
    expect(second).toMatchObject({ code: 1 });
    expect('errors' in second ? second.errors : '').toMatch(
      /另一个分号正在使用[^]*Another Semicolon is using/,
    );
  });

  test('names the port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const result = await run('--data', desk(), '--port', String(port)).first;
    expect(result).toMatchObject({
      code: 1,
      errors: expect.stringContaining(`Port ${port} is in use`) as string,
    });
    other.close();
  });

  test('names the folder that cannot be written to', async () => {
    writeFileSync(path.join(folder, 'file'), '');
    const inside = path.join(folder, 'file', 'desk');
    const result = await run('--data', inside).first;
    expect(result).toMatchObject({ code: 1, errors: expect.stringContaining(inside) as string });
  });

  test('explains its arguments where they are wrong', async () => {
    for (const args of [
      [],
      ['--data', desk(), '--port', 'x'],
      ['--data', desk(), '--server', 'nonsense'],
      ['--unknown'],
    ]) {
      expect(await run(...args).first).toMatchObject({
        code: 2,
        errors: expect.stringContaining('--data') as string,
      });
    }
  });

  test('begins anew beside a damaged database, which it keeps', async () => {
    const started = run('--data', desk());
    await started.first;
    started.child.kill('SIGTERM');
    await once(started.child, 'close');
    writeFileSync(path.join(desk(), 'desk.db'), Buffer.alloc(8192, 0x5a));
    const again = run('--data', desk());
    expect(await again.first).toMatchObject({ ready: true });
    expect(readdirSync(desk()).filter((file) => /^desk\.damaged-.*\.db$/.test(file))).toHaveLength(1);
  });
});
