import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import Database from 'better-sqlite3';
import { applyKey } from '../../db/client/cipher.ts';
import { databaseFile } from '../../db/client/open.ts';
import { keyIn } from '../support/key-file.ts';
import type { Bank } from '../support/bank.ts';
import { test } from '../support/desk-test.ts';
import { LaptopProcess, type Language } from '../support/laptop-process.ts';
import { runToEnd } from '../support/program.ts';

/** What a person sees when something is wrong: what happened and what to do, with the data kept. */
const WORDS = {
  'zh-CN': {
    wrongPassword: '登录名或密码不对。请检查大小写后再试。',
    serverDown: /^连不上服务器 http.*请检查地址和网络后再试。$/,
    erased: '本机数据已清除',
    handedOver: /项改动没有上传，已交给服务器保管/,
    beginAnew: /^重新开始/,
    damaged: '本机数据文件已损坏，原文件已另存。可以从服务器重新取回。',
    understood: '知道了',
    newNote: '新笔记',
    title: '标题',
    signOut: '退出登录',
    waits: '1 条记录',
    nothingWaits: '没有待传的改动',
    arriving: '正在取回',
    held: '本机存有',
    complete: '完整',
  },
  en: {
    wrongPassword: 'The sign-in name or password is wrong. Check capital letters and try again.',
    serverDown: /^The server http.* cannot be reached\. Check the address and the network, then try again\.$/,
    erased: 'The data on this computer was erased',
    handedOver: /had not been sent; the server keeps/,
    beginAnew: /^Start again/,
    damaged: 'The data file on this computer is damaged; it was set aside.',
    understood: 'Understood',
    newNote: 'New note',
    title: 'Title',
    signOut: 'Sign out',
    waits: '1 record',
    nothingWaits: 'Nothing is waiting',
    arriving: 'arriving',
    held: 'On this computer',
    complete: 'complete',
  },
} as const;
const LANGUAGES = ['zh-CN', 'en'] as const satisfies readonly Language[];
const HOST = 'src-main/browser-host/main.ts';

let laptop: LaptopProcess | null = null;
test.afterEach(async () => {
  await laptop?.dispose();
  laptop = null;
});

async function aLaptop(browser: Parameters<typeof LaptopProcess.make>[0], bank: Bank, language: Language) {
  laptop = await LaptopProcess.make(browser, bank.url, language);
  await laptop.start();
  return { laptop, page: laptop.page, words: WORDS[language] };
}

/** Everything that this person may see has arrived. */
async function expectComplete(of: LaptopProcess): Promise<void> {
  const words = WORDS[of.language];
  await of.goTo('sync');
  const held = of.page.getByRole('region', { name: words.held });
  await expect(held).toContainText(words.complete);
  await expect(held).not.toContainText(words.arriving);
}

for (const language of LANGUAGES) {
  test(`a wrong password and a server that is down are told, and the sign-in goes on (${language})`, async ({
    bank,
    browser,
  }) => {
    const { laptop: desk, page, words } = await aLaptop(browser, bank, language);
    await desk.signIn('zhao.lei', 'wrong-password');
    await expect(page.getByRole('alert')).toHaveText(words.wrongPassword);
    await desk.line.cut();
    await desk.signIn('zhao.lei');
    await expect(page.getByRole('alert')).toHaveText(words.serverDown);
    await desk.line.mend();
    await desk.signIn('zhao.lei');
    await desk.expectSignedIn();
  });

  test(`a revoked laptop hands over what it had not sent, erases itself and says so (${language})`, async ({
    bank,
    browser,
  }) => {
    const { laptop: desk, page, words } = await aLaptop(browser, bank, language);
    await desk.signIn('sun.yue');
    await desk.expectSignedIn();
    await expectComplete(desk);
    await desk.goTo('settings');
    const device = await page
      .getByText(/^(设备编号|Device number|本机编号|Device)$/)
      .locator('..')
      .innerText();
    const number = /\d+/.exec(device)?.[0] ?? '';
    await desk.line.cut();
    await desk.goTo('notes');
    await page.getByRole('button', { name: words.newNote }).first().click();
    await expect(page.getByRole('textbox', { name: words.title })).toBeVisible();
    expect(await bank.command('revoke', number)).toMatchObject({ code: 0 });
    await desk.line.mend();
    await expect(page.getByRole('heading', { name: words.erased })).toBeVisible();
    await expect(page.getByText(words.handedOver)).toBeVisible();
    expect(readdirSync(desk.folder)).toEqual(['desk.wiped.json']);
    await page.getByRole('button', { name: words.beginAnew }).click();
    await desk.signIn('sun.yue');
    await desk.expectSignedIn();
  });

  test(`a damaged database is set aside and said so, and the data comes back with a sign-in (${language})`, async ({
    bank,
    browser,
  }) => {
    const { laptop: desk, words } = await aLaptop(browser, bank, language);
    await desk.signIn('zhao.lei');
    await desk.expectSignedIn();
    await expectComplete(desk);
    await desk.close();
    const damaged = Buffer.alloc(16_384, 0x5a);
    writeFileSync(databaseFile(desk.folder), damaged);
    await desk.start();
    await expect(desk.page.getByText(words.damaged)).toBeVisible();
    const kept = readdirSync(desk.folder).filter((name) => /damaged/.test(name));
    expect(kept.some((name) => readFileSync(path.join(desk.folder, name)).equals(damaged))).toBe(true);
    await desk.signIn('zhao.lei');
    await desk.page.getByRole('alertdialog').getByRole('button', { name: words.understood }).click();
    await desk.expectSignedIn();
    await expectComplete(desk);
  });
}

