import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { addDays, mondayOf } from '../../db/demo/dates.ts';
import { isWorkingDay } from '../../src-shared/domain/calendar/holidays.ts';
import type { DateText } from '../../src-shared/kernel/brand.ts';
import { test } from '../support/desk-test.ts';
import { typeParts } from '../support/form-fields.ts';
import { differencesFrom } from '../support/held-rows.ts';
import { LaptopProcess } from '../support/laptop-process.ts';
import { ROOT } from '../support/run-counted.ts';

/**
 * The main job of the program, with real parts: two managers work offline on the bank's data, sync, and see the
 * schedule conflict that they made. A speaks Chinese, B English; their lead looks on.
 */
/** Where the README has its pictures from: `UPDATE_SCREENS=1` takes them anew, else they stay with the test's output. */
const PICTURES =
  process.env['UPDATE_SCREENS'] === '1'
    ? path.join(ROOT, 'docs/screens')
    : path.join(ROOT, 'node_modules/.cache/screens');
const SHANGHAI = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
const today = SHANGHAI.format(Date.now());
/** The first Thursday from next week on that is no holiday: always ahead, whenever the test runs. */
const thursday = firstWorkday(addDays(mondayOf(today), 10), 7);
const wednesday = addDays(thursday, -1);
const dayOfVisit = firstWorkday(addDays(today, -1), -1);

function firstWorkday(from: DateText, step: number): DateText {
  return isWorkingDay(from) ? from : firstWorkday(addDays(from, step), step);
}

const VISIT = '北屿 厂房回访';
const OUTCOME = '二期封顶，设备款下月报批';
const CONTACT = '谈妥票据池入池比例 60%';
const NOTE = '北屿回访要点';
const NOTE_TEXT = '设备款约 2,000 万，期限五年。';
const FILE = {
  name: '报价单.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('品名,金额\n数控机床,20000000\n'),
};
const PITCH = 'Bill pool pitch at the port';

let a: LaptopProcess;
let b: LaptopProcess;
let lead: LaptopProcess;
/** The conflict's id, as it stands in the address. */
let conflict = '';
/** B's event. */
let pitch = '';

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ bank, browser }) => {
  mkdirSync(PICTURES, { recursive: true });
  a = await LaptopProcess.make(browser, bank.url, 'zh-CN');
  b = await LaptopProcess.make(browser, bank.url, 'en');
  lead = await LaptopProcess.make(browser, bank.url, 'zh-CN');
});
test.afterAll(async () => {
  for (const laptop of [a, b, lead]) await laptop.dispose();
});

const picture = (laptop: LaptopProcess, name: string): Promise<Buffer> =>
  laptop.page.screenshot({ path: path.join(PICTURES, `${name}.png`), animations: 'disabled' });

const WORDS = {
  'zh-CN': {
    sync: '同步',
    syncNow: /^立即同步/,
    held: '本机存有',
    arriving: '正在取回',
    differs: '与服务器不一致',
    ready: '完整',
    nothingWaits: '没有待传的改动',
    nothingRefused: '没有被拒绝的改动',
    online: '已联网',
    offline: /^离线/,
  },
  en: {
    sync: 'Sync',
    syncNow: /^Sync now/,
    held: 'On this computer',
    arriving: 'arriving',
    differs: 'differs from the server',
    ready: 'complete',
    nothingWaits: 'Nothing is waiting',
    nothingRefused: 'Nothing was refused',
    online: 'Online',
    offline: /^Offline/,
  },
} as const;

/** In the sync centre: everything arrived, agrees with the server, was sent, and nothing was refused. */
async function expectInSync(laptop: LaptopProcess): Promise<void> {
  const { page } = laptop;
  const words = WORDS[laptop.language];
  await laptop.goTo('sync');
  await page.getByRole('button', { name: words.syncNow }).click();
  const held = page.getByRole('region', { name: words.held });
  await expect(held).toContainText(words.ready);
  await expect(held).not.toContainText(words.arriving);
  await expect(held).not.toContainText(words.differs);
  await expect(page.getByText(words.nothingWaits)).toBeVisible();
  await expect(page.getByText(words.nothingRefused)).toBeVisible();
  await expect(
    page.getByRole('region', { name: words.sync, exact: true }).getByText(words.online, { exact: true }),
  ).toBeVisible();
}

/** One that cannot reach the server says so, in the bar that is always there. */
async function expectOffline(laptop: LaptopProcess): Promise<void> {
  await expect(laptop.page.getByRole('banner').getByText(WORDS[laptop.language].offline)).toBeVisible({
    timeout: 30_000,
  });
}

const openEvent = async (laptop: LaptopProcess, name: RegExp): Promise<void> => {
  await laptop.page.getByRole('button', { name }).first().click();
};

