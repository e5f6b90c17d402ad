import path from 'node:path';
import { folderObjects } from './folder-objects.ts';
import type { ObjectStore } from './object-store.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where this server keeps bytes: `blobs` below its data folder, or the bucket that the environment names. Keys of the
 * bucket come from where the SDK looks for them (`AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or a role).
 */
export async function openObjects(dataFolder: string, env: Environment): Promise<ObjectStore> {
  const bucket = env['SEMICOLON_S3_BUCKET'];
  if (bucket === undefined || bucket === '') return folderObjects(path.join(dataFolder, 'blobs'));
  const endpoint = env['SEMICOLON_S3_ENDPOINT'];
  // The SDK takes a while to load, and most servers have a folder.
  const { s3Objects } = await import('./s3-objects.ts');
  return s3Objects({
    bucket,
    region: env['SEMICOLON_S3_REGION'] ?? env['AWS_REGION'] ?? 'us-east-1',
    prefix: env['SEMICOLON_S3_PREFIX'] ?? '',
    ...(endpoint === undefined || endpoint === '' ? {} : { endpoint }),
  });
}
