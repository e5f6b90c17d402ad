/** A room of the house: who may be imported from it, and why the others may not. */
export interface Zone {
  /** The folder, from the project's root. */
  readonly folder: string;
  /** Rooms that it may import besides itself. */
  readonly mayImport: readonly string[];
  /** The only packages it may import; absent means any. */
  readonly packages?: readonly string[];
  /** Whether Node's own modules are open to it. */
  readonly node: boolean;
  readonly reason: string;
}

/** The table of `docs/decisions/0001`: arrows point at what is imported. The first folder that fits counts. */
export const ZONES: readonly Zone[] = [
  {
    folder: 'src-shared',
    mayImport: [],
    packages: ['zod', 'chrono-node', 'rrule-temporal', 'temporal-polyfill', 'yjs'],
    node: false,
    reason: 'it is pure and runs on both sides: take what you need as an argument',
  },
  {
    folder: 'src-renderer',
    mayImport: ['src-shared'],
    node: false,
    reason: 'a window knows the core only by src-shared/contract',
  },
  {
    folder: 'db/client',
    mayImport: ['src-shared'],
    node: true,
    reason: 'it holds the rows of one laptop, nothing else',
  },
  {
    folder: 'db/server',
    mayImport: ['src-shared'],
    node: true,
    reason: 'it holds the rows of the server, nothing else',
  },
  {
    folder: 'db/lock',
    mayImport: ['src-shared'],
    node: true,
    reason: 'it keeps a folder for one process and holds no rows',
  },
  {
    folder: 'db/demo',
    mayImport: ['db/server', 'src-shared'],
    node: true,
    reason: 'it makes rows and no decisions',
  },
  {
    folder: 'src-main/core',
    mayImport: ['db/client', 'src-shared'],
    node: true,
    reason: 'it is one program with no window and no server; the doors to it are shell and browser-host',
  },
  {
    folder: 'src-main/shell',
    mayImport: ['src-shared'],
    node: true,
    reason: 'it starts the core as a process and only relays messages',
  },
  {
    folder: 'src-main/browser-host',
    mayImport: ['src-main/core', 'src-shared'],
    node: true,
    reason: 'it is a door to the core and has no rows of its own',
  },
  {
    folder: 'src-server',
    mayImport: ['db/server', 'db/demo', 'db/lock', 'src-shared'],
    node: true,
    reason: 'it knows no desk: it speaks src-shared/sync and keeps its rows in db/server',
  },
  {
    folder: 'build',
    mayImport: ['db/lock', 'src-shared'],
    node: true,
    reason: 'tools start programs, they are no part of them',
  },
];

/** Only this room may load Electron, whose package would otherwise try to download an executable. */
export const ELECTRON_ONLY_IN = 'src-main/shell';

export const zoneOf = (file: string): Zone | undefined =>
  ZONES.find((zone) => file.startsWith(`${zone.folder}/`));

/** Tests, and the files that configure tools, may look into every room. */
export const isTest = (file: string): boolean =>
  file.startsWith('tests/') || /\.test\.tsx?$/.test(file) || /^[^/]+\.config\.ts$/.test(file);
