import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { proveBlob, recordBlob } from '../../db/server/queries/blobs.ts';
import {
  appendPart,
  dropParts,
  dropUpload,
  finishUpload,
  partsOf,
  readUpload,
  type UploadRow,
} from '../../db/server/queries/uploads.ts';
import { Refused } from '../http/refuse.ts';
import type { ServerContext } from '../context.ts';

/** How much of a request is in memory before it is safe. */
const PART = 4 * 1024 * 1024;

/**
 * What tus keeps, for servers that share nothing but the database and the objects: what arrived is a list of pieces in
 * the database, each an object of its own, and the last piece makes the blob, once its SHA-256 is right.
 *
 * A piece counts when its line is committed, at the place where the upload ended until then. A line that was cut in the
 * middle leaves what came; two requests for one place leave one of them.
 */
export class UploadStore extends DataStore {
  readonly #context: Pick<ServerContext, 'store' | 'objects' | 'blobs' | 'world'>;

  constructor(context: Pick<ServerContext, 'store' | 'objects' | 'blobs' | 'world'>) {
    super();
    this.#context = context;
    this.extensions = ['creation', 'termination'];
  }

  /** The row was written by the route, which knows whose it is; what is empty is complete at once. */
  override async create(upload: Upload): Promise<Upload> {
    if (upload.size === 0) await this.#complete(await this.#row(upload.id));
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await this.#row(id);
    if (row.expires_at <= this.#context.world.now()) throw ERRORS.FILE_NO_LONGER_EXISTS;
    // Everything arrived, and the server died before it said so.
    if (row.received === row.bytes && row.finished_at === null) await this.#complete(row);
    return new Upload({ id, size: row.bytes, offset: row.received });
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    let at = offset;
    let gathered: Buffer[] = [];
    let length = 0;
    const flush = async (): Promise<void> => {
      if (length === 0) return;
      const bytes = Buffer.concat(gathered);
      gathered = [];
      length = 0;
      await this.#append(id, at, bytes);
      at += bytes.length;
    };
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        gathered.push(chunk);
        length += chunk.length;
        if (length >= PART) await flush();
      }
    } finally {
      await flush();
    }
    const row = await this.#row(id);
    if (row.received === row.bytes) await this.#complete(row);
    return at;
  }

  override async remove(id: string): Promise<void> {
    const parts = await partsOf(this.#context.store, id);
    await dropUpload(this.#context.store, id);
    for (const { key } of parts) await this.#context.objects.remove(key);
  }

  async #row(id: string): Promise<UploadRow> {
    const row = await readUpload(this.#context.store, id);
    if (!row) throw ERRORS.FILE_NOT_FOUND;
    return row;
  }

  async #append(id: string, start: number, bytes: Buffer): Promise<void> {
    const { objects, store } = this.#context;
    const key = `uploads/${id}/${randomUUID()}`;
    const draft = await objects.create(key);
    try {
      await draft.write(bytes);
      await draft.commit();
    } finally {
      await draft.abort();
    }
    if (await appendPart(store, { uploadId: id, start, bytes: bytes.length, key })) return;
    await objects.remove(key);
    throw ERRORS.INVALID_OFFSET;
  }

  /** Makes the blob of what arrived. May be repeated: it ends the same. */
  async #complete(row: UploadRow): Promise<void> {
    const { blobs, objects, store, world } = this.#context;
    const { id, sha256, bytes } = row;
    const parts = await partsOf(store, id);
    if (row.finished_at !== null) return;
    const stored = await blobs.put(sha256, Readable.from(joined(objects, parts)));
    if (!stored.ok) {
      await this.remove(id);
      throw new Refused('BadRequest', { detail: stored.error.type });
    }
    const delivery = { sha256, bytes, personId: row.person_id, device: row.device, now: world.now() };
    const isThere = async (): Promise<boolean> => (await blobs.size(sha256)) !== null;
    if (!(await recordBlob(store, delivery, isThere))) throw new Refused('Unavailable');
    await store.transaction(async (sql) => {
      await proveBlob(sql, row.attachment_id, sha256, world.now());
      await finishUpload(sql, id, world.now());
      await dropParts(sql, id);
    });
    for (const { key } of parts) await objects.remove(key);
  }
}

async function* joined(
  objects: ServerContext['objects'],
  parts: readonly { key: string; bytes: number }[],
): AsyncIterable<Buffer> {
  for (const { key, bytes } of parts) {
    yield* (await objects.open(key, 0, bytes - 1)) as AsyncIterable<Buffer>;
  }
}
