import { expect } from '@playwright/test';
import { addDays, mondayOf } from '../../db/demo/dates.ts';
import { test } from '../support/desk-test.ts';
import { LaptopProcess } from '../support/laptop-process.ts';

/** A follow-up is planned by keyboard and taken back; what was planned and what was held agree with their lists. */
let desk: LaptopProcess;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const monday = addDays(mondayOf(today), 7);
test.beforeAll(async ({ bank, browser }) => {
  desk = await LaptopProcess.make(browser, bank.url, 'en');
  await desk.start();
  await desk.signIn('wang.fang');
  await desk.expectSignedIn();
});
test.afterAll(() => desk.dispose());

test('a task is carried onto a day of next week by keyboard, and undo takes it back', async () => {
  const { page } = desk;
  await desk.goTo('plans', 'board', monday);
  const waiting = page.getByRole('listbox', { name: 'Not planned yet' });
  const card = waiting.getByRole('option', { name: '整理客户名片' });
  await card.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('listbox').nth(1).getByRole('option', { name: '整理客户名片' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(card).toBeFocused();
});

test('a follow-up that a key carries, held down, becomes one task', async () => {
  const { page } = desk;
  await desk.goTo('plans', 'board', monday);
  await page.getByRole('listbox', { name: 'Not planned yet' }).getByRole('option').last().focus();
  for (let held = 0; held < 4; held += 1) await page.keyboard.press('Shift+ArrowRight');
  const made = page.getByRole('option', { name: /^Contact / });
  await expect(made).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(made).toHaveCount(0);
});

test('a figure of the month opens as many lines as it counts', async () => {
  const { page } = desk;
  await desk.goTo('plans', 'month', today);
  const total = page.getByRole('button', { name: /^All · / }).last();
  const [, , planned] = /: ([\d,]+) \/ ([\d,]+)$/.exec((await total.getAttribute('aria-label')) ?? '') ?? [];
  await total.click();
  const list = page.getByRole('region', { name: 'Details' });
  await expect(list.getByRole('link')).toHaveCount(Number(planned));
});
