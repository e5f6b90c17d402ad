import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importsOf, importViolations } from './walls/imports.ts';
import type { Source, Violation } from './walls/imports.ts';
import { wordViolations } from './walls/words.ts';

/**
 * The walls of the house, over the real import graph, for what neither the compiler nor the linter can say. A tool of
 * this kind that silently reads nothing reports success, so this one counts what it read and refuses an empty house.
 */
export function checkWalls(root: string): { files: number; imports: number; violations: Violation[] } {
  const sources = readSources(root);
  const imports = sources.reduce((total, source) => total + importsOf(source.text).length, 0);
  if (sources.length === 0 || imports === 0) throw new Error(`no modules with imports found below ${root}`);
  const violations = sources.flatMap((source) => [...importViolations(source), ...wordViolations(source)]);
  return { files: sources.length, imports, violations };
}

const ROOMS = ['src-shared', 'src-main', 'src-server', 'src-renderer', 'db', 'build', 'tests'];

function readSources(root: string): Source[] {
  const found = ROOMS.flatMap((room) => globSync(`${room}/**/*.{ts,tsx}`, { cwd: root }));
  return found.map((name) => ({
    file: name.split(path.sep).join('/'),
    text: readFileSync(path.join(root, name), 'utf8'),
  }));
}

if (import.meta.main) {
  const { files, imports, violations } = checkWalls(path.join(import.meta.dirname, '..'));
  for (const { file, line, message } of violations) console.error(`${file}:${line}: ${message}`);
  console.log(`walls: ${files} modules, ${imports} imports, ${violations.length} violations`);
  if (violations.length > 0) process.exitCode = 1;
}
