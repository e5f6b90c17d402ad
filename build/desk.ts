import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Builds what a person runs (the renderer, and the Electron shell with its core) into `dist`, each only when its
 * sources have changed since the last time.
 */
interface Bundle {
  readonly name: string;
  /** Vite's configurations, one build each. */
  readonly configs: readonly string[];
  /** Folders and files whose content decides whether it is still current. */
  readonly sources: readonly string[];
  /** A file that is there when it was built. */
  readonly product: string;
}

const ROOT = path.join(import.meta.dirname, '..');
const CACHE = path.join(ROOT, 'node_modules/.cache/desk');

const RENDERER: Bundle = {
  name: 'renderer',
  configs: ['build/vite.renderer.config.ts'],
  sources: ['src-renderer', 'src-shared'],
  product: 'dist/renderer/index.html',
};
const SHELL: Bundle = {
  name: 'shell',
  configs: ['build/vite.shell.config.ts', 'build/vite.preload.config.ts'],
  sources: ['src-main', 'src-shared', 'db/client'],
  product: 'dist/shell/main.js',
};

export type BuildOutcome = { readonly ok: true } | { readonly ok: false; readonly output: string };

/** Builds what is out of date; `onBuild` is called once before the first real build. */
export async function buildDesk(want: 'renderer' | 'all', onBuild: () => void): Promise<BuildOutcome> {
  const stale = (want === 'all' ? [RENDERER, SHELL] : [RENDERER]).filter((bundle) => !isCurrent(bundle));
  if (stale.length > 0) onBuild();
  for (const bundle of stale) {
    const before = fingerprint(bundle);
    for (const config of bundle.configs) {
      const output = await runVite(config);
      if (output !== undefined) return { ok: false, output };
    }
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(path.join(CACHE, bundle.name), before);
  }
  return { ok: true };
}

/** Resolves to undefined, or to what vite said when it failed. */
function runVite(config: string): Promise<string | undefined> {
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--config', path.join(ROOT, config), '--logLevel', 'warn'];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : output.trim()));
  });
}

function isCurrent(bundle: Bundle): boolean {
  const stamp = path.join(CACHE, bundle.name);
  if (!existsSync(path.join(ROOT, bundle.product)) || !existsSync(stamp)) return false;
  return readFileSync(stamp, 'utf8') === fingerprint(bundle);
}

/** Over names and contents, without the tests; the lockfile stands for the dependencies. */
function fingerprint(bundle: Bundle): string {
  const hash = createHash('sha256');
  const files = bundle.sources.flatMap((folder) => globSync(`${folder}/**/*.*`, { cwd: ROOT }));
  for (const file of [...files.sort(), ...bundle.configs, 'package-lock.json']) {
    if (/\.test\.tsx?$/.test(file)) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  const built = await buildDesk('all', () => console.log('building the desk…'));
  if (!built.ok) {
    console.error(built.output);
    process.exitCode = 1;
  }
}
