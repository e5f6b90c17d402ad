import { defineConfig } from 'vitest/config';
import { keepingCompiled } from './build/start/compiled.ts';
import { serverStore } from './tests/support/postgres.ts';

// For the workers and the programs that tests start.
Object.assign(process.env, keepingCompiled(process.env));

/** One project for each part of `npm test`; `vitest run PATH` picks the right one by itself. */
const project = (name: string, include: string[], more: object = {}) => ({
  test: { name, include, environment: 'node', ...more },
});

/** Of the server's folders, what opens no store: it runs once, with the unit tests. */
const STORELESS = [
  'db/demo/**/*.test.ts',
  'db/server/scope-key.test.ts',
  'db/server/memory/ordered-map.test.ts',
  'src-server/blobs/object-store.test.ts',
  'src-server/cli/{columns,explain,options}.test.ts',
  'src-server/http/{in-turn,refuse}.test.ts',
  'src-server/import/{csv-lines,fault-words,month-balances,progress,transforms}.test.ts',
  'src-server/poke/poke-hub.test.ts',
  'src-server/push/isolate-poison.test.ts',
  'src-server/upkeep/merge-updates.test.ts',
];

/** The program on its embedded default: what it says of itself there is the same on every run. */
const PROGRAM_ON_PGLITE = 'src-server/cli/main.test.ts';

/** What runs on which store: `docs/decisions/what-runs-on-which-store.md`. */
const ON: Readonly<Record<typeof serverStore, readonly string[]>> = {
  postgres: [
    'db/server/**/*.test.ts',
    'src-server/**/*.test.ts',
    'tests/migrations/server/**/*.test.ts',
    'tests/compat/**/*.test.ts',
    'tests/support/postgres.test.ts',
    `!${PROGRAM_ON_PGLITE}`,
  ],
  /** What speaks SQL of its own, and one story through everything. */
  pglite: [
    'db/server/**/*.test.ts',
    'src-server/{auth,backup,cli,import,verify}/**/*.test.ts',
    'src-server/blobs/sweep.test.ts',
    'src-server/http/{session,blobs,uploads,operations,story}.test.ts',
    'tests/migrations/server/**/*.test.ts',
    // PGlite takes one process at a time, and the large feed shows a speed that is asked of PostgreSQL only.
    '!src-server/cli/{commands,processes}.test.ts',
    '!src-server/import/berka.test.ts',
  ],
  /** What the simulation's store must do as well as a database. */
  memory: [
    'db/server/contract/*.test.ts',
    'src-server/push/{push,conflict,checksum,merge-records,delete-against-edit}.test.ts',
    'src-server/pull/*.test.ts',
    'src-server/projections/*.test.ts',
    'src-server/poke/poke.test.ts',
    'src-server/upkeep/upkeep.test.ts',
  ],
};

export default defineConfig({
  test: {
    // Real stores and two cores: generous, because a slow machine is not a failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A file leaves nothing behind in its modules, so the files of a worker share them: most of the time of a short
    // test file went into loading what the file before had loaded. Vitest itself would leave one core idle.
    isolate: false,
    maxWorkers: '100%',
    projects: [
      project('unit', [
        'src-shared/**/*.test.ts',
        'src-renderer/**/*.test.{ts,tsx}',
        'src-main/shell/**/*.test.ts',
        'build/**/*.test.ts',
        'db/lock/**/*.test.ts',
        'tests/support/*.test.ts',
        '!tests/support/postgres.test.ts',
        ...STORELESS,
      ]),
      project('sqlite', [
        'db/client/**/*.test.ts',
        'src-main/{core,browser-host}/**/*.test.ts',
        'tests/migrations/client/**/*.test.ts',
      ]),
      project('server', [...ON[serverStore], ...STORELESS.map((file) => `!${file}`)], {
        globalSetup: './tests/support/postgres-setup.ts',
      }),
      // Its histories run on a thread for each core already: one file after another.
      project('simulation', ['tests/simulation/**/*.test.ts'], {
        testTimeout: 300_000,
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      }),
      project('conformance', ['tests/conformance/**/*.test.ts'], { testTimeout: 120_000 }),
    ],
  },
});
