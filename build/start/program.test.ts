import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCommand } from './open-browser.ts';
import { readReady, startProgram } from './program.ts';
import type { Program } from './program.ts';

/** A program of one expression, on the Node that runs the tests. */
const start = (code: string): Program => startProgram({ command: process.execPath, args: ['-e', code] });

describe('a program that npm start starts', () => {
  it('is ready when it prints its address, and closes when it is asked', async () => {
    const program = start(
      `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000);
       console.log('hello'); console.log(JSON.stringify({ ready: true, url: 'http://127.0.0.1:1' }));`,
    );
    expect(await program.ready).toEqual({ ok: true, value: { url: 'http://127.0.0.1:1' } });
    await program.stop();
    expect(await program.ended).toBe(7);
  });

  it('that ends before it is ready says why', async () => {
    const program = start(`console.error('the disk is full'); process.exitCode = 1;`);
    expect(await program.ready).toEqual({ ok: false, error: { type: 'Ended' } });
    expect(program.lastWords()).toBe('the disk is full');
  });

  it('that cannot be found ends too', async () => {
    const program = startProgram({ command: '/nonexistent/program', args: [] });
    expect(await program.ready).toEqual({ ok: false, error: { type: 'Ended' } });
    expect(program.lastWords()).toContain('ENOENT');
  });

  it('closes itself, workers and all, when its parent is gone', async () => {
    const follow = path.join(import.meta.dirname, 'follow-parent.mjs');
    const code = `new (require('node:worker_threads').Worker)('setInterval(() => {}, 1000)', { eval: true });
      process.on('SIGTERM', () => process.exit(9));`;
    const child = spawn(process.execPath, ['--import', follow, '-e', code], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.stdin.end();
    expect(await ended).toBe(9);
  });

  it('says that it is ready in one line of JSON and in no other way', () => {
    const url = 'http://127.0.0.1:1/?token=t';
    expect(readReady(`{"ready":true,"url":"${url}"}`)).toEqual({ url });
    const admin = { login: 'admin', password: 'x' };
    expect(readReady(JSON.stringify({ ready: true, url, admin }))).toEqual({ url, admin });
    expect(readReady(JSON.stringify({ ready: true, url, others: ['a'] }))).toEqual({ url, others: ['a'] });
    expect(readReady(JSON.stringify({ ready: true, url, admin: { login: 1 } }))).toEqual({ url });
    for (const line of ['', 'ready', '{', '{"ready":false,"url":"x"}', '{"ready":true}', '[1]']) {
      expect(readReady(line)).toBeUndefined();
    }
  });
});

describe('the browser of the system', () => {
  it('is opened with the whole address, on Windows too', () => {
    expect(openCommand('http://x/?a=1&b=2', 'linux')).toEqual(['xdg-open', ['http://x/?a=1&b=2']]);
    expect(openCommand('http://x/', 'darwin')).toEqual(['open', ['http://x/']]);
    expect(openCommand('http://x/?a=1&b=2', 'win32')).toEqual([
      'cmd',
      ['/c', 'start', '', 'http://x/?a=1^&b=2'],
    ]);
  });
});
