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
};

/** Settings live on this laptop; what was never set has its default. */
export function readSettings(db: Database): Settings {
  const stored = readMeta(db, 'settings');
  return stored === null
    ? DEFAULT_SETTINGS
    : { ...DEFAULT_SETTINGS, ...(JSON.parse(stored) as Partial<Settings>) };
}

export function writeSettings(db: Database, change: Partial<Settings>): void {
  const stored = readMeta(db, 'settings');
  writeMeta(
    db,
    'settings',
    JSON.stringify({ ...(stored === null ? {} : (JSON.parse(stored) as object)), ...change }),
  );
}
