import { expect, test, type Page } from '@playwright/test';
import { startFixtureDesk } from '../support/fixture-desk-server.ts';

let desk: Awaited<ReturnType<typeof startFixtureDesk>>;
test.beforeAll(async () => {
  desk = await startFixtureDesk();
});
test.afterAll(() => desk.stop());

const refused: string[] = [];
test.beforeEach(({ page }) => {
  refused.length = 0;
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) refused.push(line.text());
  });
});
// What the policy refuses only shows in the console.
test.afterEach(() => expect(refused).toEqual([]));

async function open(page: Page, query = '', size = { width: 1280, height: 800 }): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(`${desk.url}?${query}#/kit`);
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('.kitgrid')).toBeVisible();
}

test('Ctrl K finds by a part of a name, prints the way there, and Escape gives the focus back', async ({
  page,
}) => {
  await open(page);
  const place = page.getByRole('textbox', { name: '地点' });
  await place.focus();
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: '命令面板' });
  await expect(input).toBeFocused();
  await input.pressSequentially('云岫');
  await expect(page.getByRole('option', { name: '云岫精密制造有限公司' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await input.press('ArrowDown');
  await expect(page.getByRole('option', { name: '云岫授信面谈' })).toHaveAttribute('aria-selected', 'true');
  await input.press('Escape');
  await expect(input).toBeHidden();
  await expect(place).toBeFocused();
});

test('Enter in the palette goes where the found record is', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').pressSequentially('云岫精密');
  await expect(page.getByRole('option', { name: '云岫精密制造有限公司' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/customers\/c1$/);
});

test('? lists the keys that work here, unless one is typing', async ({ page }) => {
  await open(page);
  await page.getByRole('textbox', { name: '地点' }).press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('textbox', { name: '地点' }).blur();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toContainText('下一窗格');
});

test('F6 moves from pane to pane and comes back to where one was', async ({ page }) => {
  await open(page);
  const place = page.getByRole('textbox', { name: '地点' });
  await place.focus();
  await page.keyboard.press('F6');
  await expect(place).not.toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expect(place).toBeFocused();
});

test('the language changes live, without losing the place', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: '改用英文' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kit and states');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveURL(/#\/kit$/);
});

for (const [name, size] of [
  ['1024 × 640', { width: 1024, height: 640 }],
  ['200 % zoom', { width: 640, height: 400 }],
] as const)
  for (const language of ['zh-CN', 'en'])
    test(`at ${name} in ${language} nothing of the frame is cut off`, async ({ page }) => {
      await open(page, `language=${language}`, size);
      const beyond = await page.locator('header.top > *, header.top .omni, footer.hints > *').evaluateAll(
        (parts) =>
          parts.filter((part) => {
            const { left, right, top, bottom } = part.getBoundingClientRect();
            return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
          }).length,
      );
      expect(beyond).toBe(0);
      const rail = page.getByRole('navigation').filter({ has: page.locator('.person') });
      // All of it is in sight at once: it does not end in half an avatar.
      await expect(rail.locator('.person')).toBeInViewport({ ratio: 1 });
      for (const link of await rail.getByRole('link').all()) {
        await link.focus();
        await expect(link).toBeInViewport();
      }
    });

test('everything that can be pressed has a name', async ({ page }) => {
  await open(page);
  const nameless = await page.locator('button, a[href], input, [role="option"]').evaluateAll(
    (parts) =>
      parts.filter((part) => {
        const label = part.getAttribute('aria-label') ?? part.textContent ?? '';
        const labelled = part.hasAttribute('aria-labelledby') || (part as HTMLInputElement).labels?.length;
        return label.trim() === '' && !labelled;
      }).length,
  );
  expect(nameless).toBe(0);
});
