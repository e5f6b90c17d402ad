import type { Locator, Page } from '@playwright/test';

/** Types a day (`2026-12-03`) or a time (`10:30`) into a field that is made of parts, in whatever order they stand. */
export async function typeParts(page: Page, field: Locator, value: string): Promise<void> {
  const parts = value.includes('-')
    ? [/^(年|year)/i, /^(月|month)/i, /^(日|day)/i]
    : [/^(小时|hour)/i, /^(分钟|minute)/i];
  for (const [at, text] of value.split(/[-:]/).entries()) {
    await field.getByRole('spinbutton', { name: parts[at]! }).focus();
    await page.keyboard.type(text);
  }
}
