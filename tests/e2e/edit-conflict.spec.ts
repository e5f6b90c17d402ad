import { expect, type Locator } from '@playwright/test';
import { test } from '../support/desk-test.ts';
import { differencesFrom } from '../support/held-rows.ts';
import { LaptopProcess } from '../support/laptop-process.ts';

/**
 * Two people who share a customer change the same fields offline. Nothing of it is lost: both desks show before, mine
 * and theirs; one decides, the other sees it decided. A speaks Chinese, B English.
 */
const CUSTOMER = /云岫模具有限公司/;
const BEFORE = '二期厂房 7 月封顶，设备款待议。另问票据池跨行入池。';
const OF_A = '二期厂房 6 月封顶，设备款待议。另问票据池跨行入池。';
const OF_B = '二期厂房 7 月封顶，设备款待议。另问票据池跨行入池与保理。';
const OF_BOTH = '二期厂房 6 月封顶，设备款待议。另问票据池跨行入池与保理。';

const WORDS = {
  'zh-CN': {
    remark: '备注',
    rating: '内部评级',
    field: '字段',
    before: '原来',
    mine: /^我的/,
    theirs: /^对方的/,
    both: /^“云岫模具.*”两边都改了$/,
    settled: '这条已经处理了',
    syncNow: /^立即同步/,
    held: '本机存有',
    ready: '完整',
    arriving: '正在取回',
    nothingWaits: '没有待传的改动',
    offline: /^离线/,
  },
  en: {
    remark: 'Remark',
    rating: 'Rating',
    field: 'Field',
    before: 'Before',
    mine: /^Mine/,
    theirs: /^Theirs/,
    both: /^Both sides changed “Yunxiu Tooling/,
    settled: 'This one is settled',
    syncNow: /^Sync now/,
    held: 'On this computer',
    ready: 'complete',
    arriving: 'arriving',
    nothingWaits: 'Nothing is waiting',
    offline: /^Offline/,
  },
} as const;

