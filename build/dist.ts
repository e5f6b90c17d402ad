import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildDesk } from './desk.ts';
import { electronExecutable } from './start/electron.ts';
import { ROOT } from './start/root.ts';

/**
 * `npm run dist`: the desk as an unpacked program in `out`, offline, from the Electron that is installed.
 * `npm run dist -- --linux` (or `--win`, `--mac`) makes the installers, for which electron-builder fetches its tools.
 */
const executable = electronExecutable();
if (executable === undefined || existsSync(path.join(path.dirname(executable), 'boot.cjs'))) {
  console.error(
    "Electron's executable is not installed here, so there is nothing to pack the desk with.\n" +
      'Install it once with network: node node_modules/electron/install.js\n' +
      'or name a folder that holds it: ELECTRON_OVERRIDE_DIST_PATH=DIR npm run dist',
  );
  process.exit(1);
}

const built = await buildDesk('all', () => console.log('Building the desk…'));
if (!built.ok) {
  console.error(built.output);
  process.exit(1);
}

const asked = process.argv.slice(2);
const { version }: { version: string } = JSON.parse(
  readFileSync(path.join(ROOT, 'node_modules/electron/package.json'), 'utf8'),
);
const args = [
  path.join(ROOT, 'node_modules/electron-builder/cli.js'),
  ...(asked.length === 0 ? ['--dir'] : asked),
  '--publish=never',
  `--config.electronVersion=${version}`,
  `--config.electronDist=${path.dirname(executable)}`,
];
process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
