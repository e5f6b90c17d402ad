import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { readMeta, writeMeta } from './meta.ts';

const noted = z.array(z.object({ at: z.number().int(), what: z.string().max(20), count: z.number().int() }));
export type Exported = z.infer<typeof noted>[number];

/** More wait only where somebody is offline for months; the oldest are told. */
const MOST = 500;

/** What left this laptop as a file, and the server was not told of yet. */
export function waitingExports(db: Database): Exported[] {
  const text = readMeta(db, 'exports');
  return text === null ? [] : noted.parse(JSON.parse(text));
}

export function noteExport(db: Database, exported: Exported): void {
  writeMeta(db, 'exports', JSON.stringify([...waitingExports(db), exported].slice(0, MOST)));
}

/** The server has the first so many. */
export function exportsTold(db: Database, count: number): void {
  if (count === 0) return;
  const rest = waitingExports(db).slice(count);
  writeMeta(db, 'exports', rest.length === 0 ? null : JSON.stringify(rest));
}
