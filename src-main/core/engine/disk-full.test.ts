import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../db/client/open.ts';

/** A small disk of its own can only be had by root. */
const mayMount = process.platform === 'linux' && canMount();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-full-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  const probe = mkdtempSync(path.join(tmpdir(), 'semicolon-probe-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe]).status === 0;
  if (mounted) execFileSync('umount', [probe]);
  rmSync(probe, { recursive: true, force: true });
  return mounted;
}

test.skipIf(!mayMount)(
  'a disk that is full in mid-commit takes nothing that was acknowledged (needs root to mount a small one)',
  () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]);
    try {
      const child = path.join(import.meta.dirname, '../../../tests/support/crash-child.ts');
      const ran = spawnSync(process.execPath, [child, folder], { encoding: 'utf8', maxBuffer: 2 ** 27 });
      expect(ran.stderr).toContain('DiskFull');
      const acknowledged = ran.stdout.split('\n').filter((line) => line !== '');
      expect(acknowledged.length).toBeGreaterThan(0);
      execFileSync('mount', ['-o', 'remount,size=32m', folder]);
      const opened = openDatabase({ folder, key: new Uint8Array(32).fill(7) });
      if (!opened.ok) throw new Error(JSON.stringify(opened.error));
      const { sqlite } = opened.value;
      const there = new Set(sqlite.prepare('SELECT id FROM customer').pluck().all());
      expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
      opened.value.close();
    } finally {
      execFileSync('umount', [folder]);
    }
  },
);