test.describe('a desk that cannot start', () => {
  let folder: string;
  test.beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'semicolon-bad-'));
  });
  test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('names the port that is taken, in both languages, and so does the server', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const desk = await runToEnd([HOST, '--data', folder, '--port', port]);
    expect(desk.code).toBe(1);
    expect(desk.said).toContain(`端口 ${port} 已被占用。请关闭占用它的程序，或用 --port 换一个端口。`);
    expect(desk.said).toContain(`Port ${port} is in use. Close the program that uses it`);
    const serve = ['src-server/main.ts', 'serve', '--data', folder, '--port', port, '--log', 'error'];
    const env = { DATABASE_URL: undefined, LC_ALL: undefined };
    const chinese = await runToEnd(serve, { ...env, LANG: 'zh_CN.UTF-8' });
    expect(chinese).toMatchObject({ code: 2 });
    expect(chinese.said).toContain(`端口 ${port} 已被其他程序占用。请关闭该程序，或用 --port N 另选端口。`);
    const english = await runToEnd(serve, { ...env, LANG: 'en_US.UTF-8' });
    expect(english.said).toContain(`Port ${port} is taken by another program.`);
    other.close();
  });

  test('names the folder that it cannot write to', async () => {
    writeFileSync(path.join(folder, 'file'), 'kept');
    const inside = path.join(folder, 'file', 'desk');
    const { code, said } = await runToEnd([HOST, '--data', inside]);
    expect(code).toBe(1);
    expect(said).toContain(`无法写入数据目录 ${inside}。请检查权限，或用 --data 换一个目录。`);
    expect(said).toContain(`The data folder ${inside} cannot be written to. Check its permissions`);
    expect(readFileSync(path.join(folder, 'file'), 'utf8')).toBe('kept');
  });

  test('leaves data of a newer version alone and asks for the update', async ({ bank, browser }) => {
    const { laptop: desk } = await aLaptop(browser, bank, 'en');
    await desk.crash();
    const key = keyIn(desk.folder);
    const sqlite = new Database(databaseFile(desk.folder));
    applyKey(sqlite, key);
    sqlite.pragma('user_version = 9999');
    sqlite.close();
    const before = readFileSync(databaseFile(desk.folder));
    const { code, said } = await runToEnd([HOST, '--data', desk.folder]);
    expect(code).toBe(1);
    expect(said).toMatch(/本机数据来自更新的版本（9999，.*请更新程序；数据没有改动。/);
    expect(said).toMatch(
      /The data is from a newer version \(9999;.*Update the program; nothing was changed\./,
    );
    expect(readFileSync(databaseFile(desk.folder)).equals(before)).toBe(true);
  });

  test('says that the disk is full', async () => {
    test.skip(!mountsTmpfs(folder), 'a small disk can only be made by root (mount -t tmpfs)');
    try {
      const filler = path.join(folder, 'filler');
      expect(() => writeFileSync(filler, Buffer.alloc(1_000_000))).toThrow(/ENOSPC/);
      const { code, said } = await runToEnd([HOST, '--data', folder]);
      expect(code).toBe(1);
      expect(said).toContain('磁盘已满。请清理后再启动。');
      expect(said).toContain('The disk is full. Free some space and start again.');
      expect(existsSync(filler)).toBe(true);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

function mountsTmpfs(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
