import { defineConfig } from '@playwright/test';
import machine from './build/setup/machine.cjs';
import { keepingCompiled } from './build/start/compiled.ts';

// For the programs that tests start. Where no language is set a browser saves no file under a Chinese name.
Object.assign(process.env, keepingCompiled(process.env));
process.env['LANG'] ||= 'C.UTF-8';

/** The browser tests: the story in the system's own Chromium, and the Electron shell through `_electron.launch`. */
export default defineConfig({
  testDir: './tests/e2e',
  outputDir: './node_modules/.cache/test-results',
  // A file has a bank and desks of its own; within it one test follows another.
  workers: 2,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    headless: true,
    actionTimeout: 15_000,
    // A trace costs a quarter of a test's time: `TRACE=1` takes one of what fails.
    trace: process.env['TRACE'] === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(machine.findChromium() === undefined ? {} : { executablePath: machine.findChromium()! }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'chromium', testMatch: '**/*.spec.ts', testIgnore: '**/shell*.spec.ts' },
    { name: 'shell', testMatch: '**/shell*.spec.ts' },
  ],
});
