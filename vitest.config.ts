import { defineConfig } from 'vitest/config';

/** One project for each part of `npm test`; `vitest run PATH` picks the right one by itself. */
const project = (name: string, include: string[], more: object = {}) => ({
  test: { name, include, environment: 'node', ...more },
});

const SERVER = [
  'db/{server,demo}/**/*.test.ts',
  'src-server/**/*.test.ts',
  'tests/migrations/server/**/*.test.ts',
  'tests/compat/**/*.test.ts',
];

/** What the simulation's store must do as well as a database; the rest of the server's tests speaks SQL. */
const MEMORY_TOO = [
  'db/server/memory/ordered-map.test.ts',
  'db/server/contract/*.test.ts',
  'src-server/push/{push,conflict,checksum,merge-records}.test.ts',
  'src-server/pull/*.test.ts',
  'src-server/projections/*.test.ts',
  'src-server/poke/*.test.ts',
];

function serverTests(): string[] {
  if (process.env['SERVER_STORE'] === 'memory') return MEMORY_TOO;
  return process.env['SERVER_STORE'] === 'pglite' ? SERVER : [...SERVER, 'tests/support/postgres.test.ts'];
}

export default defineConfig({
  test: {
    // Real stores and two cores: generous, because a slow machine is not a failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      project('unit', [
        'src-shared/**/*.test.ts',
        'src-renderer/**/*.test.{ts,tsx}',
        'src-main/shell/**/*.test.ts',
        'build/**/*.test.ts',
        'tests/support/*.test.ts',
        '!tests/support/postgres.test.ts',
      ]),
      project('sqlite', [
        'db/client/**/*.test.ts',
        'src-main/{core,browser-host}/**/*.test.ts',
        'tests/migrations/client/**/*.test.ts',
      ]),
      project('server', serverTests(), { globalSetup: './tests/support/postgres-setup.ts' }),
      project('simulation', ['tests/simulation/**/*.test.ts'], { testTimeout: 300_000 }),
      project('conformance', ['tests/conformance/**/*.test.ts'], { testTimeout: 120_000 }),
    ],
  },
});
