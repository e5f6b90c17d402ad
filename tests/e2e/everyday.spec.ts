import { expect } from '@playwright/test';
import { addDays, mondayOf } from '../../db/demo/dates.ts';
import { isWorkingDay } from '../../src-shared/domain/calendar/holidays.ts';
import { test } from '../support/desk-test.ts';
import { typeParts } from '../support/form-fields.ts';
import { LaptopProcess } from '../support/laptop-process.ts';

/** What people do all day, on one desk: by keyboard alone, undone later and elsewhere, in either language. */
let desk: LaptopProcess;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ bank, browser }) => {
  desk = await LaptopProcess.make(browser, bank.url, 'en');
  await desk.start();
  await desk.signIn('he.qing');
  await desk.expectSignedIn();
  await desk.goTo('sync');
  const held = desk.page.getByRole('region', { name: 'On this computer' });
  await expect(held).toContainText('complete');
  await expect(held).not.toContainText('arriving');
});
test.afterAll(() => desk.dispose());

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now());
/** A Monday ahead that is no holiday. */
const monday = [14, 21, 28, 35]
  .map((days) => addDays(mondayOf(today), days))
  .find((day) => isWorkingDay(day))!;

test('a meeting is about a contract of its customer, and leads to it', async () => {
  const { page } = desk;
  await desk.goTo('calendar', 'day', monday);
  await expect(page.getByRole('group', { name: 'Calendar grid' })).toBeVisible();
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Title' }).fill('Credit terms');
  const customer = page.getByRole('combobox', { name: 'Customers' });
  await customer.fill('yunxiu');
  await page.getByRole('option', { name: /Yunxiu Precision/ }).click();
  await page.getByRole('button', { name: /Contract or opportunity$/ }).click();
  await page.getByRole('option', { name: /loan/i }).first().click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Credit terms' })).toBeVisible();
  const link = page.getByRole('definition').getByRole('link', { name: /loan/i });
  const product = (await link.textContent())!;
  await link.click();
  await expect(
    page.getByRole('row', { name: product, includeHidden: false }).and(page.locator('[aria-current]')),
  ).toBeInViewport();
});

test('an event over another is seen, and put into a free slot, with the keyboard alone', async () => {
  const { page } = desk;
  const write = async (title: string): Promise<void> => {
    await page.keyboard.press('n');
    await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
    await typeParts(page, page.getByRole('group', { name: 'Start time' }), '12:00');
    await page.getByRole('textbox', { name: 'Title' }).focus();
    await page.keyboard.type(title);
  };
  await desk.goTo('calendar', 'day', monday);
  await expect(page.getByRole('group', { name: 'Calendar grid' })).toBeVisible();
  await write('Trust papers');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Trust papers' })).toBeVisible();
  await write('Pension papers');
  const check = page.getByRole('status', { name: 'Checking for conflicts' });
  await expect(check).toContainText('overlaps “Trust papers” 12:00–13:00 by 60 min.');
  await expect(check.getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('Alt+1');
  await expect(check).not.toContainText('overlaps');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Pension papers' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Trust papers, 12:00–13:00/ })).toBeVisible();
});

test('what was done on one screen is undone on another, and after a restart of the desk', async () => {
  const { page } = desk;
  await desk.goTo('notes');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone: new event')).toBeVisible();
  await desk.restart();
  await desk.expectSignedIn();
  await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible();
  await desk.page.keyboard.press('Control+z');
  await expect(desk.page.getByText('Undone: new event')).toBeVisible();
  await desk.goTo('calendar', 'day', monday);
  await expect(desk.page.getByRole('group', { name: 'Calendar grid' })).toBeVisible();
  await expect(desk.page.getByRole('button', { name: /Trust papers|Pension papers/ })).toHaveCount(0);
  await desk.page.keyboard.press('Control+Shift+z');
  await expect(desk.page.getByRole('button', { name: /Trust papers, 12:00–13:00/ })).toBeVisible();
});

test('of two windows one no longer offers the way back from what the other took back', async () => {
  const { page } = desk;
  await desk.goTo('tasks');
  await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(other.getByRole('heading', { name: 'Tasks' })).toBeVisible();
  const bar = page.getByRole('status').filter({ hasText: 'Ring the land registry' });
  const write = async (title: string): Promise<void> => {
    await page.keyboard.press('q');
    await page.getByRole('textbox', { name: 'New task' }).fill(title);
    await page.keyboard.press('Enter');
  };
  await write('Ring the notary');
  await expect(other.getByRole('row', { name: /Ring the notary/ })).toBeVisible();
  await write('Ring the land registry');
  // Pointed at, the bar does not go by itself.
  await bar.hover();
  await expect(other.getByRole('row', { name: /Ring the land registry/ })).toBeVisible();
  await expect(bar.getByRole('button', { name: 'Undo' })).toBeVisible();
  await other.keyboard.press('Control+z');
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Ring the land registry/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Ring the notary/ })).toBeVisible();
  await other.close();
  await desk.goTo('calendar', 'day', monday);
});

test('the language changes live, keeps the place, and stays after a restart', async () => {
  await desk.page.keyboard.press('Control+k');
  await desk.page.getByRole('combobox', { name: 'Command palette' }).pressSequentially('Switch to Chinese');
  await expect(desk.page.getByRole('option', { name: /^Switch to Chinese/ })).toBeVisible();
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByRole('group', { name: '日程网格' })).toBeVisible();
  await expect(desk.page).toHaveURL(new RegExp(`calendar/day/${monday}`));
  await desk.restart();
  await expect(desk.page.getByRole('navigation', { name: '主导航' })).toBeVisible();
});
