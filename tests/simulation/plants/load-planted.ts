import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { planted, type Plant } from './plant.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const OURS = pathToFileURL(`${ROOT}/`).href;
const PACKAGES = `${OURS}node_modules/`;

/** What a module of a planted program has behind its address: which of `plants` it belongs to. */
const MARK = '?plant=';
const plants: Plant[] = [];

const markOf = (url = ''): string | undefined => url.split(MARK)[1];
const isOurs = (url: string): boolean =>
  url.startsWith(OURS) && !url.startsWith(PACKAGES) && url.endsWith('.ts');

registerHooks({
  resolve: (asked, context, next) => {
    const found = next(asked, context);
    const mark = markOf(context.parentURL);
    return mark !== undefined && isOurs(found.url) ? { ...found, url: `${found.url}${MARK}${mark}` } : found;
  },
  load: (url, context, next) => {
    const mark = markOf(url);
    if (mark === undefined) return next(url, context);
    const plant = plants[Number(mark)]!;
    const file = fileURLToPath(url);
    const text = readFileSync(file, 'utf8');
    const source = file === path.join(ROOT, plant.file) ? planted(text, plant) : text;
    return { format: 'module-typescript', shortCircuit: true, source };
  },
});

/** A module of the program with the bug in it: all of the program is loaded once more for it, packages are not. */
export function loadPlanted<T>(module: URL, plant: Plant): Promise<T> {
  plants.push(plant);
  return import(`${module.href}${MARK}${plants.length - 1}`) as Promise<T>;
}
