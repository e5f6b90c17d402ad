import type { Database } from 'better-sqlite3';
import type { Settings } from '../../../src-shared/contract/desk.ts';
import { readMeta, writeMeta } from './meta.ts';

export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  density: 'regular',
  zone: 'Asia/Shanghai',
  weekStart: 1,
  defaultReminder: 15,
  defaultBuffer: 15,
  collisionDays: 3,
  notifications: true,
  fileDays: 30,
  fileMegabytes: 2_000,
  lockMinutes: 10,
};

/** Settings live on this laptop; what was never set has its default, the zone that of the person. */
export function readSettings(db: Database, zone: string | null = null): Settings {
  const stored = readMeta(db, 'settings');
  const set = stored === null ? {} : (JSON.parse(stored) as Partial<Settings>);
  return { ...DEFAULT_SETTINGS, ...(zone === null ? {} : { zone }), ...set };
}

export function writeSettings(db: Database, change: Partial<Settings>): void {
  const stored = readMeta(db, 'settings');
  writeMeta(
    db,
    'settings',
    JSON.stringify({ ...(stored === null ? {} : (JSON.parse(stored) as object)), ...change }),
  );
}
