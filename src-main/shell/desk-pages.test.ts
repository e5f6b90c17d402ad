import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskPages, pageFile } from './desk-pages.ts';
import { isOwnPage, isSafeOutside, ORIGIN } from './own-page.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-pages-'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the pages of the desk', () => {
  it('come with a policy that allows nothing remote and no inline script', async () => {
    const response = await deskPages(folder)({ url: `${ORIGIN}/` });
    expect(await response.text()).toBe('<!doctype html>');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
    expect(policy.match(/\S+ 'unsafe-inline'/g)).toEqual(["style-src-attr 'unsafe-inline'"]);
  });

  it('never lead out of their folder', async () => {
    for (const address of [
      '/../secret',
      '/%2e%2e/secret',
      '/..%2fsecret',
      '/a/%2e%2e/%2e%2e/x',
      '/%00',
      '/%zz',
    ]) {
      const file = pageFile(folder, ORIGIN + address);
      expect(file === undefined || file.startsWith(folder + path.sep)).toBe(true);
    }
    expect((await deskPages(folder)({ url: `${ORIGIN}/missing.html` })).status).toBe(404);
    expect((await deskPages(folder)({ url: `${ORIGIN}/index` })).status).toBe(404);
  });

  it('are the only ones a window may go to', () => {
    expect(isOwnPage(`${ORIGIN}/index.html#/today`)).toBe(true);
    for (const address of [
      'https://desk/',
      'file:///etc/passwd',
      `${ORIGIN}.example/`,
      'javascript:1',
      'about:blank',
      '',
    ]) {
      expect(isOwnPage(address)).toBe(false);
    }
  });

  it('hand to the system only what a browser, a mail program or a telephone opens', () => {
    for (const address of ['https://a.example', 'mailto:a@b.example', 'tel:+8610'])
      expect(isSafeOutside(address)).toBe(true);
    for (const address of ['file:///bin/sh', 'smb://host/x', 'javascript:1', 'ms-settings:', 'x']) {
      expect(isSafeOutside(address)).toBe(false);
    }
  });
});
