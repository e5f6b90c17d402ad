import { expect, type Locator } from '@playwright/test';
import { addDays, mondayOf } from '../../db/demo/dates.ts';
import { test } from '../support/desk-test.ts';
import { LaptopProcess } from '../support/laptop-process.ts';

/** The calendar by hand: what a pointer presses and pulls, what a key then acts on, and one event in two windows. */
let desk: LaptopProcess;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ bank, browser }) => {
  desk = await LaptopProcess.make(browser, bank.url, 'en');
  await desk.start();
  await desk.signIn('sun.yue');
  await desk.expectSignedIn();
  await desk.goTo('sync');
  await expect(desk.page.getByRole('region', { name: 'On this computer' })).toContainText('complete');
});
test.afterAll(() => desk.dispose());

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now());
/** A Sunday far enough ahead: nobody has anything. */
const day = addDays(mondayOf(today), 7 * 9 + 6);
const event = (name: RegExp): Locator =>
  desk.page.getByRole('group', { name: 'Calendar grid' }).getByRole('button', { name });

/** The middle of the half hour that begins at an hour of the day, as far as it is in sight. */
async function at(hour: number): Promise<readonly [number, number]> {
  const { x, y, width, height } = (await desk.page.locator(`.col[data-day="${day}"]`).boundingBox())!;
  return [x + width / 2, y + ((hour + 0.25) / 24) * height];
}

async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const { mouse } = desk.page;
  await mouse.move(...from);
  await mouse.down();
  await mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 3 });
  await mouse.move(...to, { steps: 3 });
  await mouse.up();
}

async function make(hour: number, title: string): Promise<void> {
  await desk.page.mouse.dblclick(...(await at(hour)));
  await desk.page.getByRole('textbox', { name: 'Title' }).fill(title);
  await desk.page.keyboard.press('Control+Enter');
  await expect(event(new RegExp(title))).toBeVisible();
}

test('two presses on empty time make an event, and what opens in its form takes the focus', async () => {
  const { page } = desk;
  await desk.goTo('calendar', 'day', day);
  await page.mouse.dblclick(...(await at(10)));
  await page.getByRole('textbox', { name: 'Title' }).fill('Boat trip');
  await page.getByRole('button', { name: 'More', exact: true }).last().click();
  await expect(page.getByRole('textbox', { name: 'Contract or opportunity no.' })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(event(/Boat trip, 10:00–10:30/)).toBeVisible();
});

test('the upper edge changes the start, and above the hours an event is not let go', async () => {
  const { x, y, width, height } = (await event(/Boat trip/).boundingBox())!;
  const [middle, hour] = [x + width / 2, height * 2];
  await drag([middle, y + 1], [middle, y + 1 - hour / 2]);
  await expect(event(/Boat trip, 09:30–10:30/)).toBeVisible();
  const band = (await desk.page.getByRole('group', { name: 'All day' }).boundingBox())!;
  await drag([middle, y + height / 2], [middle, band.y + band.height / 2]);
  await expect(event(/Boat trip, 09:30–10:30/)).toBeVisible();
});

test('Delete is about the event that is open, whatever has the focus', async () => {
  const { page } = desk;
  await make(12, 'Lunch');
  await event(/Boat trip/).click();
  await expect(page.getByRole('heading', { name: 'Boat trip' })).toBeVisible();
  await event(/Lunch/).focus();
  await page.keyboard.press('Delete');
  await expect(event(/Boat trip/)).toHaveCount(0);
  await expect(event(/Lunch/)).toBeVisible();
});

test('a question about a copy goes with the undo of something else', async () => {
  const { page } = desk;
  await event(/Lunch/).focus();
  await page.keyboard.press('Control+c');
  await page.mouse.click(...(await at(11.5)));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+v');
  const question = page.getByRole('heading', { name: 'Copy 1 event' });
  await expect(question).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(event(/Boat trip/)).toBeVisible();
  await expect(question).toBeHidden();
});

test('a form says what another window changed meanwhile, and saves over nothing without a word', async () => {
  const { page } = desk;
  await event(/Lunch/).dblclick();
  await page.getByRole('textbox', { name: 'Title' }).fill('Long lunch');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: /Lunch/ }).first().dblclick();
  await other.getByRole('textbox', { name: 'Title' }).fill('Short lunch');
  await other.getByRole('textbox', { name: 'Place' }).fill('Canteen');
  await other.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('Title “Short lunch”');
  await expect(page.getByRole('textbox', { name: 'Place' })).toHaveValue('Canteen');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Keep mine' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Title' }).press('Control+Enter');
  await expect(event(/Long lunch, Canteen/)).toBeVisible();
});

test('a list at the edge of a form opens with one press, and stays open', async () => {
  const { page } = desk;
  await page.setViewportSize({ width: 1280, height: 800 });
  await desk.goTo('calendar', 'week', day);
  await expect(page.getByRole('group', { name: 'Calendar grid' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  const field = page.getByRole('combobox', { name: 'Participants' });
  const arrow = field.locator('xpath=..').getByRole('button');
  /** Where the arrow of the field is, and where what the form shows ends. */
  const lies = () =>
    arrow.evaluate((button) => {
      let pane = button.parentElement!;
      while (!/auto|scroll/.test(getComputedStyle(pane).overflowY)) pane = pane.parentElement!;
      const { left, top, width, height } = button.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2, edge: pane.getBoundingClientRect().bottom };
    });
  // The window is so high that the lower half of the field is hidden. What the form says of clashes comes a moment later and moves it.
  let at = await lies();
  await expect(async () => {
    const { height } = page.viewportSize()!;
    const { y, edge } = await lies();
    if (Math.abs(edge - y) >= 4)
      await page.setViewportSize({ width: 1280, height: Math.round(height + y + 2 - edge) });
    at = await lies();
    expect(Math.abs(at.edge - at.y)).toBeLessThan(4);
  }).toPass();
  await page.mouse.click(at.x, at.edge - 3);
  await expect(page.getByRole('listbox')).toBeVisible();
  // What a scroll closes is gone a frame later.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 8; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
  });
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});