test('A and B load their books from the server, each in their own language', async () => {
  for (const [laptop, login] of [
    [a, 'wang.fang'],
    [b, 'liu.yang'],
    [lead, 'chen.jing'],
  ] as const) {
    await laptop.start();
    await laptop.signIn(login);
    await laptop.expectSignedIn();
    await expectInSync(laptop);
  }
  await a.goTo('customers');
  await expect(a.page.getByRole('row', { name: /北屿新材料有限公司/ })).toBeVisible();
  await a.goTo('today');
  await expect(a.page.getByRole('heading', { level: 1 })).toBeVisible();
  await picture(a, 'today');
});

test('both lose the network and are told so', async () => {
  await a.line.cut();
  await b.line.cut();
  await expectOffline(a);
  await expectOffline(b);
});

test('A visits a customer and writes down how it went', async () => {
  const { page } = a;
  await a.goTo('calendar', 'day', dayOfVisit);
  await page.getByRole('button', { name: '新建', exact: true }).click();
  await page.getByRole('textbox', { name: '标题' }).fill(VISIT);
  await page.getByRole('combobox', { name: '客户' }).fill('北屿');
  await page.getByRole('option', { name: '北屿新材料有限公司' }).click();
  await page.getByRole('button', { name: /^保存/ }).click();
  await expect(page.getByRole('heading', { name: VISIT })).toBeVisible();
  await page.getByRole('textbox', { name: '结果备注' }).fill(OUTCOME);
  await page.getByRole('button', { name: '达成', exact: true }).click();
  await expect(page.getByRole('status').getByText('已记：达成')).toBeVisible();

  await page.getByRole('link', { name: '北屿新材料有限公司' }).click();
  await page.getByRole('button', { name: /^记录联系/ }).click();
  await page.getByRole('textbox', { name: '联系内容' }).fill(CONTACT);
  await page.getByRole('button', { name: /^保存/ }).click();
  await expect(page.getByRole('region', { name: '联系记录' })).toContainText(CONTACT);
});

test('A writes a note with an attachment and links it to the customer', async () => {
  const { page } = a;
  await a.goTo('notes');
  await page.getByRole('button', { name: '新笔记' }).first().click();
  await page.getByRole('textbox', { name: '标题' }).fill(NOTE);
  await page.getByRole('textbox', { name: '正文' }).click();
  await page.keyboard.type(NOTE_TEXT);
  await expect(page.getByRole('option', { name: new RegExp(`${NOTE}.*期限五年`) })).toBeVisible();
  await page.getByRole('combobox', { name: '客户' }).fill('北屿');
  await page.getByRole('option', { name: '北屿新材料有限公司' }).click();
  await expect(page.getByText('已放入客户组合')).toBeVisible();
  await page.getByLabel('添加附件').and(page.locator('input')).setInputFiles(FILE);
  await expect(page.getByRole('button', { name: `打开“${FILE.name}”` })).toBeVisible();
});

test('A moves the weekly meeting with B to Thursday 10:00', async () => {
  const { page } = a;
  await a.goTo('calendar', 'week', wednesday);
  await openEvent(a, /^会议, 产品周会, 09:00–09:30/);
  await page.getByRole('button', { name: '编辑' }).click();
  await typeParts(page, page.getByRole('group', { name: '开始', exact: true }), thursday);
  await typeParts(page, page.getByRole('group', { name: '开始时间' }), '10:00');
  await typeParts(page, page.getByRole('group', { name: '结束时间' }), '11:00');
  await page.getByRole('button', { name: /^保存/ }).click();
  await page.getByRole('button', { name: '只这一次' }).click();
  await expect(page.getByRole('button', { name: /^会议, 产品周会, 10:00–11:00/ })).toBeVisible();
});

test('B books a room and a visit at Thursday 10:30', async () => {
  const { page } = b;
  await b.goTo('calendar', 'day', thursday);
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill(PITCH);
  await typeParts(page, page.getByRole('group', { name: 'Start time' }), '10:30');
  await page.getByRole('combobox', { name: 'Rooms and cars' }).fill('hall');
  await page.getByRole('option', { name: /Main hall/ }).click();
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('heading', { name: PITCH })).toBeVisible();
  await expect(page.getByText(/Thu.* 10:30–11:30/)).toBeVisible();
  pitch = new URL(page.url()).hash.split('/').at(-1) ?? '';
});

test('both restart their desks offline and find all of it', async () => {
  await a.restart();
  await b.restart();
  await expectOffline(a);
  await expectOffline(b);
  await expectWorkOfA(a);
  await b.goTo('calendar', 'event', pitch);
  await expect(b.page.getByRole('heading', { name: PITCH })).toBeVisible();
  await expect(b.page.getByText('Main hall')).toBeVisible();
  await a.goTo('sync');
  await expect(a.page.getByRole('region', { name: '同步', exact: true })).toContainText(FILE.name);
});

