import { expect, type Locator } from '@playwright/test';
import { addDays, mondayOf } from '../../db/demo/dates.ts';
import { isWorkingDay } from '../../src-shared/domain/calendar/holidays.ts';
import { test } from '../support/desk-test.ts';
import { typeParts } from '../support/form-fields.ts';
import { LaptopProcess } from '../support/laptop-process.ts';

/**
 * Two colleagues, a room that both want, a time that suits both, and a calendar file that somebody broke. A speaks
 * Chinese, B English and never touches the mouse.
 */
let a: LaptopProcess;
let b: LaptopProcess;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ bank, browser }) => {
  a = await LaptopProcess.make(browser, bank.url, 'zh-CN');
  b = await LaptopProcess.make(browser, bank.url, 'en');
  for (const [laptop, login] of [
    [a, 'he.qing'],
    [b, 'zhao.lei'],
  ] as const) {
    await laptop.start();
    await laptop.signIn(login);
    await laptop.expectSignedIn();
    await synced(laptop);
  }
});
test.afterAll(async () => {
  for (const laptop of [a, b]) await laptop.dispose();
});

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now());
/** A Wednesday with no holiday around it, beyond what the other tests use. */
const day = Array.from({ length: 20 }, (_, at) => addDays(mondayOf(today), 7 * (at + 15) + 2)).find(
  (wednesday) => [-1, 0, 1].every((by) => isWorkingDay(addDays(wednesday, by))),
)!;
const ROOM = { 'zh-CN': '305 会议室', en: 'Room 305' };
const BOOKED = { 'zh-CN': '授信材料过堂', en: 'Cash pooling talk' };

const WORDS = {
  'zh-CN': {
    held: '本机存有',
    ready: '完整',
    arriving: '正在取回',
    syncNow: /^立即同步/,
    nothing: '没有待传的改动',
  },
  en: {
    held: 'On this computer',
    ready: 'complete',
    arriving: 'arriving',
    syncNow: /^Sync now/,
    nothing: 'Nothing is waiting',
  },
} as const;

async function synced(laptop: LaptopProcess): Promise<void> {
  const words = WORDS[laptop.language];
  await laptop.goTo('sync');
  await laptop.page.getByRole('button', { name: words.syncNow }).click();
  const held = laptop.page.getByRole('region', { name: words.held });
  await expect(held).toContainText(words.ready);
  await expect(held).not.toContainText(words.arriving);
  await expect(laptop.page.getByText(words.nothing)).toBeVisible();
}

const FORM = {
  'zh-CN': { title: '标题', start: '开始时间', rooms: '会议室与车辆' },
  en: { title: 'Title', start: 'Start time', rooms: 'Rooms and cars' },
} as const;

/** A meeting of an hour in the room, by keys. */
async function bookRoom(laptop: LaptopProcess, time: string): Promise<void> {
  const { page, language } = laptop;
  const words = FORM[language];
  await laptop.goTo('calendar', 'day', day);
  await expect(page.getByRole('group', { name: /^(日程网格|Calendar grid)$/ })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: words.title })).toBeFocused();
  await page.keyboard.type(BOOKED[language]);
  await typeParts(page, page.getByRole('group', { name: words.start }), time);
  await page.getByRole('combobox', { name: words.rooms }).focus();
  await page.keyboard.type('305');
  await expect(page.getByRole('option', { name: ROOM[language] })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  // The list closes over some frames, and says the room too.
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(page.getByText(ROOM[language], { exact: true })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: BOOKED[language] })).toBeVisible();
}

const STATUS = {
  'zh-CN': { confirmed: '已确认', refused: '没有订到，请另选一个或改时间' },
  en: { confirmed: 'Confirmed', refused: 'Not free: change the room or the time' },
} as const;

