import { expect, type Locator } from '@playwright/test';
import { test } from '../support/desk-test.ts';
import { LaptopProcess } from '../support/laptop-process.ts';

/**
 * An invitation is answered offline with another time. The organiser finds it in the inbox, takes it, and both calendars
 * say the same. The lead speaks Chinese, the manager who is asked English.
 */
let lead: LaptopProcess;
let manager: LaptopProcess;

test.beforeAll(async ({ bank, browser }) => {
  lead = await LaptopProcess.make(browser, bank.url, 'zh-CN');
  manager = await LaptopProcess.make(browser, bank.url, 'en');
  await Promise.all(
    (
      [
        [lead, 'chen.jing'],
        [manager, 'liu.yang'],
      ] as const
    ).map(async ([laptop, login]) => {
      await laptop.start();
      await laptop.signIn(login);
      await laptop.expectSignedIn();
    }),
  );
});
test.afterAll(async () => {
  for (const laptop of [lead, manager]) await laptop.dispose();
});

/** The stand-up of a Tuesday that is still to come, in the calendar of that day. */
const standUp = (laptop: LaptopProcess): Locator =>
  laptop.page.getByRole('button', { name: /晨会|Stand-up/ }).first();

async function nextTuesday(laptop: LaptopProcess): Promise<string> {
  const today = await laptop.page.evaluate(() => new Date().toISOString().slice(0, 10));
  const at = new Date(`${today}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + ((9 - at.getUTCDay()) % 7 || 7));
  return at.toISOString().slice(0, 10);
}

test('a time proposed offline is taken by the organiser, and both calendars agree', async () => {
  const day = await nextTuesday(manager);
  await manager.goTo('calendar', 'day', day);
  await expect(standUp(manager)).toBeVisible({ timeout: 30_000 });
  await manager.line.cut();

  await standUp(manager).click();
  await manager.page.getByRole('button', { name: /Propose another time/ }).click();
  const form = manager.page.getByRole('region', { name: 'Propose another time' });
  await expect(form.getByRole('list', { name: 'Who could come' })).toContainText('Chen Jing');
  const slots = form.getByRole('listitem').getByRole('button');
  await expect(slots.first()).toHaveAttribute('aria-pressed', 'false');
  await slots.first().click();
  await expect(slots.first()).toHaveAttribute('aria-pressed', 'true');
  await form.getByRole('textbox', { name: /A word with it/ }).fill('On the road before that');
  await form.getByRole('button', { name: /^Propose/ }).click();
  await expect(manager.page.getByText('waits for the organiser')).toBeVisible();

  await manager.line.mend();
  await lead.goTo('inbox', 'invitations');
  // Which of what waits is shown first goes by the time of day.
  await lead.page.getByRole('button', { name: /晨会.*刘洋建议/ }).click({ timeout: 30_000 });
  await expect(lead.page.getByText('On the road before that')).toBeVisible();
  await lead.page.keyboard.press('y');
  await expect(lead.page.getByRole('status').getByText(/^已改到/)).toBeVisible();

  await lead.goTo('calendar', 'day', day);
  const time = /(\d\d:\d\d)[–-](\d\d:\d\d)/;
  const moved = time.exec((await standUp(lead).getAttribute('aria-label')) ?? '')?.[0] ?? '';
  expect(moved).not.toBe('');
  expect(moved).not.toContain('08:30');
  await expect(standUp(manager)).toHaveAttribute('aria-label', new RegExp(moved), { timeout: 30_000 });
  await expect(manager.page.getByText('taken', { exact: true })).toBeVisible();
});

test('one meeting of a series is declined offline, and the organiser reads it at that meeting alone', async () => {
  const day = await nextTuesday(manager);
  const later = new Date(Date.parse(`${day}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
  await manager.goTo('calendar', 'day', later);
  await expect(standUp(manager)).toBeVisible({ timeout: 30_000 });
  await manager.line.cut();
  await standUp(manager).click();
  const word = manager.page.getByRole('textbox', { name: /A word with it/ });
  await word.fill('On leave');
  // Nothing of what is half written goes with the window.
  await manager.page.reload();
  await expect(word).toHaveValue('On leave');
  await manager.page.getByText('Decline', { exact: true }).click();
  await manager.page.getByRole('button', { name: 'Only this meeting' }).click();
  await expect(manager.page.getByText(/Answered by itself/)).toBeVisible();

  await manager.line.mend();
  await lead.goTo('calendar', 'day', later);
  await standUp(lead).click();
  const participants = lead.page.getByRole('region', { name: '参与人' });
  await expect(participants.getByText('仅这一次 · On leave')).toBeVisible({ timeout: 30_000 });
});
