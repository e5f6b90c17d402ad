import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { test } from '../support/desk-test.ts';
import { LaptopProcess } from '../support/laptop-process.ts';
import { ROOT } from '../support/run-counted.ts';
import { sharedData } from '../support/shared-data.ts';

/**
 * Files from one desk to another, over a line that is cut and a machine whose battery is empty: attached offline, sent
 * on from where it ended, looked at without running anything.
 */
const PICTURES = path.join(ROOT, 'node_modules/.cache/screens');
const samples = sharedData('attachments/dev');

let a: LaptopProcess;
let b: LaptopProcess;
/** What the pages complained of: a refusal of the content policy would be here. */
const complaints: string[] = [];

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ bank, browser }) => {
  mkdirSync(PICTURES, { recursive: true });
  a = await LaptopProcess.make(browser, bank.url, 'zh-CN');
  b = await LaptopProcess.make(browser, bank.url, 'en');
});
test.afterAll(async () => {
  for (const laptop of [a, b]) await laptop.dispose();
});

const picture = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: path.join(PICTURES, `${name}.png`), animations: 'disabled' });

function listen({ page }: LaptopProcess): void {
  page.on('pageerror', (error) => complaints.push(error.message));
  // A page whose desk was killed says so until it is closed; that is no complaint about a file.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('WebSocket'))
      complaints.push(message.text());
  });
}

const HOSTILE = 'C:\\tmp\\..\\发票\u202Efdp.exe';
/** As it is shown: one name, read in the order in which it is written. */
const HARMLESS = '发票fdp.exe';
const SCAN = { name: '扫描件.dat', mimeType: '', buffer: randomBytes(12_000_000) };
const MEMO = { name: '会议纪要.txt', mimeType: 'text/plain', buffer: Buffer.from([0xbf, 0xcd, 0xbb, 0xa7]) };
/** A document without a library: one page with a line on it, and a script that must not run. */
const DOCUMENT = { name: '合同.pdf', mimeType: '', buffer: aPdf('Semicolon', 'app.alert("ran"); throw 1') };
const PHOTO = { name: '照片.png', mimeType: '', buffer: aPng(60, 40) };
const BOMB = { name: '巨图.png', mimeType: '', buffer: aPng(60_000, 60_000) };
const BROKEN = { name: '损坏.pdf', mimeType: '', buffer: Buffer.from('%PDF-1.7 and nothing more') };
const FAKE = {
  name: '报价.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('<script>alert(1)</script>'),
};

async function openFiles(
  laptop: LaptopProcess,
  words: { filter: string; customer: RegExp; tab: RegExp },
): Promise<void> {
  const { page } = laptop;
  await laptop.goTo('customers');
  await page.getByRole('searchbox', { name: words.filter }).fill('北屿');
  await page.getByRole('row', { name: words.customer }).click();
  await page.getByRole('tab', { name: words.tab }).click();
}
const openFilesOfA = () => openFiles(a, { filter: '筛选', customer: /北屿新材料有限公司/, tab: /^附件/ });

async function look(page: Page, name: string): Promise<ReturnType<Page['getByRole']>> {
  await page.getByRole('button', { name: new RegExp(`^(打开|Open) [““]${name}|^打开“${name}`) }).click();
  const preview = page.getByRole('dialog', { name });
  await expect(preview).toBeVisible();
  return preview;
}

