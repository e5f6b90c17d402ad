import { expect } from '@playwright/test';
import { test } from '../support/desk-test.ts';
import { LaptopProcess } from '../support/laptop-process.ts';

/** A day of tasks: decided, put on the calendar, handed to a colleague who is offline, and answered. */
let mine: LaptopProcess;
let theirs: LaptopProcess;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ bank, browser }) => {
  const open = async (login: string): Promise<LaptopProcess> => {
    const desk = await LaptopProcess.make(browser, bank.url, 'en');
    await desk.start();
    await desk.signIn(login);
    await desk.expectSignedIn();
    await desk.goTo('sync');
    const held = desk.page.getByRole('region', { name: 'On this computer' });
    await expect(held).toContainText('complete');
    await expect(held).not.toContainText('arriving');
    await desk.goTo('tasks');
    await expect(desk.page.getByRole('heading', { level: 1 })).toHaveText('Tasks');
    return desk;
  };
  [mine, theirs] = await Promise.all([open('zhao.lei'), open('sun.yue')]);
});
test.afterAll(async () => {
  await mine.dispose();
  await theirs.dispose();
});

const TITLE = 'Check the collateral papers';

test('a task is written into my day, moved over the board by keyboard, and undone', async () => {
  const { page } = mine;
  await page.keyboard.press('q');
  await page.getByRole('textbox', { name: 'New task' }).fill(TITLE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: new RegExp(TITLE) })).toContainText('To do today');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('7');
  const card = page.getByRole('option', { name: TITLE });
  await card.focus();
  await page.keyboard.press('Shift+ArrowRight');
  const doing = page.getByRole('listbox', { name: 'In progress' });
  await expect(doing.getByRole('option', { name: TITLE })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(
    page.getByRole('listbox', { name: 'To do' }).getByRole('option', { name: TITLE }),
  ).toBeVisible();
});

test('a task that says when it is due is due then, as it is told while one types', async () => {
  const { page } = mine;
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('1');
  await page.keyboard.press('q');
  await page.getByRole('textbox', { name: 'New task' }).fill('Send the papers by tomorrow 3pm');
  await expect(page.locator('.tasks-new').getByRole('status')).toContainText('15:00');
  // It goes into my day all the same; among what is due today it would not.
  await expect(page.locator('.tasks-new')).toContainText('into my day');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Send the papers/ })).toContainText('tomorrow 15:00');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('row', { name: /Send the papers/ })).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('2');
  await page.keyboard.press('q');
  await expect(page.locator('.tasks-new')).toContainText('due today');
  await page.getByRole('textbox', { name: 'New task' }).fill('Send the papers by tomorrow 3pm');
  await expect(page.locator('.tasks-new')).not.toContainText('due today');
  await page.keyboard.press('Escape');
});

test('what is left of yesterday is answered by key, and the keyboard stays in the list', async () => {
  const { page } = mine;
  await page.keyboard.press('q');
  await page.getByRole('textbox', { name: 'New task' }).fill('Chase the signature yesterday');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('1');
  const list = page.getByRole('grid', { name: 'My day' });
  const left = list.getByRole('row', { name: /Chase the signature/ });
  await left.getByRole('button', { name: /^Today/ }).focus();
  await page.keyboard.press('Enter');
  await expect(left.getByRole('button', { name: /^Today/ })).toHaveCount(0);
  await expect(list).toBeFocused();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(left).toHaveCount(0);
});

test('cards stand where they are put, by keyboard and by hand, and undo takes one move back', async () => {
  const { page } = mine;
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('7');
  for (const title of ['Ask for the second quote', 'Book the third visit']) {
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('q');
    await page.getByRole('textbox', { name: 'New task' }).fill(title);
    await page.keyboard.press('Enter');
  }
  const lane = page.getByRole('listbox', { name: 'To do' });
  const cards = lane.getByRole('option');
  const names = async (): Promise<string[]> =>
    cards.evaluateAll((all) => all.map((one) => one.getAttribute('data-card') ?? ''));
  await expect(cards.nth(2)).toBeVisible();
  const [first, second, third] = await names();
  const order = (...ids: (string | undefined)[]) =>
    expect.poll(async () => (await names()).slice(0, 3)).toEqual(ids);
  await cards.first().focus();
  await page.keyboard.press('Shift+ArrowDown');
  await order(second, first, third);
  await expect(lane.locator(`[data-card="${first}"]`)).toBeFocused();
  const box = (await lane.locator(`[data-card="${second}"]`).boundingBox())!;
  // Into the upper half of the topmost card: before all others.
  await lane
    .locator(`[data-card="${third}"]`)
    .dragTo(lane.locator(`[data-card="${second}"]`), { targetPosition: { x: box.width / 2, y: 3 } });
  await order(third, second, first);
  await page.keyboard.press('Control+z');
  await order(second, first, third);
  await page.keyboard.press('Control+z');
  await order(first, second, third);
});

test('it is dragged onto a day of the calendar, which sets an hour apart, and undo frees it', async () => {
  const { page } = mine;
  await mine.goTo('calendar');
  const row = page.getByRole('button', { name: new RegExp(TITLE) });
  const days = page.getByRole('group', { name: 'Calendar grid' }).locator('[data-day]');
  await row.dragTo(days.nth(4), { targetPosition: { x: 30, y: 500 } });
  await expect(page.getByText(/set apart$/)).toBeVisible();
  await expect(days.nth(4).getByRole('button', { name: new RegExp(TITLE) })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(days.nth(4).getByRole('button', { name: new RegExp(TITLE) })).toHaveCount(0);
});

test('it is handed to a colleague who declines it offline with a reason, and comes back', async () => {
  await mine.goTo('tasks');
  await mine.page.getByRole('row', { name: new RegExp(TITLE) }).click();
  const to = mine.page.getByRole('combobox', { name: 'Delegate' });
  await to.fill('Sun Yue');
  await mine.page.getByRole('option', { name: /Sun Yue/ }).click();
  await expect(mine.page.getByText('With Sun Yue').first()).toBeVisible();
  // The picker is gone, and the keyboard is not.
  await expect(mine.page.getByRole('region', { name: 'Delegate' })).toBeFocused();

  await theirs.page.getByRole('heading', { level: 1 }).click();
  await theirs.page.keyboard.press('6');
  await theirs.page.getByRole('row', { name: new RegExp(TITLE) }).click();
  await expect(theirs.page.getByRole('button', { name: 'Decline' })).toBeVisible();
  await theirs.line.cut();
  await theirs.page.keyboard.press('n');
  await theirs.page.getByRole('textbox', { name: 'Why you decline' }).fill('On leave until Monday');
  await theirs.page.getByRole('button', { name: 'Decline' }).last().click();
  await expect(theirs.page.getByRole('row', { name: new RegExp(TITLE) })).toHaveCount(0);
  await theirs.line.mend();

  await expect(mine.page.getByText('On leave until Monday')).toBeVisible();
  await expect(mine.page.getByRole('button', { name: 'Do it myself' })).toBeVisible();
});
