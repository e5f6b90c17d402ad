import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root.ts';

const PACKAGE = path.join(ROOT, 'node_modules/electron');
const ATTEMPT = path.join(ROOT, 'node_modules/.cache/electron-attempt.json');
/** A download that brings nothing for this long is given up. */
const PATIENCE_MS = 10_000;

/** The executable, without loading the package: its index would start a download of its own. */
export function electronExecutable(): string | undefined {
  const named =
    existsSync(path.join(PACKAGE, 'path.txt')) && readFileSync(path.join(PACKAGE, 'path.txt'), 'utf8');
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(PACKAGE, 'dist');
  const file = path.join(folder, named || 'electron');
  return existsSync(file) ? file : undefined;
}

/** When a download was last tried, in milliseconds since the epoch. */
export function lastAttempt(): number | undefined {
  try {
    const { at }: { at?: unknown } = JSON.parse(readFileSync(ATTEMPT, 'utf8'));
    return typeof at === 'number' ? at : undefined;
  } catch {
    return undefined;
  }
}

/** What `count-bytes.cjs` reports from inside the installer. */
interface Progress {
  readonly received: number;
  readonly total: number | null;
}

/**
 * Runs the package's own installer (it knows mirrors, proxies and checksums) with its bytes counted, and gives up when
 * none arrive for ten seconds. Resolves to undefined on success, else to the reason.
 */
export function downloadElectron(
  now: number,
  onPercent: (percent: number) => void,
): Promise<string | undefined> {
  mkdirSync(path.dirname(ATTEMPT), { recursive: true });
  writeFileSync(ATTEMPT, JSON.stringify({ at: now }));
  return new Promise((resolve) => {
    const child = fork(path.join(PACKAGE, 'install.js'), {
      execArgv: ['--require', path.join(import.meta.dirname, 'count-bytes.cjs')],
      env: { ...process.env, ELECTRON_GET_NO_PROGRESS: '1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    const giveUp = () => {
      child.kill('SIGKILL');
      resolve(`no byte for ${PATIENCE_MS / 1000} s`);
    };
    let timer = setTimeout(giveUp, PATIENCE_MS);
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('message', (progress: Progress) => {
      clearTimeout(timer);
      const complete = progress.total !== null && progress.received >= progress.total;
      // Everything has arrived: unpacking sends no bytes and may take longer.
      if (!complete) timer = setTimeout(giveUp, PATIENCE_MS);
      if (progress.total !== null) onPercent(Math.floor((100 * progress.received) / progress.total));
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0 && electronExecutable() !== undefined ? undefined : firstLine(errors));
    });
  });
}

function firstLine(errors: string): string {
  return (
    errors
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? 'the installer failed'
  );
}
