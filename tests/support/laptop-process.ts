import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../db/demo/credentials.ts';
import { serving, type Program } from './program.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export type Language = 'zh-CN' | 'en';

/** The words by which the sign-in page is found. */
export const SIGN_IN = {
  'zh-CN': { login: '登录名', password: '密码', submit: /^登录/, nav: '主导航' },
  en: { login: 'Sign-in name', password: 'Password', submit: /^Sign in/, nav: 'Main navigation' },
} as const;

/**
 * A person's laptop: a data folder, the desk's process on it, a browser that shows it, and a network line of its own
 * to the server.
 */
export class LaptopProcess {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'semicolon-laptop-'));
  readonly language: Language;
  readonly line: TcpProxy;
  readonly #browser: Browser;
  #program: Program | null = null;
  #context: BrowserContext | null = null;
  #page: Page | null = null;

  static async make(browser: Browser, server: string, language: Language): Promise<LaptopProcess> {
    return new LaptopProcess(browser, await startTcpProxy(server), language);
  }

  private constructor(browser: Browser, line: TcpProxy, language: Language) {
    this.#browser = browser;
    this.line = line;
    this.language = language;
  }

  /** What is on the screen. */
  get page(): Page {
    if (this.#page === null) throw new Error('the laptop is off');
    return this.#page;
  }

  /** Starts the desk on the folder and opens it in a browser that has never seen it. */
  async start(): Promise<void> {
    this.#program = await serving([
      'src-main/browser-host/main.ts',
      ...['--data', this.folder, '--server', this.line.url],
    ]);
    this.#context = await this.#browser.newContext({
      locale: this.language,
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1280, height: 800 },
      acceptDownloads: true,
    });
    this.#page = await this.#context.newPage();
    await this.#page.goto(this.#program.url);
  }

  /** The battery is empty: nothing gets a chance to finish. */
  crash(): Promise<void> {
    return this.#off('SIGKILL');
  }

  /** Somebody closes the desk. */
  close(): Promise<void> {
    return this.#off('SIGTERM');
  }

  async #off(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await this.#program?.end(signal);
    await this.#context?.close();
    this.#program = this.#context = this.#page = null;
  }

  async restart(): Promise<void> {
    await this.crash();
    await this.start();
  }

  async signIn(login: string, password: string = DEMO_PASSWORD): Promise<void> {
    const words = SIGN_IN[this.language];
    await this.page.getByLabel(words.login).fill(login);
    await this.page.getByLabel(words.password).fill(password);
    await this.page.getByRole('button', { name: words.submit }).click();
  }

  /** Goes to a place as a link would: `goTo('notes')` is `#/notes`. The next key finds the desk there, as a person's would. */
  async goTo(...place: string[]): Promise<void> {
    await this.page.evaluate(
      async (hash) => {
        window.location.hash = hash;
        // Moves are told in a turn of their own; two frames later they are drawn.
        for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
      },
      `/${place.join('/')}`,
    );
  }

  /** The frame of a desk that somebody is signed in to. */
  async expectSignedIn(): Promise<void> {
    await expect(this.page.getByRole('navigation', { name: SIGN_IN[this.language].nav })).toBeVisible();
    await expect(this.page.getByLabel(SIGN_IN[this.language].login)).toHaveCount(0);
  }

  /** Ends everything and throws the folder away. */
  async dispose(): Promise<void> {
    await this.crash();
    await this.line.cut();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
