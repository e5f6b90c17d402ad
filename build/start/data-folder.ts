import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holdFolder } from '../../db/lock/hold-folder.ts';
import { err, ok } from '../../src-shared/kernel/result.ts';
import type { Result } from '../../src-shared/kernel/result.ts';

export type DataProblem =
  | { readonly type: 'DataNotWritable'; readonly folder: string; readonly detail: string }
  | { readonly type: 'DataInUse'; readonly folder: string; readonly pid: number | null };

/** The data folder, ours until `release`. */
export interface DataFolder {
  readonly folder: string;
  release(): void;
}

/**
 * Makes the folder, proves that it can be written to, and claims it: two servers on one PGlite folder would ruin it.
 * A claim whose process is gone (the machine went down) is taken over.
 */
export function claimDataFolder(folder: string): Result<DataFolder, DataProblem> {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    const claim = holdFolder(folder, 'in-use.json');
    if (!claim.ok) return err({ type: 'DataInUse', folder, pid: claim.error.pid });
    return ok({ folder, release: claim.value });
  } catch (error) {
    return err({
      type: 'DataNotWritable',
      folder,
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

/**
 * Keeps which demo bank a folder was filled with, and tells it where another one is asked for: a bank is filled once,
 * and a size asked for later would be passed over in silence.
 */
export function rememberDemo(folder: string, asked: string): string | null {
  const file = path.join(folder, 'demo-bank.json');
  const held = readDemo(file);
  if (held === undefined || held === 'none') writeFileSync(file, JSON.stringify({ demo: asked }));
  return held === undefined || held === 'none' || held === asked ? null : held;
}

function readDemo(file: string): string | undefined {
  try {
    const { demo }: { demo?: unknown } = JSON.parse(readFileSync(file, 'utf8'));
    return typeof demo === 'string' ? demo : undefined;
  } catch {
    return undefined;
  }
}

/** Like `mkdir -p`. Node's own `recursive` never returns where a folder can hold none, as below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}