/** The visit with its outcome, the contact, the note and the file's bytes, on a desk that may see them. */
async function expectWorkOfA(laptop: LaptopProcess): Promise<void> {
  const { page } = laptop;
  await laptop.goTo('customers');
  await page.getByRole('searchbox', { name: '筛选' }).fill('北屿');
  await page.getByRole('row', { name: /北屿新材料有限公司/ }).click();
  await page.getByRole('tab', { name: /^联系记录/ }).click();
  const contacts = page.getByRole('tabpanel').getByRole('region', { name: '联系记录' });
  await expect(contacts).toContainText(CONTACT);
  // The noted visit stands there as the contact that it was.
  await expect(contacts).toContainText(OUTCOME);
  await expect(contacts).toContainText(NOTE);
  await page.getByRole('tab', { name: /^笔记/ }).click();
  await page
    .getByRole('tabpanel')
    .getByRole('link', { name: new RegExp(NOTE) })
    .click();
  await expect(page.getByRole('textbox', { name: '正文' })).toHaveText(NOTE_TEXT);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: `另存“${FILE.name}”` }).click();
  expect(readFileSync(await (await saved).path())).toEqual(FILE.buffer);
}

test("A's network returns, then B's, and everything reaches the server", async () => {
  await a.line.mend();
  await expectInSync(a);
  await b.line.mend();
  await expectInSync(b);
});

test('both see the same conflict with its cause', async () => {
  await b.goTo('inbox');
  await b.page
    .getByRole('button', { name: new RegExp(`Product weekly × ${PITCH}|${PITCH} × Product weekly`) })
    .click();
  await expect(b.page).toHaveURL(/#\/inbox\/schedule\/\w+$/);
  conflict = new URL(b.page.url()).hash.split('/').at(-1) ?? '';
  const causeOfB = b.page.getByRole('region', { name: 'How it came about' });
  await expect(causeOfB).toContainText('Wang Fang moved “Product weekly”');
  await expect(causeOfB).toContainText(`I created “${PITCH}”`);
  await picture(b, 'conflict');

  await a.goTo('inbox', 'schedule', conflict);
  await expect(a.page.getByRole('heading', { name: /产品周会/ })).toBeVisible();
  await expect(a.page.getByText('30 分').first()).toBeVisible();
  await expect(a.page.getByRole('region', { name: '起因' })).toContainText('我移动“产品周会”');
  await a.goTo('calendar', 'week', thursday);
  await expect(a.page.getByRole('button', { name: /^会议, 产品周会, 10:00–11:00, 硬冲突/ })).toBeVisible();
  await picture(a, 'calendar');
});

const conflictOnTimeline = (): Locator =>
  lead.page.getByRole('region', { name: '当日冲突' }).locator(`a[href$="/${conflict}"]`);

test('their lead sees it on the team timeline', async () => {
  await lead.goTo('calendar', 'team', thursday);
  await expect(conflictOnTimeline()).toBeVisible();
  await expect(lead.page.getByRole('region', { name: '当日冲突' })).toContainText('刘洋');
  await expect(lead.page.getByRole('button', { name: /^刘洋: .*10:30–11:30/ })).toBeVisible();
  await picture(lead, 'team');
});

test('B takes a suggested slot by its key, and all three desks agree', async () => {
  await b.page.keyboard.press('1');
  await expect(b.page.getByRole('status').getByText(/^Moved to/)).toBeVisible();
  await b.goTo('calendar', 'event', pitch);
  await expect(b.page).toHaveURL(/#\/calendar\/week\/[\d-]+\//);
  const day = /week\/([\d-]+)/.exec(b.page.url())?.[1] ?? '';
  const when = await b.page
    .getByText(/^\w{3} .*\d\d:\d\d–\d\d:\d\d$/)
    .first()
    .innerText();
  const time = /\d\d:\d\d–\d\d:\d\d/.exec(when)?.[0] ?? '';
  expect(`${day} ${time}`).not.toBe(`${thursday} 10:30–11:30`);
  await expectInSync(b);
  for (const [laptop, gone] of [
    [b, 'This one is settled'],
    [a, '这条已经处理了'],
    [lead, '这条已经处理了'],
  ] as const) {
    await laptop.goTo('inbox', 'schedule', conflict);
    await expect(laptop.page.getByText(gone)).toBeVisible();
  }
  for (const laptop of [a, lead]) {
    await laptop.goTo('calendar', 'team', day);
    await expect(laptop.page.getByRole('button', { name: new RegExp(`^刘洋: .*${time}`) })).toBeVisible();
  }
});

test('nothing was lost, and the checksums match', async ({ bank }) => {
  await expectWorkOfA(a);
  // The lead's desk never saw A's laptop: what it shows came through the server.
  await expectWorkOfA(lead);
  for (const laptop of [a, b, lead]) await expectInSync(laptop);
  for (const laptop of [a, b, lead]) {
    await laptop.crash();
    expect(await differencesFrom(bank.databaseUrl, laptop.folder)).toEqual([]);
  }
});
