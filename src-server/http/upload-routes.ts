import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import { Server, type ServerOptions } from '@tus/server';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Device } from '../../db/server/queries/devices.ts';
import { readUpload } from '../../db/server/queries/uploads.ts';
import { wireId } from '../../src-shared/sync/wire-values.ts';
import { MAX_BLOB } from '../blobs/blob-store.ts';
import { announceUpload, checkMaySend } from '../blobs/upload-rules.ts';
import { UploadStore } from '../blobs/upload-store.ts';
import type { ServerContext } from '../context.ts';
import { authenticate, deviceOf } from './authenticate.ts';
import { REFUSAL_STATUS } from '../../src-shared/sync/refusal-status.ts';
import { errorFacts, parse, Refused, refusalOf, trouble } from './refuse.ts';

type TusRequest = Parameters<NonNullable<ServerOptions['onIncomingRequest']>>[0];

const announced = z.object({
  attachment: wireId,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** How long an upload waits to be gone on with, and is remembered once it is done. */
const KEPT_MS = 7 * 86_400_000;

/**
 * `/blobs/uploads` speaks tus 1.0 (creation, termination). An upload says in its metadata for which `attachment` and
 * `sha256` it is; it belongs to the person whose laptop began it, and nobody else can go on with it, ask for it or end
 * it.
 */
export function uploadRoutes(app: FastifyInstance, context: ServerContext): void {
  const { store, world, limits, log } = context;
  const devices = new WeakMap<IncomingMessage, Device>();
  const deviceBehind = (request: TusRequest): Device => {
    const message = request.runtime?.node?.req;
    const device = message && devices.get(message as IncomingMessage);
    if (!device) throw new Error('the route does not authenticate');
    return device;
  };

  const tus = new Server({
    path: '/blobs/uploads',
    datastore: new UploadStore(context),
    maxSize: MAX_BLOB,
    relativeLocation: true,
    // Laptops are no browsers: no page of another origin has business here.
    allowedOrigins: () => false,
    namingFunction: () => randomUUID(),
    onIncomingRequest: async (request, id) => {
      if (request.method === 'POST') return;
      const row = await readUpload(store, id);
      if (row?.person_id !== deviceBehind(request).person_id) throw new Refused('NotFound');
      if (request.method === 'PATCH' && row.finished_at === null)
        await checkMaySend(store, deviceBehind(request), { ...row, attachment: row.attachment_id });
    },
    onUploadCreate: async (request, upload) => {
      const device = deviceBehind(request);
      const { attachment, sha256 } = parse(announced, upload.metadata ?? {});
      const bytes = upload.size ?? 0;
      const now = world.now();
      await checkMaySend(store, device, { attachment, sha256, bytes });
      const beginning = {
        id: upload.id,
        attachment_id: attachment,
        sha256,
        bytes,
        expires_at: now + KEPT_MS,
      };
      await announceUpload(store, device, { beginning, now, limits: limits.uploads });
      return {};
    },
    onResponseError: (_request, error) => {
      // What tus itself refuses has a status and a line of its own.
      if ('status_code' in error) return undefined;
      const refusal = refusalOf(error);
      const told = trouble(refusal);
      if (told !== null) log.error({ fault: errorFacts(error), route: '/blobs/uploads' }, told);
      const body = JSON.stringify(refusal ?? { error: 'Unavailable', detail: 'fault' });
      return { status_code: refusal ? REFUSAL_STATUS[refusal.error] : 500, body };
    },
  });

  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  for (const url of ['/blobs/uploads', '/blobs/uploads/:id']) {
    app.route({
      method: ['POST', 'PATCH', 'HEAD', 'DELETE', 'OPTIONS'],
      url,
      onRequest: authenticate(store, world),
      handler: async (request, reply) => {
        devices.set(request.raw, deviceOf(request));
        reply.hijack();
        await tus.handle(request.raw, reply.raw);
      },
    });
  }
}