/** Presses Tab until the field has the focus: whoever has no mouse must get there. */
async function tabTo(field: Locator): Promise<void> {
  await expect(field).toBeVisible();
  for (let step = 0; step < 60; step += 1) {
    if (await field.evaluate((element) => element === document.activeElement)) return;
    await field.page().keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}

test('two book one room offline: who reaches the server first has it, the other is told, both stay', async () => {
  await a.line.cut();
  await b.line.cut();
  await bookRoom(a, '15:00');
  await bookRoom(b, '15:30');
  const events = [a, b].map((laptop) => new URL(laptop.page.url()).hash.split('/').at(-1)!);
  await a.line.mend();
  await synced(a);
  await b.line.mend();
  await synced(b);
  for (const [at, laptop, status] of [
    [0, a, 'confirmed'],
    [1, b, 'refused'],
  ] as const) {
    await laptop.goTo('calendar', 'event', events[at]!);
    await expect(laptop.page.getByRole('heading', { name: BOOKED[laptop.language] })).toBeVisible();
    await expect(laptop.page.getByText(STATUS[laptop.language][status])).toBeVisible();
  }
  // Whoever has no room sees that in the grid, and finds it among the conflicts, with a room that is free in its place.
  await b.goTo('calendar', 'day', day);
  await expect(
    b.page.getByRole('button', { name: /Cash pooling talk.*room or car not booked/ }),
  ).toBeVisible();
  await b.goTo('inbox');
  await expect(b.page.getByRole('button', { name: /Cash pooling talk.*Room 305 not booked/ })).toBeVisible();
  await b.goTo('inbox', 'notices');
  await expect(b.page.getByText(/Room 305 is not free on .*; change the room or time of/)).toBeVisible();
});

test('by keys alone the other finds a time for two and a room: ranked, with reasons, taken, confirmed', async () => {
  const { page } = b;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).pressSequentially(BOOKED.en);
  await expect(page.getByRole('option', { name: new RegExp(BOOKED.en) }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: BOOKED.en })).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
  await tabTo(page.getByRole('combobox', { name: 'Participants' }));
  await page.keyboard.type('He Qing');
  await expect(page.getByRole('option', { name: /He Qing/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const check = page.getByRole('status', { name: 'Checking for conflicts' });
  await expect(check).toContainText('overlaps');
  await page.keyboard.press('Alt+f');
  const found = page.getByRole('list', { name: 'Times that suit everyone' });
  await expect(found.getByRole('listitem').first()).toContainText(/everyone free · Room 305/);
  const grades = await found
    .getByRole('listitem')
    .evaluateAll((items) =>
      items.map((item) =>
        ['free', 'possible', 'conflict'].findIndex((grade) => item.querySelector(`.${grade}`)),
      ),
    );
  expect(grades.length).toBeGreaterThan(3);
  expect(grades).toEqual(grades.toSorted((x, y) => x - y));
  const first = found.getByRole('button').first();
  const when = /\d\d:\d\d–\d\d:\d\d/.exec(await first.innerText())?.[0] ?? '';
  expect(when).not.toBe('15:30–16:30');
  // The key led there; what was taken leads back.
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Find a time' })).toBeFocused();
  await expect(check).not.toContainText('overlaps');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: BOOKED.en })).toBeVisible();
  await expect(page.getByText(new RegExp(`${when}$`)).first()).toBeVisible();
  await expect(page.getByText(STATUS.en.confirmed)).toBeVisible();
  await synced(a);
  await a.goTo('inbox', 'invitations');
  await expect(a.page.getByRole('main')).toContainText(BOOKED.en);
});

/** One event inside another, a rule nobody knows, an end before the start, a task, a line that is none, no last line. */
const BROKEN = `BEGIN:VCALENDAR
NO PROPERTY AT ALL
BEGIN:VEVENT
UID:lost-end@example
DTSTART:${day.replaceAll('-', '')}T010000Z
SUMMARY:缺了结尾
BEGIN:VEVENT
UID:odd-rule@example
DTSTART;TZID=China Standard Time:${day.replaceAll('-', '')}T100000
DTEND;TZID=China Standard Time:${day.replaceAll('-', '')}T090000
RRULE:FREQ=SOMETIMES
SUMMARY:规则不明
END:VEVENT
BEGIN:VEVENT
UID:no-start@example
SUMMARY:没有开始
END:VEVENT
BEGIN:VTODO
SUMMARY:待办
END:VTODO
BEGIN:VEVENT
UID:series@example
DTSTART;TZID=Asia/Shanghai:${day.replaceAll('-', '')}T113000
DURATION:PT30M
RRULE:FREQ=DAILY;COUNT=2
SUMMARY:两天都有
END:VEVENT`;

test('of a broken file all that can be understood comes in, the rest is named, and one undo takes it back', async () => {
  const { page } = a;
  await a.goTo('calendar', 'week', day);
  await page.getByRole('button', { name: '更多', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: '导入日历文件…' })).toBeVisible();
  await page.keyboard.press('Escape');
  // Dropped anywhere on the window it opens the same dialog.
  const dataTransfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], '旧日历.ics', { type: 'text/calendar' }));
    return data;
  }, BROKEN);
  await page.dispatchEvent('body', 'drop', { dataTransfer });
  await expect(page.getByRole('button', { name: /导入 3 / })).toBeVisible();
  const named = page.getByRole('region', { name: /与原文不同/ }).getByRole('listitem');
  for (const line of [2, 3, 10, 11, 14, 18, 1])
    await expect(named.filter({ hasText: new RegExp(`第 ?${line} ?行`) })).not.toHaveCount(0);
  await page.getByRole('button', { name: /导入 3 / }).click();
  const events = page
    .getByRole('group', { name: '日程网格' })
    .getByRole('button', { name: /缺了结尾|规则不明|两天都有/ });
  await expect(events).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await expect(events).toHaveCount(0);
});
