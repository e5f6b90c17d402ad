import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { planted, type Plant } from './plant.ts';

const ROOT = path.join(import.meta.dirname, '../../..');

/** From now on the plant's file is loaded with the bug in it. Call it before anything of the product is imported. */
export function loadPlanted(plant: Plant): void {
  const file = path.join(ROOT, plant.file);
  const url = pathToFileURL(file).href;
  const source = planted(readFileSync(file, 'utf8'), plant);
  registerHooks({
    load: (asked, context, next) =>
      asked === url ? { format: 'module-typescript', shortCircuit: true, source } : next(asked, context),
  });
}
