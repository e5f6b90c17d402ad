import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimDataFolder, rememberDemo } from './data-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'semicolon-data-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the data folder', () => {
  it('is made where it is missing, and free again after a release', () => {
    const folder = path.join(root, 'a/b');
    const first = claimDataFolder(folder);
    expect(first.ok && existsSync(folder)).toBe(true);
    expect(claimDataFolder(folder)).toEqual({
      ok: false,
      error: { type: 'DataInUse', folder, pid: process.pid },
    });
    if (first.ok) first.value.release();
    const second = claimDataFolder(folder);
    expect(second.ok).toBe(true);
    if (second.ok) second.value.release();
  });

  it('is taken over from a desk that died without closing, though its number is another program’s by now', () => {
    writeFileSync(path.join(root, 'in-use.json'), JSON.stringify({ pid: process.ppid }));
    const claim = claimDataFolder(root);
    expect(claim.ok).toBe(true);
    if (claim.ok) claim.value.release();
  });

  it('remembers which demo bank it was filled with, so that another one is not passed over in silence', () => {
    expect(rememberDemo(root, 'none')).toBeNull();
    expect(rememberDemo(root, 'small')).toBeNull();
    expect(rememberDemo(root, 'small')).toBeNull();
    expect(rememberDemo(root, 'medium')).toBe('small');
    expect(rememberDemo(root, 'none')).toBe('small');
    expect(rememberDemo(root, 'small')).toBeNull();
  });

  it('that cannot be made is named with the cause', () => {
    writeFileSync(path.join(root, 'file'), '');
    const folder = path.join(root, 'file/data');
    expect(claimDataFolder(folder)).toMatchObject({
      ok: false,
      error: { type: 'DataNotWritable', folder },
    });
  });
});
