import { test as base } from '@playwright/test';
import { openBank, type Bank } from './bank.ts';

/** Playwright's `test` with one bank for all files of a worker: its server takes longer to fill than to use. */
export const test = base.extend<object, { bank: Bank }>({
  bank: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const bank = await openBank();
      await use(bank);
      await bank.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
