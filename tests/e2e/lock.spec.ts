import { expect, type Page } from '@playwright/test';
import { test } from '../support/desk-test.ts';
import { LaptopProcess } from '../support/laptop-process.ts';

/** What is left in the windows of a desk that was locked: of the data nothing, neither to be seen nor to be searched for. */
let desk: LaptopProcess;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ bank, browser }) => {
  desk = await LaptopProcess.make(browser, bank.url, 'en');
  await desk.start();
  await desk.signIn('he.qing');
  await desk.expectSignedIn();
});
test.afterAll(() => desk.dispose());

const PASSPHRASE = 'a passphrase of the test';

/** Everything that the page's own memory holds, as text. */
async function memoryOf(page: Page): Promise<string> {
  const inspector = await page.context().newCDPSession(page);
  const parts: string[] = [];
  inspector.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void parts.push(chunk));
  await inspector.send('HeapProfiler.collectGarbage');
  await inspector.send('HeapProfiler.takeHeapSnapshot', {});
  await inspector.detach();
  return parts.join('');
}

test('a locked desk shows, is called and remembers nothing of the customer that was open, in any window', async () => {
  const { page } = desk;
  await desk.goTo('customers');
  const row = page.getByRole('row').nth(2);
  await row.click();
  await expect(page).toHaveURL(/#\/customers\/[\w-]+/);
  const headings = page.getByRole('heading', { level: 1 });
  await expect(headings).toHaveCount(2);
  const name = (await headings.nth(1).textContent())!;
  const place = page.url();
  expect([name.length > 4, await page.title()]).toEqual([true, 'Customers · Semicolon']);
  expect(await memoryOf(page)).toContain(name);

  const other = await page.context().newPage();
  await other.goto(place.replace(/#.*/, '#/settings'));
  await other.getByRole('button', { name: 'Set a passphrase' }).click();
  await other.getByLabel(/^New passphrase/).fill(PASSPHRASE);
  await other.getByLabel('Repeat passphrase').fill(PASSPHRASE);
  await other.getByRole('button', { name: 'Save' }).click();
  await lockFrom(other, [page, other]);

  for (const window of [page, other]) {
    await expect(window.getByRole('heading', { name: 'The desk is locked' })).toBeVisible();
    // Compared here: what a check asks the page for lies in the page's memory too.
    expect(await window.locator('html').textContent()).not.toContain(name);
    expect(await window.title()).not.toContain(name);
  }
  await expect.poll(async () => (await memoryOf(page)).includes(name)).toBe(false);

  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  expect(page.url()).toBe(place);
});

test('what was typed into a note until the desk was locked is there when it opens again', async () => {
  const { page } = desk;
  await desk.goTo('notes');
  await page.getByRole('button', { name: 'New note' }).first().click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Until the lock');
  await page.getByRole('textbox', { name: 'Text' }).click();
  const [, other] = page.context().pages();
  await expect(other!.getByRole('button', { name: 'Lock now' })).toBeVisible();
  await page.keyboard.type('typed to the very last moment');
  await other!.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('heading', { name: 'The desk is locked' })).toBeVisible();
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('textbox', { name: 'Text' })).toContainText('typed to the very last moment');
});

/**
 * Locks, and waits until these windows have begun anew: as long as the old page is there, looking through its memory keeps it
 * from going, longer on a slow machine than a check has patience.
 */
async function lockFrom(window: Page, anew: readonly Page[]): Promise<void> {
  const begun = anew.map((one) => one.waitForEvent('load'));
  await window.getByRole('button', { name: 'Lock now' }).click();
  await Promise.all(begun);
}

/** Locks from the other window, sees that this one holds nothing of what was written, and opens it again. */
async function lockAndOpen(written: string): Promise<void> {
  const { page } = desk;
  const [, other] = page.context().pages();
  await lockFrom(other!, [page]);
  await expect(page.getByRole('heading', { name: 'The desk is locked' })).toBeVisible();
  await expect.poll(async () => (await memoryOf(page)).includes(written)).toBe(false);
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

test('what stood half typed in a form and in a field is there again, and the locked window holds neither', async () => {
  const { page } = desk;
  await desk.goTo('customers');
  await page.getByRole('button', { name: 'New customer' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).pressSequentially('Halfway Holdings');
  await lockAndOpen('Halfway Holdings');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Halfway Holdings');
  await page.getByRole('button', { name: 'Begin anew' }).click();

  await desk.goTo('notes');
  await page.getByText('Until the lock').first().click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.press('End');
  await title.pressSequentially(' before the lock');
  await lockAndOpen('before the lock');
  await expect(title).toHaveValue(/ before the lock$/);
});

test('the form of a contact and that of the calendar come back after a lock, and the latter after a reload, until it is closed', async () => {
  const { page } = desk;
  await desk.goTo('customers');
  await page.getByRole('row').nth(2).click();
  await page.getByRole('button', { name: 'Log contact' }).first().click();
  const said = page.getByRole('textbox', { name: 'What was discussed' });
  await said.pressSequentially('Asked about bridging');
  await lockAndOpen('Asked about bridging');
  await expect(said).toHaveValue('Asked about bridging');
  await page.getByRole('button', { name: 'Begin anew' }).click();

  await desk.goTo('calendar');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const what = page.getByRole('textbox', { name: 'Title' });
  await what.pressSequentially('Quarterly vault audit');
  await lockAndOpen('Quarterly vault audit');
  await expect(what).toHaveValue('Quarterly vault audit');
  await page.reload();
  await expect(what).toHaveValue('Quarterly vault audit');
  await what.press('Escape');
  await page.reload();
  await expect(page.getByRole('button', { name: 'New', exact: true })).toBeVisible();
  await expect(what).toHaveCount(0);
});
