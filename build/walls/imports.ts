import { builtinModules } from 'node:module';
import path from 'node:path';
import { ELECTRON_ONLY_IN, isTest, zoneOf } from './zones.ts';

/** A source file: its path from the root with forward slashes, and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** An import as written, with the line it begins on. */
interface Import {
  readonly from: string;
  readonly line: number;
}

const STATEMENT =
  /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])(?<from>[^'"]+)\1|^[ \t]*import\s*(['"])(?<bare>[^'"]+)\3|\bimport\(\s*(['"])(?<lazy>[^'"]+)\5/gm;

/** Every import, re-export and dynamic import of a file. Declarations never hold quotes before `from`. */
export function importsOf(text: string): Import[] {
  return [...text.matchAll(STATEMENT)].map((match) => ({
    from: match.groups?.['from'] ?? match.groups?.['bare'] ?? match.groups?.['lazy'] ?? '',
    line: lineAt(text, match.index),
  }));
}

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** What a wall forbids among the imports of one file. */
export function importViolations({ file, text }: Source): Violation[] {
  const zone = zoneOf(file);
  if (zone === undefined || isTest(file)) return [];
  return importsOf(text).flatMap(({ from, line }) => {
    const message = from.startsWith('.') ? roomProblem(file, from) : packageProblem(file, from);
    return message === undefined ? [] : [{ file, line, message: `imports ${from}: ${message}` }];
  });
}

function roomProblem(file: string, from: string): string | undefined {
  const zone = zoneOf(file);
  const target = path.posix.join(path.posix.dirname(file), from);
  const other = zoneOf(target);
  if (zone === undefined) return undefined;
  if (isTest(target)) return 'code does not import tests';
  if (other === undefined) return /\.(ts|tsx)$/.test(target) ? 'that file belongs to no room' : undefined;
  if (other === zone) return undefined;
  if (zone.mayImport.includes(other.folder)) {
    return target === 'src-server/main.ts' ? 'nothing imports a main' : undefined;
  }
  return `${zone.folder} may not reach into ${other.folder}; ${zone.reason}`;
}

function packageProblem(file: string, from: string): string | undefined {
  const zone = zoneOf(file);
  if (zone === undefined) return undefined;
  const name = from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
  if (from.startsWith('node:') || builtinModules.includes(name)) {
    return zone.node ? undefined : `no Node in ${zone.folder}; ${zone.reason}`;
  }
  if (name === 'electron' && zone.folder !== ELECTRON_ONLY_IN)
    return `Electron belongs to ${ELECTRON_ONLY_IN} alone`;
  if (zone.packages === undefined || zone.packages.includes(name)) return undefined;
  return `${zone.folder} may use ${zone.packages.join(', ')}; ${zone.reason}`;
}
