/**
 * Builds the laptop's core and the server of an older commit, for the tests of mixed versions:
 * `node build/keep-version.ts COMMIT FOLDER`, where `FOLDER/entry` says what of them the tests use. What it writes is
 * kept in the repository as it is and never edited.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '..');
const ENTRIES = path.join('tests', 'compat', 'kept-entry');

const [commit, folder] = process.argv.slice(2);
if (commit === undefined || folder === undefined) {
  console.error('node build/keep-version.ts COMMIT FOLDER');
  process.exit(2);
}
const source = mkdtempSync(path.join(tmpdir(), 'semicolon-version-'));
try {
  const archive = execFileSync('git', ['archive', commit], { cwd: ROOT, maxBuffer: 1e9 });
  execFileSync('tar', ['-x', '-C', source], { input: archive });
  // The packages of today: what the older version needs of them has not changed, or these tests would say so.
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(source, 'node_modules'));
  cpSync(path.resolve(folder, 'entry'), path.join(source, ENTRIES), { recursive: true });
  await keep('laptop', 'client');
  await keep('server', 'server');
} finally {
  rmSync(source, { recursive: true, force: true });
}

/** One program with the migrations that it reads at run time. Packages stay outside. */
async function keep(name: 'laptop' | 'server', database: 'client' | 'server'): Promise<void> {
  const outDir = path.resolve(folder!, name);
  await build({
    root: source,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: path.join(source, ENTRIES, `${name}.ts`),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: true,
      rollupOptions: { output: { format: 'es', entryFileNames: `${name}.mjs`, codeSplitting: false } },
    },
  });
  mkdirSync(path.join(outDir, 'migrations'), { recursive: true });
  cpSync(path.join(source, 'db', database, 'migrations'), path.join(outDir, 'migrations'), {
    recursive: true,
  });
}
