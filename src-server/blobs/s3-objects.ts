import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import type { ObjectDraft, ObjectStore } from './object-store.ts';

export interface BucketOptions {
  readonly bucket: string;
  /** Where the bucket is; absent means Amazon's own for the region. */
  readonly endpoint?: string;
  readonly region: string;
  /** Before every key, so that one bucket can serve several banks: `bank-a/`. */
  readonly prefix: string;
  /** Absent means the SDK's own search: environment, files, the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** S3 takes no part below 5 MB but the last; what is shorter than one part is put in one piece. */
const PART = 8 * 1024 * 1024;

/**
 * Objects in a bucket that speaks S3. Long ones go up in parts, so that memory holds one part of a request. Nobody gets
 * a signed address: every byte passes the server, which asks for the right first.
 */
export function s3Objects(options: BucketOptions): ObjectStore & { close(): void } {
  const { bucket: Bucket, prefix } = options;
  const client = new S3Client({
    region: options.region,
    forcePathStyle: true,
    // Stores other than Amazon's do not all know the newer checksums; the bytes are checked by their SHA-256 anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  });
  const at = (key: string): { Bucket: string; Key: string } => ({ Bucket, Key: `${prefix}${key}` });
  return {
    create: (key) => Promise.resolve(new S3Draft(client, at(key))),
    size: async (key) => {
      try {
        return (await client.send(new HeadObjectCommand(at(key)))).ContentLength ?? 0;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    open: async (key, start, end) => {
      // An empty object has no range.
      if (end < start) return Readable.from([]);
      const answer = await client.send(new GetObjectCommand({ ...at(key), Range: `bytes=${start}-${end}` }));
      if (!(answer.Body instanceof Readable)) throw new Error('the bucket gave no stream');
      return answer.Body;
    },
    async *list(folder) {
      let ContinuationToken: string | undefined;
      do {
        const Prefix = folder === '' ? prefix : `${prefix}${folder}/`;
        const page = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix, ...(ContinuationToken && { ContinuationToken }) }),
        );
        for (const { Key, Size, LastModified } of page.Contents ?? []) {
          if (Key === undefined) continue;
          yield { key: Key.slice(prefix.length), bytes: Size ?? 0, storedAt: LastModified?.getTime() ?? 0 };
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
    },
    remove: async (key) => void (await client.send(new DeleteObjectCommand(at(key)))),
    dropAbandoned: async (before) => {
      const open = await whereKnown(client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: prefix })));
      for (const { Key, UploadId, Initiated } of open?.Uploads ?? []) {
        if (Key === undefined || UploadId === undefined || (Initiated?.getTime() ?? 0) >= before) continue;
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      }
    },
    close: () => client.destroy(),
  };
}

const isMissing = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;

/** Some stores cannot end a multipart upload; what is left in them is the business of the bucket's own rules. */
async function whereKnown<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && [405, 501].includes(error.$metadata.httpStatusCode ?? 0))
      return null;
    throw error;
  }
}

/** One object on its way up: gathered until a part is full; a part that is sent is not in memory any more. */
class S3Draft implements ObjectDraft {
  readonly #client: S3Client;
  readonly #at: { Bucket: string; Key: string };
  readonly #parts: CompletedPart[] = [];
  #waiting: Buffer[] = [];
  #length = 0;
  #upload: string | null = null;

  constructor(client: S3Client, at: { Bucket: string; Key: string }) {
    this.#client = client;
    this.#at = at;
  }

  async write(bytes: Buffer): Promise<void> {
    this.#waiting.push(bytes);
    this.#length += bytes.length;
    if (this.#length >= PART) await this.#sendPart();
  }

  async commit(): Promise<void> {
    if (this.#upload === null) {
      const Body = Buffer.concat(this.#waiting);
      await this.#client.send(new PutObjectCommand({ ...this.#at, Body, ContentLength: Body.length }));
      return;
    }
    if (this.#length > 0) await this.#sendPart();
    const MultipartUpload = { Parts: this.#parts };
    const UploadId = this.#upload;
    await this.#client.send(new CompleteMultipartUploadCommand({ ...this.#at, UploadId, MultipartUpload }));
    this.#upload = null;
  }

  async abort(): Promise<void> {
    this.#waiting = [];
    const UploadId = this.#upload;
    if (UploadId === null) return;
    this.#upload = null;
    await whereKnown(this.#client.send(new AbortMultipartUploadCommand({ ...this.#at, UploadId })));
  }

  async #sendPart(): Promise<void> {
    this.#upload ??= (await this.#client.send(new CreateMultipartUploadCommand(this.#at))).UploadId ?? '';
    const Body = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#length = 0;
    const PartNumber = this.#parts.length + 1;
    const part = { ...this.#at, UploadId: this.#upload, PartNumber, Body, ContentLength: Body.length };
    const { ETag } = await this.#client.send(new UploadPartCommand(part));
    this.#parts.push({ PartNumber, ...(ETag === undefined ? {} : { ETag }) });
  }
}
