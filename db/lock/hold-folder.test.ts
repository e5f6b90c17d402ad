import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdFolder } from './hold-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-hold-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const note = () => path.join(folder, 'server.lock');

describe('a held folder', () => {
  it('is refused to a second, who learns which process has it, and free again after', () => {
    const first = holdFolder(folder, 'server.lock');
    expect(holdFolder(folder, 'server.lock')).toEqual({
      ok: false,
      error: { type: 'FolderHeld', pid: process.pid },
    });
    expect(readdirSync(folder)).toEqual(['server.lock', 'server.lock.hold']);
    if (first.ok) first.value();
    expect(readdirSync(folder)).not.toContain('server.lock');
    const second = holdFolder(folder, 'server.lock');
    expect(second.ok).toBe(true);
    if (first.ok) first.value();
    expect(holdFolder(folder, 'server.lock').ok).toBe(false);
    if (second.ok) second.value();
  });

  it.each([JSON.stringify({ pid: process.ppid }), String(process.ppid), '{"pid":1}', 'no number', ''])(
    'is taken over where all that is left is the note %j, though a process of that number runs',
    (left) => {
      writeFileSync(note(), left);
      const taken = holdFolder(folder, 'server.lock');
      expect(taken.ok).toBe(true);
      if (taken.ok) taken.value();
    },
  );

  it('belongs to a living process, and to nobody once it was killed', async () => {
    const program = `
      import { holdFolder } from ${JSON.stringify(path.join(import.meta.dirname, 'hold-folder.ts'))};
      console.log(holdFolder(${JSON.stringify(folder)}, 'server.lock').ok);
      setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [said] = (await once(other.stdout, 'data')) as [Buffer];
      expect(said.toString()).toBe('true\n');
      expect(holdFolder(folder, 'server.lock')).toEqual({
        ok: false,
        error: { type: 'FolderHeld', pid: other.pid },
      });
    } finally {
      other.kill('SIGKILL');
      await once(other, 'exit');
    }
    const taken = holdFolder(folder, 'server.lock');
    expect(taken.ok).toBe(true);
    if (taken.ok) taken.value();
  });
});