let a: LaptopProcess;
let b: LaptopProcess;
/** Where the customer's page is. */
let customer: string[] = [];

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ bank, browser }) => {
  a = await LaptopProcess.make(browser, bank.url, 'zh-CN');
  b = await LaptopProcess.make(browser, bank.url, 'en');
  for (const [laptop, login] of [
    [a, 'wang.fang'],
    [b, 'he.qing'],
  ] as const) {
    await laptop.start();
    await laptop.signIn(login);
    await laptop.expectSignedIn();
    await sync(laptop);
  }
  await a.goTo('customers');
  await a.page.getByRole('searchbox', { name: '筛选' }).fill('云岫模具');
  await a.page.getByRole('row', { name: CUSTOMER }).click();
  await expect(a.page).toHaveURL(/#\/customers\/[\w-]+/);
  customer = ['customers', /#\/customers\/([\w-]+)/.exec(a.page.url())?.[1] ?? ''];
});
test.afterAll(async () => {
  for (const laptop of [a, b]) await laptop.dispose();
});

/** Everything has arrived and everything was sent. */
async function sync(laptop: LaptopProcess): Promise<void> {
  const { page } = laptop;
  const words = WORDS[laptop.language];
  await laptop.goTo('sync');
  await page.getByRole('button', { name: words.syncNow }).click();
  const held = page.getByRole('region', { name: words.held });
  await expect(held).toContainText(words.ready);
  await expect(held).not.toContainText(words.arriving);
  await expect(page.getByText(words.nothingWaits)).toBeVisible();
}

async function goOffline(): Promise<void> {
  for (const laptop of [a, b]) {
    await laptop.line.cut();
    await expect(laptop.page.getByRole('banner').getByText(WORDS[laptop.language].offline)).toBeVisible({
      timeout: 30_000,
    });
  }
}

/** A's network returns first, so that B's edit is the later one to arrive; then each fetches what the other did. */
async function goOnline(): Promise<void> {
  await a.line.mend();
  await sync(a);
  await b.line.mend();
  await sync(b);
  await sync(a);
}

interface Fields {
  readonly remark?: string;
  readonly rating?: string;
}

/** Opens the customer's form, does something with each field that is named, and leaves the form by a key. */
async function inForm(
  laptop: LaptopProcess,
  fields: Fields,
  work: (field: Locator, text: string) => Promise<void>,
  key: 'Control+Enter' | 'Escape',
): Promise<void> {
  const { page } = laptop;
  const words = WORDS[laptop.language];
  await laptop.goTo(...customer);
  await expect(page.getByRole('heading', { name: /云岫模具|Yunxiu Tooling/ })).toBeVisible();
  await page.keyboard.press('e');
  const field = (name: 'remark' | 'rating'): Locator =>
    page.getByRole('textbox', { name: words[name], exact: true });
  for (const name of ['remark', 'rating'] as const) {
    const text = fields[name];
    if (text !== undefined) await work(field(name), text);
  }
  await page.keyboard.press(key);
  await expect(field('remark')).toHaveCount(0);
}

const edit = (laptop: LaptopProcess, fields: Fields): Promise<void> =>
  inForm(laptop, fields, (field, text) => field.fill(text), 'Control+Enter');
const expectFields = (laptop: LaptopProcess, fields: Fields): Promise<void> =>
  inForm(laptop, fields, (field, text) => expect(field).toHaveValue(text), 'Escape');

/** The disputed fields; below them stands where they come from. */
const sidesOf = (laptop: LaptopProcess): Locator => laptop.page.getByRole('table').first();

/** Opens the conflict from the inbox, and checks what stands before, mine and theirs for each field. */
async function expectSides(
  laptop: LaptopProcess,
  lines: readonly (readonly [field: string, before: string, mine: string, theirs: string])[],
): Promise<void> {
  const { page } = laptop;
  const words = WORDS[laptop.language];
  // It stands among the conflicts of the day too.
  await laptop.goTo('today');
  await expect(page.getByRole('link', { name: words.both })).toBeVisible();
  await laptop.goTo('inbox');
  await page
    .getByRole('button', { name: /云岫模具|Yunxiu Tooling/ })
    .filter({ hasText: /都改了|both changed/ })
    .click();
  const table = sidesOf(laptop);
  for (const name of [words.field, words.before, words.mine, words.theirs]) {
    await expect(table.getByRole('columnheader', { name })).toBeVisible();
  }
  for (const [field, ...sides] of lines) {
    const cells = table.getByRole('row', { name: field }).getByRole('cell');
    for (const [at, side] of sides.entries()) await expect(cells.nth(at + 1)).toContainText(side);
  }
}

/** The conflict that an address names is no longer there to be decided. */
async function expectSettled(laptop: LaptopProcess, conflict: string): Promise<void> {
  await laptop.goTo('inbox', 'edit', conflict);
  await expect(laptop.page.getByText(WORDS[laptop.language].settled)).toBeVisible();
}

const idIn = (laptop: LaptopProcess): string => new URL(laptop.page.url()).hash.split('/').at(-1) ?? '';

test('a customer whom both look after has a remark and a rating', async () => {
  await edit(a, { remark: BEFORE, rating: 'BBB' });
  await sync(a);
  await sync(b);
});

test('both change the same two fields offline, and both see what was, mine and theirs', async () => {
  await goOffline();
  await edit(a, { remark: OF_A, rating: 'A' });
  await edit(b, { remark: OF_B, rating: 'BB' });
  await goOnline();
  await expectSides(a, [
    ['备注', BEFORE, OF_A, OF_B],
    ['内部评级', 'BBB', 'A', 'BB'],
  ]);
  await expectSides(b, [
    ['Remark', BEFORE, OF_B, OF_A],
    ['Rating', 'BBB', 'BB', 'A'],
  ]);
});

test('B keeps both texts and the colleague’s rating, and A sees it decided', async () => {
  const { page } = b;
  const conflict = idIn(b);
  const line = (name: string) => sidesOf(b).getByRole('row', { name });
  await line('Rating').getByRole('button').nth(1).click();
  await line('Remark').getByRole('button').first().click();
  await page.keyboard.press('b');
  await expect(page.getByRole('textbox', { name: 'Keep both' })).toHaveValue(OF_BOTH);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('status').getByText(/^Settled/)).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(conflict));
  await sync(b);
  await sync(a);
  await expectSettled(a, conflict);
  await expectSettled(b, conflict);
  for (const laptop of [a, b]) await expectFields(laptop, { remark: OF_BOTH, rating: 'A' });
});

test('A takes all of hers the next time, and B sees that', async () => {
  await goOffline();
  await edit(a, { rating: 'AA' });
  await edit(b, { rating: 'C' });
  await goOnline();
  await expectSides(a, [['内部评级', 'A', 'AA', 'C']]);
  const conflict = idIn(a);
  await a.page.getByRole('button', { name: /^全用我的/ }).click();
  await expect(a.page.getByRole('status').getByText(/^已处理/)).toBeVisible();
  // The next entry takes its place; only then is the way elsewhere free.
  await expect(a.page).not.toHaveURL(new RegExp(conflict));
  await sync(a);
  await sync(b);
  await expectSettled(b, conflict);
  for (const laptop of [a, b]) await expectFields(laptop, { remark: OF_BOTH, rating: 'AA' });
});

test('both desks hold what the server holds', async ({ bank }) => {
  for (const laptop of [a, b]) {
    await laptop.crash();
    expect(await differencesFrom(bank.databaseUrl, laptop.folder)).toEqual([]);
  }
});
