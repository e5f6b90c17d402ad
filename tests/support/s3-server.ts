import S3rver from 's3rver';
import type { BucketOptions } from '../../src-server/blobs/s3-objects.ts';

/** A real S3 server on this machine with an empty bucket; the store's options for it. */
export async function startS3(folder: string): Promise<{ bucket: BucketOptions; close(): Promise<void> }> {
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'bank' }],
  });
  const { port } = await server.run();
  return {
    bucket: {
      bucket: 'bank',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      prefix: 'branch/',
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    },
    close: () => server.close(),
  };
}