test('files are attached offline and looked at, whatever they are', async () => {
  await a.start();
  listen(a);
  await a.signIn('wang.fang');
  await a.expectSignedIn();
  await a.goTo('sync');
  await expect(a.page.getByRole('region', { name: '本机存有' })).not.toContainText('正在取回');
  await expect(a.page.getByRole('region', { name: '本机存有' })).toContainText('完整');
  await a.line.cut();
  await openFilesOfA();
  const { page } = a;
  const hostile = { name: HOSTILE, mimeType: '', buffer: Buffer.from('MZ not really') };
  for (const file of [SCAN, MEMO, DOCUMENT, PHOTO, BOMB, BROKEN, FAKE, hostile]) {
    await page.getByLabel('添加附件').and(page.locator('input')).setInputFiles(file);
  }
  await expect(page.getByRole('button', { name: `打开“${HARMLESS}”` })).toBeVisible();
  await picture(page, 'files-zh');

  let preview = await look(page, '会议纪要');
  await expect(preview.getByText('客户', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  preview = await look(page, '合同');
  await expect(preview.getByText('第 1 / 1 页')).toBeVisible();
  await expect.poll(() => darkPixels(page)).toBeGreaterThan(50);
  await picture(page, 'files-pdf-zh');
  await page.keyboard.press('Escape');
  preview = await look(page, '照片');
  await expect(preview.getByRole('img', { name: PHOTO.name })).toBeVisible();
  await page.keyboard.press('Escape');
  preview = await look(page, '巨图');
  await expect(preview.getByText('图片过大')).toBeVisible();
  await page.keyboard.press('Escape');
  preview = await look(page, '损坏');
  await expect(preview.getByText('文件已损坏')).toBeVisible();
  await page.keyboard.press('Escape');
  preview = await look(page, '报价');
  await expect(preview.getByText('文件内容与扩展名不一致')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});

test('what may run is saved only after a word of warning, under a harmless name', async () => {
  const { page } = a;
  await page.getByRole('button', { name: `另存“${HARMLESS}”` }).click();
  const warning = page.getByRole('alertdialog');
  await expect(warning).toContainText('可能会运行其中的程序');
  await picture(page, 'files-warning-zh');
  const saved = page.waitForEvent('download');
  await warning.getByRole('button', { name: '仍然另存' }).click();
  expect((await saved).suggestedFilename()).toBe(HARMLESS);
});

test('an upload that was cut goes on after the battery was empty, and sends no piece twice', async () => {
  const before = a.line.sent;
  const cut = a.line.cutAfter(5_000_000);
  await a.line.mend();
  await a.goTo('sync');
  await a.page.getByRole('button', { name: /^立即同步/ }).click();
  await cut;
  await a.restart();
  listen(a);
  await a.expectSignedIn();
  // Looked at before it goes on: on a quick machine it is gone in a moment.
  await a.goTo('sync');
  await expect(a.page.getByText(SCAN.name)).toBeVisible();
  await expect(a.page.getByText(/MB \/ 12 MB/)).toBeVisible();
  await picture(a.page, 'files-sync-zh');
  await a.line.mend();
  await expect(a.page.getByText('没有待传的附件')).toBeVisible({ timeout: 120_000 });
  const files = [SCAN, MEMO, DOCUMENT, PHOTO, BOMB, BROKEN, FAKE].reduce(
    (sum, { buffer }) => sum + buffer.length,
    0,
  );
  // One piece of at most 4 MB was on its way; rows and questions are the rest.
  expect(a.line.sent - before).toBeLessThan(files + 4_500_000);
});

test('the other desk has the files by itself and shows them', async () => {
  await b.start();
  listen(b);
  await b.page.emulateMedia({ colorScheme: 'dark' });
  await b.signIn('chen.jing');
  await b.expectSignedIn();
  await b.goTo('sync');
  await expect(b.page.getByRole('region', { name: 'On this computer' })).not.toContainText('arriving');
  await expect(b.page.getByRole('region', { name: 'Files', exact: true })).toContainText(
    /Only on the server\s*0 files/,
  );
  await picture(b.page, 'files-sync-en');
  await b.line.cut();
  await openFiles(b, { filter: 'Filter', customer: /Beiyu|北屿/, tab: /^(Files|Attachments)/ });
  const { page } = b;
  const row = page.locator('.row', { hasText: HARMLESS });
  await expect(row).toContainText('Open with care');
  await picture(page, 'files-en');
  const preview = await look(page, '合同');
  await expect(preview.getByText('Page 1 of 1')).toBeVisible();
  await expect.poll(() => darkPixels(page)).toBeGreaterThan(50);
  await picture(page, 'files-pdf-en');
  await page.keyboard.press('Escape');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save “${SCAN.name}”` }).click();
  expect(readFileSync(await (await saved).path()).equals(SCAN.buffer)).toBe(true);
  expect(complaints).toEqual([]);
});

test.describe('files of other programs (needs ../shared/data/attachments)', () => {
  test.skip(samples === null, 'the sample files are not beside the project');
  const SHOWN = { 'testPDF.pdf': 'img', 'testPDFVarious.pdf': 'img', 'testPDF_rotated.pdf': 'img', 'testJPEG_EXIF.jpg': 'img', 'testWEBP.webp': 'img' } as const; // prettier-ignore

  test('are shown, or named, and never end the desk', async () => {
    await openFilesOfA();
    const { page } = a;
    const names = [...Object.keys(SHOWN), 'multi-language.txt', 'testWORD.docx', 'testTIFF.tif'];
    for (const name of names) {
      const file = { name, mimeType: '', buffer: readFileSync(path.join(samples!, name)) };
      await page.getByLabel('添加附件').and(page.locator('input')).setInputFiles(file);
    }
    for (const name of names) {
      const preview = await look(page, name);
      if (name in SHOWN) await expect(preview.getByRole('img').first()).toBeVisible();
      else if (name.endsWith('.txt')) await expect(preview.locator('pre')).toBeVisible();
      else await expect(preview.getByText('这种文件不在这里预览')).toBeVisible();
      await page.keyboard.press('Escape');
    }
    expect(complaints).toEqual([]);
  });
});

/** How much of the page was drawn upon. */
const darkPixels = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.files-pdf canvas');
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at + 3]! > 0 && data[at]! < 128) dark += 1;
    return dark;
  });

function aPdf(line: string, script: string): Buffer {
  const stream = `BT /F1 24 Tf 72 700 Td (${line}) Tj ET`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (${script.replaceAll(/[()]/g, '\\$&')}) >> >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`;
  return Buffer.from(text, 'latin1');
}

/** A grey picture; beyond a thousand rows only what it claims is there. */
function aPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(Math.min(height, 1_000) * (1 + Math.min(width, 1_000)), 128);
  for (let at = 0; at < rows.length; at += 1 + Math.min(width, 1_000)) rows[at] = 0;
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
