import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { backup } from '../backup/backup.ts';
import { checkBackup, restore } from '../backup/restore.ts';
import { openObjects } from '../blobs/open-objects.ts';
import { openStore } from '../store/open-store.ts';
import { Told } from './explain.ts';
import type { CommonOptions } from './options.ts';
import { withStore } from './with-store.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** `backup DIR`: prints one JSON line with what was written. Throws `Told` after it where bytes of attachments are missing. */
export const backUpTo = (
  options: CommonOptions,
  given: string | undefined,
  now: number,
  env: Environment = process.env,
): Promise<void> =>
  withStore(options, async (store) => {
    const objects = await openObjects(options.dataFolder, env);
    const folder = folderOf('backup', given);
    const done = await backup({ store, objects }, folder, now).catch((error: unknown) => {
      throw ofTarget(error, folder);
    });
    process.stdout.write(`${JSON.stringify({ ...done, folder })}\n`);
    const { missing } = done;
    if (missing > 0) throw new Told({ type: 'BytesMissing', missing, folder });
  });

/** `restore DIR`: checks all of the backup, then fills an unused store with it. */
export async function restoreFrom(
  options: CommonOptions,
  given: string | undefined,
  now: number,
  env: Environment = process.env,
): Promise<void> {
  const folder = folderOf('restore', given);
  const manifest = await checkBackup(folder);
  const { dataFolder, databaseUrl } = options;
  const epoch = randomUUID();
  const migrations = manifest.migrations;
  const store = await openStore({ dataFolder, databaseUrl, newEpoch: epoch, migrations });
  try {
    const objects = await openObjects(dataFolder, env);
    const done = await restore({ store, objects }, folder, manifest, { epoch, now });
    process.stdout.write(`${JSON.stringify({ ...done, folder })}\n`);
  } finally {
    await store.close();
  }
}

/** What went wrong with the backup's own folder, which is another one than the server's. */
function ofTarget(error: unknown, folder: string): unknown {
  const { code, path: where } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (code === 'ENOSPC') return new Told({ type: 'DiskFull', folder });
  const unfit = ['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'EPERM', 'ENOENT'].includes(code ?? '');
  return unfit && where?.startsWith(folder) === true
    ? new Told({ type: 'BackupNotWritable', folder })
    : error;
}

function folderOf(command: string, given: string | undefined): string {
  if (given === undefined) throw new Told({ type: 'Usage', detail: `${command} DIR?` });
  return path.resolve(given);
}
