import { expect, type Locator, type Page } from '@playwright/test';
import { addDays, mondayOf } from '../../db/demo/dates.ts';
import { isWorkingDay } from '../../src-shared/domain/calendar/holidays.ts';
import { test } from '../support/desk-test.ts';
import { LaptopProcess } from '../support/laptop-process.ts';

/** The calendar by keyboard alone, series and their scopes, a week in which clocks change, and a window at 200 %. */
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
/** Mondays far enough ahead that the demo's own story is over, none of them a holiday. */
const mondays = Array.from({ length: 40 }, (_, at) => addDays(mondayOf(today), 7 * (at + 8))).filter((day) =>
  isWorkingDay(day),
);
const grid = (page: Page): Locator => page.getByRole('group', { name: /^(日程网格|Calendar grid)$/ });
const event = (page: Page, name: RegExp): Locator => grid(page).getByRole('button', { name });
const undo = (page: Page): Promise<void> => page.keyboard.press('Control+z');

test('an event is made, moved, made longer, copied and deleted by keys, and every step is undone', async () => {
  const { page } = desk;
  await desk.goTo('calendar', 'week', mondays[0]!);
  await expect(grid(page)).toBeVisible();
  await page.keyboard.press('c');
  // The caret stands at the beginning of the working day; eleven hours further down nobody has anything.
  for (let step = 0; step < 22; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Vault keys');
  // Escape in an open list is about the list, and leaves the form where it is.
  await page.getByRole('combobox', { name: 'Customers' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('combobox', { name: 'Customers', expanded: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Vault keys');
  // Closed by mistake, or left to look something up: what was typed is there again.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Go on writing' }).click();
  await desk.goTo('tasks');
  await desk.goTo('calendar', 'week', mondays[0]!);
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Vault keys');
  await page.keyboard.press('Control+Enter');
  // A second press while the first is under way makes no second event.
  await page.keyboard.press('Control+Enter');
  const made = event(page, /Vault keys, 19:30–20:30/);
  // The keyboard goes on where the work is.
  await expect(made).toBeFocused();

  await page.keyboard.down('Alt');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await page.keyboard.up('Alt');
  const moved = event(page, /Vault keys, 20:00–21:00/);
  await expect(moved).toBeFocused();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(event(page, /Vault keys, 20:00–21:15/)).toBeVisible();
  await undo(page);
  await undo(page);
  await expect(made).toBeVisible();

  await made.focus();
  await page.keyboard.press('Control+d');
  await expect(event(page, /Vault keys/)).toHaveCount(2);
  for (const one of await event(page, /Vault keys/).all()) {
    await one.focus();
    await page.keyboard.press('x');
  }
  const chosen = page.getByRole('heading', { name: '2 events selected' });
  await expect(chosen).toBeVisible();
  // Moved, they are still what is chosen, and go on from there.
  await page.getByRole('button', { name: 'One day later' }).click();
  await expect(page.getByText('2 events moved')).toBeVisible();
  await expect(chosen).toBeVisible();
  await page.getByRole('button', { name: 'One day earlier' }).click();
  const list = page.getByRole('region', { name: 'Selected events' });
  await expect(list.getByText('19:30–20:30')).toHaveCount(2);
  await event(page, /Vault keys/)
    .first()
    .focus();
  await page.keyboard.press('Delete');
  await expect(event(page, /Vault keys/)).toHaveCount(0);
  await expect(page.locator('[data-caret]')).toBeFocused();
  await undo(page);
  await expect(event(page, /Vault keys/)).toHaveCount(2);
});

test('keys carry an event into the next week, and a meeting is made on a colleague’s day of the team’s week', async () => {
  const { page } = desk;
  const [monday, next] = [mondays[6]!, addDays(mondays[6]!, 7)];
  await desk.goTo('calendar', 'week', monday);
  await page.keyboard.press('c');
  for (let step = 0; step < 22; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Key round');
  await page.keyboard.press('Control+Enter');
  const round = event(page, /Key round, 19:30–20:00/);
  await round.focus();

  await page.keyboard.down('Alt');
  for (let day = 0; day < 7; day += 1) await page.keyboard.press('ArrowRight');
  await expect(grid(page).locator(`[data-day="${next}"]`)).toBeVisible();
  await page.keyboard.up('Alt');
  await expect(round).toBeFocused();
  await undo(page);
  await expect(round).toHaveCount(0);

  // The own line comes first; Saturday is empty on every line.
  await desk.goTo('calendar', 'team', monday);
  await expect(page.getByRole('heading', { name: `Monday ${Number(monday.slice(8))}` })).toBeVisible();
  await page.keyboard.press('Shift+P');
  await expect(page.locator(`[data-cell="${monday}"] [data-key]`).first()).toBeVisible();
  await page.keyboard.press('c');
  for (let day = 0; day < 5; day += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const cell = page.locator(`[data-cell="${addDays(monday, 5)}"]`).nth(1);
  await expect(cell).toBeFocused();
  const whose = (await cell.getAttribute('aria-label'))!.split(',')[0]!;
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await expect(page.getByRole('button', { name: `Remove ${whose}` })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test('an event that is let go on the row of whole days lasts the day, and undo gives it its hour again', async () => {
  const { page } = desk;
  await desk.goTo('calendar', 'week', mondays[8]!);
  const day = page.locator(`.band [data-cell="${addDays(mondays[8]!, 1)}"]`);
  const to = (await day.boundingBox())!;
  await page.keyboard.press('c');
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Stocktaking');
  await page.keyboard.press('Control+Enter');
  const made = event(page, /Stocktaking, 18:30–19:00/);
  await made.hover({ position: { x: 20, y: 5 } });
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 4 });
  await expect(day).toHaveClass(/drop/);
  await page.mouse.up();
  await expect(page.locator('.band').getByRole('button', { name: /Stocktaking/ })).toBeVisible();
  await undo(page);
  await expect(made).toBeInViewport();
});

test('of a series one instance, the later ones or all are changed, and what differs comes back', async () => {
  const { page } = desk;
  const [, , first, second] = mondays as [string, string, string, string];
  const open = async (monday: string): Promise<void> => {
    await desk.goTo('calendar', 'week', monday);
    await expect(
      page.getByRole('button', { name: `Mon ${Number(monday.slice(8))}`, exact: true }),
    ).toBeVisible();
  };
  await open(first);
  await page.keyboard.press('c');
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Night shift');
  await page.getByRole('button', { name: 'Repeats' }).click();
  await page.getByRole('option', { name: 'Every week', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Every week' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(event(page, /Night shift, 18:30–19:00/)).toBeVisible();

  // One instance is dragged two hours down, away from the edge, where the grid would scroll: the others stay.
  await event(page, /Night shift/).evaluate((box) => box.scrollIntoView({ block: 'center' }));
  const box = (await event(page, /Night shift/).boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 5);
  await page.mouse.down();
  await page.mouse.move(box.x + 20, box.y + 60, { steps: 4 });
  await page.mouse.move(box.x + 20, box.y + 5 + 98, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Only this one' }).click();
  await expect(event(page, /Night shift, 20:30–21:00/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Exceptions' })).toContainText('moved to');
  // Its form says which series it is of, and not that it does not repeat.
  await page.keyboard.press('e');
  const form = page.getByRole('group', { name: 'Edit event' });
  await expect(form).toContainText('this one was changed by itself');
  await expect(form.getByRole('button', { name: 'Repeats' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await open(second);
  await expect(event(page, /Night shift, 18:30–19:00/)).toBeVisible();

  // From the second one on it has another name.
  await event(page, /Night shift/).click();
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'Title' }).fill('Early shift');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'This and following' }).click();
  await expect(event(page, /Early shift, 18:30–19:00/)).toBeVisible();
  await open(first);
  await event(page, /Night shift, 20:30–21:00/).click();
  await page.getByRole('button', { name: /^Restore / }).click();
  await expect(event(page, /Night shift, 18:30–19:00/)).toBeVisible();

  // The later half is another series: all of it goes, the earlier stays.
  await open(second);
  await event(page, /Early shift/).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(event(page, /shift/)).toHaveCount(0);
  await open(first);
  await expect(event(page, /Night shift, 18:30–19:00/)).toBeVisible();
});

test('days are dragged over in the month, and a line of the team onto that of a colleague', async () => {
  const { page } = desk;
  const monday = mondays[4]!;
  const middle = async (box: Locator, fromRight = 0.5): Promise<readonly [number, number]> => {
    const { x, y, width, height } = (await box.boundingBox())!;
    return [x + width * (1 - fromRight), y + height * (fromRight === 0.5 ? 0.5 : 0.9)];
  };
  const drag = async (from: readonly [number, number], to: readonly [number, number]): Promise<void> => {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 3 });
    await page.mouse.move(...to, { steps: 3 });
    await page.mouse.up();
  };
  const day = (date: string): Locator => grid(page).locator(`[data-cell="${date}"]`);

  // Three days become an event of whole days; it goes to the next day in one piece.
  await desk.goTo('calendar', 'month', monday);
  await drag(await middle(day(monday), 0.08), await middle(day(addDays(monday, 2)), 0.08));
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Trade fair');
  await page.keyboard.press('Control+Enter');
  const fair = event(page, /Trade fair/);
  await expect(fair).toHaveCount(1);
  await drag(await middle(fair, 0.9), await middle(day(addDays(monday, 1)), 0.08));
  await expect(day(addDays(monday, 1)).getByRole('button', { name: /Trade fair/ })).toBeVisible();
  await undo(page);
  await expect(day(monday).getByRole('button', { name: /Trade fair/ })).toBeVisible();
  await undo(page);
  await expect(fair).toHaveCount(0);

  // Let go on a colleague's line an event asks for them, and nothing is sent before the form is saved.
  await desk.goTo('calendar', 'team', addDays(monday, 5));
  const lines = page.locator('[data-lane]');
  const [own, other] = [lines.nth(0), lines.nth(1)];
  await expect(other).toBeVisible();
  const name = (await other.getAttribute('aria-label'))!;
  const { x, y, width, height } = (await own.boundingBox())!;
  await drag([x + width * 0.9, y + height / 2], [x + width * 0.97, y + height / 2]);
  await page.keyboard.type('Late call');
  await page.keyboard.press('Control+Enter');
  const call = own.getByRole('button', { name: /Late call/ });
  await drag(await middle(call), await middle(other, 0.06));
  await expect(page.getByRole('heading', { name: 'Edit event' })).toBeVisible();
  await expect(page.getByRole('button', { name: `Remove ${name}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(other.getByRole('button', { name: /Late call/ })).toHaveCount(0);
  await undo(page);
  await expect(call).toHaveCount(0);
});

test('what is made today begins at the next half hour that is free, not at one that is past', async () => {
  const { page } = desk;
  await page.clock.setFixedTime(new Date(`${today}T22:10:00+08:00`));
  await page.reload();
  await desk.goTo('calendar', 'day', today);
  await expect(grid(page)).toBeVisible();
  const write = async (title: string, start: string): Promise<void> => {
    await page.keyboard.press('n');
    await expect(page.getByRole('group', { name: /^(开始时间|Start time)$/ })).toContainText(start);
    await page.getByRole('textbox', { name: /^(标题|Title)$/ }).fill(title);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  };
  await write('收工', '22:30');
  await write('明早', '23:30');
  await undo(page);
  await undo(page);
  await expect(grid(page).getByRole('button', { name: /收工/ })).toHaveCount(0);
  // The clock goes right again in a window of its own.
  await desk.restart();
  await desk.expectSignedIn();
});

test('in a week in which clocks change an event stays at its hour on the wall', async () => {
  const { page } = desk;
  await desk.goTo('settings');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await zone.fill('Europe/Berlin');
  await page.getByRole('option', { name: 'Europe/Berlin' }).click();
  await expect(zone).toHaveValue('Berlin, Frankfurt (Europe/Berlin)');
  await expect(page.getByRole('option')).toHaveCount(0);
  const year = Number(today.slice(0, 4)) + 1;
  // The last Sunday of March, and the Monday of its week.
  const march = addDays(mondayOf(`${year}-03-31`), -1);
  const sunday = addDays(march, 7) <= `${year}-03-31` ? addDays(march, 7) : march;
  const monday = addDays(sunday, -6);
  await desk.goTo('calendar', 'week', monday);
  await expect(grid(page)).toBeVisible();
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Title' }).fill('Clock check');
  await page.getByRole('button', { name: 'Repeats' }).click();
  await page.getByRole('option', { name: 'Every day', exact: true }).click();
  await page.keyboard.press('Control+Enter');
  await expect(event(page, /Clock check, 09:00–10:00/)).toHaveCount(7);
  await desk.goTo('calendar', 'week', addDays(monday, 7));
  await expect(event(page, /Clock check, 09:00–10:00/)).toHaveCount(7);
  await undo(page);
  await expect(event(page, /Clock check/)).toHaveCount(0);
  await undo(page);
});

test('at 200 % and in both languages no control is cut off', async () => {
  const { page } = desk;
  // A window of 1280 × 800 at 200 % has so many pixels of the page.
  await page.setViewportSize({ width: 640, height: 400 });
  for (const language of ['English', '中文']) {
    await desk.goTo('settings');
    await page.getByRole('radio', { name: language }).click();
    for (const view of ['day', 'week', 'month', 'agenda', 'year', 'team']) {
      await desk.goTo('calendar', view, mondays[0]!);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await cutOff(page), `${language} ${view}`).toEqual([]);
    }
    // What the public calendar says of a day stands whole beside it or below it, and a name that has no room is not sliced.
    for (const view of ['week', 'month']) {
      await desk.goTo('calendar', view, `${today.slice(0, 4)}-10-01`);
      const marks = grid(page).locator('.day-mark.holiday');
      await expect(marks.first()).toBeVisible();
      expect(await marks.evaluateAll(sticksOut), `${language} ${view}`).toEqual([]);
    }
    await desk.goTo('calendar', 'week', mondays[0]!);
    await page.keyboard.press('n');
    await expect(
      page.getByRole('textbox', { name: language === 'English' ? 'Title' : '标题' }),
    ).toBeFocused();
    expect(await cutOff(page), `${language} form`).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test('a day, a week and a month are one sheet of paper each', async () => {
  const { page } = desk;
  await page.setViewportSize({ width: 1280, height: 800 });
  // A Monday that is over: in those weeks the demo has most.
  const full = [-1, -2, -3]
    .map((week) => addDays(mondayOf(today), 7 * week))
    .find((day) => isWorkingDay(day))!;
  for (const view of ['day', 'week', 'month']) {
    await desk.goTo('calendar', view, full);
    await expect(
      page
        .locator('.calendar')
        .getByRole('button', { name: /晨会|Stand-up/ })
        .first(),
    ).toBeVisible();
    const sheet = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(sheet.match(/\/Type\s*\/Page\b/g), view).toHaveLength(1);
  }
});

/** Words of a day, and what stands beside them, that their head or cell cuts; less than a letter of a name is cut too. */
const sticksOut = (marks: Element[]): string[] =>
  marks.flatMap((mark) => {
    const head = mark.parentElement!.getBoundingClientRect();
    return [mark, ...mark.parentElement!.querySelectorAll('.cut')].flatMap((part) => {
      const { left, right, top, bottom, width } = part.getBoundingClientRect();
      if (top >= head.bottom) return [];
      const out = left < head.left || right > head.right + 0.5 || bottom > head.bottom || width < 20;
      return out ? [`${mark.getAttribute('aria-label')}: ${part.textContent}`] : [];
    });
  });

/** Names of buttons and fields that stick out of the window where nothing scrolls to them. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element): boolean => {
      for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (/(auto|scroll)/.test(style.overflowX + style.overflowY)) return true;
      }
      return false;
    };
    const controls = document.querySelectorAll<HTMLElement>(
      'button, a[href], input, [role="button"], select',
    );
    return [...controls].flatMap((one) => {
      const { left, right, top, bottom, width } = one.getBoundingClientRect();
      if (width === 0 || scrolls(one) || getComputedStyle(one).visibility === 'hidden') return [];
      const out = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
      return out ? [one.getAttribute('aria-label') ?? one.textContent ?? one.tagName] : [];
    });
  });
