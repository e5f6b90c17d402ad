import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './run-counted.ts';
import type { Env } from './run-counted.ts';

/** What the shell's tests run on. Only `electron` may be reported as tested on Electron. */
export type ElectronFound =
  | { readonly state: 'electron' | 'stand-in'; readonly env: Env }
  | { readonly state: 'skipped'; readonly reason: string };

const STAND_IN = path.join(ROOT, '../shared/tools/electron-stand-in');

/** Finds Electron's executable without loading the package, whose index would try to download it. */
export function findElectron(
  env: Env = process.env,
  exists: (file: string) => boolean = existsSync,
): ElectronFound {
  const chosen = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (chosen !== undefined) return { state: isStandIn(chosen, exists) ? 'stand-in' : 'electron', env: {} };
  if (exists(path.join(ROOT, 'node_modules/electron/path.txt'))) return { state: 'electron', env: {} };
  if (isStandIn(STAND_IN, exists))
    return { state: 'stand-in', env: { ELECTRON_OVERRIDE_DIST_PATH: STAND_IN } };
  return { state: 'skipped', reason: "Electron's executable is not installed and no stand-in was found" };
}

function isStandIn(folder: string, exists: (file: string) => boolean): boolean {
  return exists(path.join(folder, 'boot.cjs'));
}
