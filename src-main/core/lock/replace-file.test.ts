import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceFile } from './replace-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-replace-'));
  file = path.join(folder, 'text');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a disk that takes a part of the new text leaves the old one', async () => {
  replaceFile(file, 'old');
  // The system takes no more than 8 kB of a file: what goes beyond is cut off.
  const script = `
    import { replaceFile } from ${JSON.stringify(path.join(import.meta.dirname, 'replace-file.ts'))};
    try { replaceFile(${JSON.stringify(file)}, 'n'.repeat(20_000)); } catch { console.log('refused'); }`;
  const node = [process.execPath, '--input-type=module-typescript', '-e', script];
  const { stdout } = await promisify(execFile)('bash', ['-c', 'ulimit -f 8 && exec "$@"', 'bash', ...node]);
  expect([stdout.trim(), readFileSync(file, 'utf8').slice(0, 9)]).toEqual(['refused', 'old']);
  replaceFile(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
});
