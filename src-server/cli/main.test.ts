import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = path.join(import.meta.dirname, '../main.ts');
let folder: string;
/** Where the server of the first test was, for others that need one that has been there. */
let data: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-cli-'));
  data = path.join(folder, 'data');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  /** The first line on standard output. */
  readonly ready: Promise<{ ready: boolean; url: string }>;
  readonly end: Promise<{ code: number | null; out: string; err: string }>;
}

/** The program as a person starts it; without DATABASE_URL, so on PGlite in a folder. */
function run(args: readonly string[], env: Record<string, string> = {}, input = ''): Run {
  const { DATABASE_URL: _, ...rest } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...rest, LANG: 'en_US.UTF-8', LC_ALL: '', ...env },
  });
  let [out, err] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.end(input);
  const ready = new Promise<{ ready: boolean; url: string }>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n') && out.startsWith('{'))
        resolve(JSON.parse(out) as { ready: boolean; url: string });
    });
    child.once('exit', () => reject(new Error(err)));
  });
  ready.catch(() => {});
  const end = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  return { child, ready, end };
}

/** Real processes and a database that takes seconds to start. */
const PATIENCE = { timeout: 240_000 };

describe('the server as a program', PATIENCE, () => {
  it('makes an administrator, serves, keeps others out of its folder, ends at SIGTERM, and can be administered then', async () => {
    const made = await run(['admin', 'root', '--name', '李总', '--data', data]).end;
    const password = /Password: (\S+)/.exec(made.out)?.[1];
    expect([made.code, password]).toEqual([0, expect.stringMatching(/^(\w{4}-){3}\w{4}$/)]);

    const args = ['serve', '--data', data, '--port', '0', '--log', 'silent', '--first-admin', 'other'];
    const server = run([...args, '--look-for', 'wang.fang']);
    const { url, ...more } = await server.ready;
    expect(more).toEqual({ ready: true, others: ['root'] });
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
    const answer = await fetch(`${url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'root', password, deviceName: 'test' }),
    });
    expect(answer.status).toBe(200);

    const second = await run(['devices', '--data', data]).end;
    expect([second.code, second.err]).toEqual([
      2,
      expect.stringContaining(`in use by process ${server.child.pid}`),
    ]);

    server.child.kill('SIGTERM');
    expect((await server.end).code).toBe(0);
    expect(readdirSync(data)).not.toContain('server.lock');
    expect((await run(['devices', '--data', data]).end).out).toMatch(
      /^device .*\n\d+ +root +test .*active\n$/,
    );
  });

  it('says in one line which port is taken, in the language of the terminal, and ends with 2', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, err } = await run(['serve', '--data', data, '--port', String(port), '--log', 'silent'], {
      LANG: 'zh_CN.UTF-8',
    }).end;
    other.close();
    expect([code, err.trim()]).toEqual([
      2,
      `端口 ${port} 已被其他程序占用。请关闭该程序，或用 --port N 另选端口。`,
    ]);
  });

  it('says that the database does not answer, without the password in its address', async () => {
    const { code, err } = await run(['serve', '--data', data], {
      DATABASE_URL: 'postgres://u:geheim@127.0.0.1:1/desk',
    }).end;
    expect([code, err.trim()]).toEqual([2, expect.stringContaining('127.0.0.1:1/desk does not answer')]);
    expect(err).not.toContain('geheim');
  });

  it('takes no password that is too short', async () => {
    const { code, err } = await run(['password', 'wang.fang'], {}, 'kurz\n').end;
    expect([code, err]).toEqual([2, expect.stringContaining('at least 8 characters')]);
  });

  it('says that the folder cannot be written', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const { code, err } = await run(['serve', '--data', path.join(file, 'data')]).end;
    expect([code, err]).toEqual([2, expect.stringContaining('cannot be written')]);
  });

  it('says that the files of its database are damaged, and leaves them as they are', async () => {
    const damaged = path.join(folder, 'damaged');
    mkdirSync(path.join(damaged, 'pglite', 'global'), { recursive: true });
    writeFileSync(path.join(damaged, 'pglite', 'PG_VERSION'), '18\n');
    const { code, err } = await run(['serve', '--data', damaged]).end;
    expect([code, err.trim()]).toEqual([
      2,
      expect.stringMatching(/^The database in .* its files are damaged/),
    ]);
    expect(err).not.toContain('node_modules');
    expect(readdirSync(damaged)).toEqual(['pglite', 'server.lock.hold']);
  });

  it('tells what it can do, whole or one command, to whoever asks, and needs no store for it', async () => {
    const all = await run(['help']).end;
    expect([all.code, all.err]).toEqual([0, '']);
    expect(all.out).toMatch(/^ {2}resnapshot DEVICE/m);
    const one = await run(['poison', '--help'], { LANG: 'zh_CN.UTF-8' }).end;
    expect([one.code, one.out]).toEqual([0, expect.stringContaining('按现有权限重试')]);
  });

  it('tells a setting that is wrong, and a certificate that is none, as everything else', async () => {
    const none = path.join(folder, 'none.pem');
    writeFileSync(path.join(folder, 'bad.pem'), 'no certificate');
    const bad = path.join(folder, 'bad.pem');
    const runs = [
      run(['devices'], { SEMICOLON_OIDC_ISSUER: 'https://sign-in.bank' }),
      run(['devices'], {
        SEMICOLON_OIDC_ISSUER: 'https://sign-in.bank',
        SEMICOLON_OIDC_CLIENT_ID: 'desk',
        SEMICOLON_OIDC_EMAIL: 'yes',
      }),
      run(['serve', '--tls-cert', none, '--tls-key', none]),
      run(['serve', '--tls-cert', bad, '--tls-key', bad]),
    ];
    const ends = await Promise.all(runs.map(({ end }) => end));
    expect(ends.map(({ code, err }) => [code, err.split('\n')[0]])).toEqual([
      [2, 'SEMICOLON_OIDC_CLIENT_ID?'],
      [2, 'SEMICOLON_OIDC_EMAIL=yes?'],
      [2, expect.stringContaining(`${none} cannot be read`)],
      [2, expect.stringContaining('are no certificate')],
    ]);
  });

  it('finds nothing in order, and backs nothing up, where no server was ever: the folder was mistyped', async () => {
    const typo = path.join(folder, 'dat');
    const commands = [['audit', 'verify'], ['backup', path.join(folder, 'backup')], ['restored']];
    for (const command of commands) {
      const { code, out, err } = await run([...command, '--data', typo]).end;
      expect([code, out, err]).toEqual([2, '', expect.stringContaining(`in ${typo} yet`)]);
    }
    expect(readdirSync(folder)).not.toContain('dat');
    expect(readdirSync(folder)).not.toContain('backup');
  });

  it('names the folder of a backup that cannot be written, not its own', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const { code, err } = await run(['backup', path.join(file, 'to'), '--data', data]).end;
    expect([code, err]).toEqual([2, expect.stringContaining(`${path.join(file, 'to')} cannot be written`)]);
  });

  it('does nothing with words that it has no use for: "restored FROM" was meant to be "restore FROM"', async () => {
    const runs = [['restored', 'FROM'], ['revoke'], ['verify', '3']].map((args) =>
      run([...args, '--data', data]),
    );
    const ends = await Promise.all(runs.map(({ end }) => end));
    expect(ends.map(({ code, err }) => [code, err.split(' ')[0]])).toEqual([
      [2, '"restored"'],
      [2, '"revoke"'],
      [2, '"verify"'],
    ]);
    expect(ends[1]!.err).toContain('revoke DEVICE');
  });

  it('shows how it is used to whoever asks it for something else', async () => {
    const { code, err } = await run(['dance']).end;
    expect([code, err]).toEqual([2, expect.stringContaining('npm run server -- COMMAND')]);
  });
});
