import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';
import type { DeskPort } from '../../src-renderer/bridge/transport.ts';
import { findElectron } from '../support/electron.ts';
import { ROOT } from '../support/run-counted.ts';

/** The duties of the shell, on Electron where its executable is installed, else on the stand-in. */
const found = findElectron();
const onStandIn = found.state === 'stand-in';

let data: string;
let app: ElectronApplication;
let page: Page;

async function start(...args: string[]): Promise<void> {
  app = await _electron.launch({ args: [ROOT, '--data', data, ...args], cwd: ROOT });
  page = await app.firstWindow();
  await page.waitForURL(/index\.html/);
  await expect(page.getByRole('button').first()).toBeVisible();
}

// One start serves all: a test changes only the place that the desk shows.
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'semicolon-shell-'));
  await start();
});
test.afterAll(async () => {
  await app.close();
  rmSync(data, { recursive: true, force: true });
});

/** Asks the core over the window's port, as the renderer does. */
const ask = (name: string, input: unknown): Promise<unknown> =>
  page.evaluate(
    ([query, value]) =>
      new Promise((resolve) => {
        const ref = 900_001;
        const desk: DeskPort | undefined = window.desk;
        const stop = desk?.listen((message: FromCore) => {
          if (message.t !== 'done' || message.ref !== ref) return;
          stop?.();
          resolve(message.result);
        });
        const message: ToCore = { t: 'ask', ref, name: String(query), input: value };
        desk?.post(message);
      }),
    [name, input] as const,
  );

test('a window has a port to the core and nothing of Node or Electron', async () => {
  const seen = await page.evaluate(() => ({
    desk: Object.keys(window.desk ?? {}).sort(),
    node: [
      typeof Reflect.get(window, 'require'),
      typeof Reflect.get(window, 'process'),
      typeof Reflect.get(window, 'module'),
    ],
  }));
  expect(seen).toEqual({ desk: ['listen', 'post'], node: ['undefined', 'undefined', 'undefined'] });
});

test('the core answers a window through the shell, and again after the page has loaded anew', async () => {
  expect(await ask('session.state', {})).toMatchObject({ ok: true, value: { status: 'signed_out' } });
  await page.reload();
  await expect(page.getByRole('button').first()).toBeVisible();
  expect(await ask('session.state', {})).toMatchObject({ ok: true, value: { status: 'signed_out' } });
});

test('a link outward opens in the browser, never in the desk, and a file not at all', async () => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  await page.evaluate(() => {
    window.open('https://bank.example/rates');
    window.open('file:///etc/passwd');
  });
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'opened')))
    .toEqual(['https://bank.example/rates']);
  expect(app.windows()).toHaveLength(1);
});

test('a page cannot lead the window out of the desk', async () => {
  test.skip(onStandIn, 'the stand-in does not ask before it navigates');
  await page.evaluate(() => window.location.assign('https://bank.example/'));
  await expect(page).toHaveURL(/index\.html/);
});

test('a second start and a link bring the one desk to the place', async () => {
  await app.evaluate(({ app: main }) =>
    main.emit('second-instance', {}, ['semicolon', 'semicolon://calendar']),
  );
  await expect(page).toHaveURL(/#\/calendar$/);
  await app.evaluate(({ app: main }) =>
    main.emit('second-instance', {}, ['semicolon', 'semicolon://nowhere/x']),
  );
  await expect(page).toHaveURL(/#\/calendar$/);
  expect(app.windows()).toHaveLength(1);
});

test('the menu leads to every screen', async () => {
  const labels = await app.evaluate(({ Menu }) => {
    const menu = Menu.getApplicationMenu();
    return menu?.items.at(-1)?.submenu?.items.map((item) => item.label);
  });
  expect(labels).toHaveLength(9);
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.at(-1)?.submenu?.items[3]?.click());
  await expect(page).toHaveURL(/#\/tasks$/);
});

test('waking up is passed on and the desk goes on answering', async () => {
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  expect(await ask('session.state', {})).toMatchObject({ ok: true });
});

test('closing lets the data go, and the next start opens it with the same key', async () => {
  await app.close();
  expect(existsSync(path.join(data, 'desk.key'))).toBe(true);
  expect(existsSync(path.join(data, 'desk.open'))).toBe(false);
  await start();
  expect(await ask('session.state', {})).toMatchObject({ ok: true });
});
