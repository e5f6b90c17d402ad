import { NewerDatabase } from '../../db/server/migrate.ts';
import { DatabaseBroken } from '../store/database-broken.ts';
import { FolderInUse } from '../store/folder-lock.ts';
import { NoStore } from '../store/no-store.ts';
import type { Trouble } from './messages.ts';

/** A failure that a person can do something about. */
export class Told extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.type);
    this.trouble = trouble;
  }
}

/** Host and database of a URL, without user and password. */
function whereOf(url: string | undefined): string {
  try {
    const { host, pathname } = new URL(url ?? '');
    return host + pathname;
  } catch {
    return 'DATABASE_URL';
  }
}

/** What an error at start-up means to whoever started the server; null where it is a fault of ours. */
export function explain(
  error: unknown,
  options: { dataFolder: string; host: string; port: number; databaseUrl: string | undefined },
): Trouble | null {
  if (error instanceof Told) return error.trouble;
  if (error instanceof NoStore) {
    const { databaseUrl, dataFolder } = options;
    return { type: 'NoStore', where: databaseUrl === undefined ? dataFolder : whereOf(databaseUrl) };
  }
  if (error instanceof NewerDatabase) return { type: 'DatabaseNewer', migration: error.migration };
  if (error instanceof FolderInUse)
    return { type: 'FolderInUse', folder: options.dataFolder, pid: error.pid };
  if (error instanceof DatabaseBroken) return { type: 'DatabaseBroken', folder: options.dataFolder };
  if (error instanceof AggregateError && error.errors.length > 0) return explain(error.errors[0], options);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const syscall = error instanceof Error && 'syscall' in error ? String(error.syscall) : '';
  const where = whereOf(options.databaseUrl);
  if (code === 'EADDRINUSE') return { type: 'PortTaken', port: options.port };
  const isHost = syscall === 'getaddrinfo' && (error as { hostname?: unknown }).hostname === options.host;
  if (code === 'EADDRNOTAVAIL' || isHost) return { type: 'HostUnfit', host: options.host };
  if (code === 'EACCES' && syscall === 'listen') return { type: 'PortForbidden', port: options.port };
  if (['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'EPERM', 'ENOENT'].includes(code)) {
    return { type: 'FolderNotWritable', folder: options.dataFolder };
  }
  if (code === 'ENOSPC' || code === '53100') return { type: 'DiskFull', folder: options.dataFolder };
  if (['28P01', '28000'].includes(code)) return { type: 'DatabaseRefused', where };
  if (code === '3D000') return { type: 'DatabaseMissing', where };
  if (/^(ECONN|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|57P|08)/.test(code))
    return { type: 'DatabaseDown', where };
  return null;
}
