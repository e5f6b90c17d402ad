import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * A file or folder of the reference data that lies beside the project (`../shared/data`), or null where it is not
 * present. A test that needs it says so: `it.skipIf(path === null)('… (needs ../shared/data/…)', …)`.
 */
export function sharedData(path: string): string | null {
  const full = resolve(import.meta.dirname, '../../../shared/data', path);
  return existsSync(full) ? full : null;
}
