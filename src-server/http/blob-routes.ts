import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { attachmentOf, hasBlob, isProven, recordBlob } from '../../db/server/queries/blobs.ts';
import { dropUpload } from '../../db/server/queries/uploads.ts';
import { readGrants } from '../../db/server/queries/grants.ts';
import { wireId } from '../../src-shared/sync/wire-values.ts';
import { MAX_BLOB } from '../blobs/blob-store.ts';
import { announceUpload } from '../blobs/upload-rules.ts';
import { byteRange } from '../blobs/byte-range.ts';
import type { ServerContext } from '../context.ts';
import { authenticate, deviceOf } from './authenticate.ts';
import { parse, Refused } from './refuse.ts';

const named = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const through = z.object({ attachment: wireId });

/** For how long bytes that come in one piece count as coming, where the process ends before they are there. */
const PATIENCE_MS = 3_600_000;

/**
 * `GET /blobs/:sha256?attachment=ID` gives the bytes of an attachment to whoever may see its row, where the row's author
 * had them: knowing a hash gives nobody anything. `PUT /blobs/:sha256` takes them in one piece, as laptops of the first
 * version send them; bytes may come before the row that names them, and are swept where none comes.
 */
export function blobRoutes(app: FastifyInstance, context: ServerContext): void {
  const { store, world, blobs, limits } = context;
  const onRequest = authenticate(store, world);
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

  app.put('/blobs/:sha256', { onRequest }, async (request, reply) => {
    const { sha256 } = parse(named, request.params);
    if (!(request.body instanceof Object) || !('pipe' in request.body)) {
      throw new Refused('BadRequest', { detail: 'application/octet-stream' });
    }
    const device = deviceOf(request);
    const bytes = Number(request.headers['content-length'] ?? MAX_BLOB);
    const now = world.now();
    const beginning = { id: randomUUID(), attachment_id: '', sha256, bytes, expires_at: now + PATIENCE_MS };
    await announceUpload(store, device, { beginning, now, limits: limits.uploads });
    try {
      const stored = await blobs.put(sha256, request.body as Readable);
      if (!stored.ok) {
        if (stored.error.type === 'TooLarge') throw new Refused('TooLarge');
        throw new Refused('BadRequest', { detail: stored.error.type });
      }
      const whose = { personId: device.person_id, device: device.id };
      const delivery = { sha256, ...stored.value, ...whose, now: world.now() };
      const isThere = async (): Promise<boolean> => (await blobs.size(sha256)) !== null;
      if (!(await recordBlob(store, delivery, isThere))) throw new Refused('Unavailable');
      return await reply.code(201).send({ bytes: stored.value.bytes });
    } finally {
      await dropUpload(store, beginning.id);
    }
  });

  app.get('/blobs/:sha256', { onRequest }, async (request, reply) => {
    const { sha256 } = parse(named, request.params);
    const { attachment: id } = parse(through, request.query);
    const attachment = await attachmentOf(store, id);
    const grants = await readGrants(store, deviceOf(request).person_id);
    if (!attachment || attachment.sha256 !== sha256 || !grants.has(attachment.scope))
      throw new Refused('NotFound');
    const given = (await hasBlob(store, sha256)) && (await isProven(store, id, sha256));
    const size = given ? await blobs.size(sha256) : null;
    if (size === null) throw new Refused('NotFound', { detail: 'bytes' });
    const etag = `"${sha256}"`;
    // A part of what it was before would be a part of something else.
    const fits = (request.headers['if-range'] ?? etag) === etag;
    const range = fits ? byteRange(request.headers.range, size) : null;
    // Never shown by a browser as what somebody says it is.
    void reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', 'attachment')
      .header('x-content-type-options', 'nosniff')
      .header('accept-ranges', 'bytes')
      .header('etag', etag);
    if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
    const { start, end } = range ?? { start: 0, end: size - 1 };
    void reply.header('content-length', size === 0 ? 0 : end - start + 1);
    if (range) void reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
    return size === 0 ? reply.send('') : reply.send(await blobs.open(sha256, start, end));
  });
}
