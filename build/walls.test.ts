import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWalls } from './walls.ts';
import { importsOf } from './walls/imports.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'semicolon-walls-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function house(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

const found = () =>
  checkWalls(root).violations.map(({ file, line, message }) => `${file}:${line}: ${message}`);

describe('the walls of the house', () => {
  it('let every room import what the table says', () => {
    house({
      'src-shared/a.ts': "import { z } from 'zod';\nimport { b } from './b.ts';",
      'src-main/core/c.ts': "import { open } from '../../db/client/open.ts';\nimport fs from 'node:fs';",
      'src-main/browser-host/d.ts': "import { core } from '../core/c.ts';",
      'src-server/e.ts': "import { open } from '../db/server/open.ts';",
      'src-renderer/app/f.tsx': "import './f.css';\nimport { run } from '../../src-shared/a.ts';",
    });
    expect(found()).toEqual([]);
  });

  it.each([
    ['a window that opens the database', 'src-renderer/a.ts', "import { open } from '../db/client/open.ts';"],
    ['a window that uses Node', 'src-renderer/a.ts', "import fs from 'node:fs';"],
    ['pure code that uses Node', 'src-shared/a.ts', "import path from 'path';"],
    ['pure code that uses an unlisted package', 'src-shared/a.ts', "import pg from 'pg';"],
    ['the core that knows a door', 'src-main/core/a.ts', "import { x } from '../shell/main.ts';"],
    ['the core that loads Electron', 'src-main/core/a.ts', "const e = await import('electron');"],
    ['the server that reads a laptop', 'src-server/a.ts', "export * from '../db/client/open.ts';"],
    ['one store that reads the other', 'db/client/a.ts', "import {\n  open,\n} from '../server/open.ts';"],
    ['code that imports a test', 'src-server/a.ts', "import { x } from './b.test.ts';"],
    ['SQL outside db', 'src-server/a.ts', "import './b.ts';\nconst q = 'SELECT id FROM person';"],
    ['a clock in pure code', 'src-shared/a.ts', "import './b.ts';\nexport const t = Date.now();"],
    ['chance in pure code', 'src-shared/a.ts', "import './b.ts';\nexport const t = Math.random();"],
    [
      'the whole of a store that moves with a drag',
      'src-renderer/a.tsx',
      "import './b.ts';\nconst { picked } = useCalendar();",
    ],
    [
      'words outside the catalogues',
      'src-renderer/a.tsx',
      "import './b.ts';\nexport const W = () => <p>分号</p>;",
    ],
  ])('stop %s', (_what, file, text) => {
    house({ [file]: text });
    expect(found()).toHaveLength(1);
    expect(found()[0]).toMatch(new RegExp(`^${file}:[12]: `));
  });

  it('let tests look into every room', () => {
    house({ 'src-shared/a.test.ts': "import fs from 'node:fs';\nimport { x } from '../db/client/open.ts';" });
    expect(found()).toEqual([]);
  });

  it('refuse to call an empty house clean', () => {
    expect(() => checkWalls(root)).toThrow('no modules');
  });

  it('see imports over several lines, re-exports and lazy imports, and no others', () => {
    const text =
      "import type {\n  A,\n} from './a.ts';\nexport { b } from './b.ts';\nconst from = 'c';\nimport('./d.ts');";
    expect(importsOf(text).map(({ from }) => from)).toEqual(['./a.ts', './b.ts', './d.ts']);
  });
});
