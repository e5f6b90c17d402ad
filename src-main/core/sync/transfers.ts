import { createHash } from 'node:crypto';
import { uploadDone, uploadFailed, waitingUploads } from '../../../db/client/local/uploads.ts';
import type { Reader } from '../../../db/client/access.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import type { BlobStore } from '../engine/context.ts';
import { refusal, urlOf, type NetFailure } from './http.ts';
import type { Network } from './network.ts';
import type { Session } from './session.ts';

/**
 * How bytes of attachments travel. Whole files for now; a resumable way would be another implementation of this, and
 * nothing else would change.
 */
export interface Transfers {
  upload(session: Session, sha256: string, bytes: Uint8Array): Promise<Result<void, NetFailure>>;
  download(session: Session, sha256: string, attachmentId: string): Promise<Result<Uint8Array, NetFailure>>;
}

export const wholeTransfers = (network: Network): Transfers => ({
  upload: async (session, sha256, bytes) => {
    const answer = await request(network, session, `/blobs/${sha256}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from(bytes),
    });
    return answer.ok ? ok(undefined) : answer;
  },
  download: async (session, sha256, attachmentId) => {
    const path = `/blobs/${sha256}?attachment=${encodeURIComponent(attachmentId)}`;
    const answer = await request(network, session, path, { method: 'GET', headers: {} });
    if (!answer.ok) return answer;
    const whole = createHash('sha256').update(answer.value).digest('hex') === sha256;
    return whole ? answer : err({ type: 'ServerDown', server: session.server });
  },
});

async function request(
  network: Network,
  session: Session,
  path: string,
  init: { method: string; headers: Record<string, string>; body?: Buffer<ArrayBuffer> },
): Promise<Result<Uint8Array, NetFailure>> {
  const { server, token } = session;
  try {
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const response = await network.fetch(urlOf(server, path), { ...init, headers, redirect: 'error' });
    if (response.ok) return ok(new Uint8Array(await response.arrayBuffer()));
    return err(refusal(response.status, await response.json(), server));
  } catch {
    return err({ type: 'ServerDown', server });
  }
}

/**
 * Sends what waits, one file after the other, after the rows that name it. A file that fails does not hold up the
 * others; without a connection there is no point in going on.
 */
export async function sendUploads(
  db: Reader,
  blobs: BlobStore,
  transfers: Transfers,
  session: Session,
): Promise<Result<number, NetFailure>> {
  let sent = 0;
  for (const { sha256 } of waitingUploads(db.sqlite)) {
    const bytes = blobs.get(sha256);
    if (!bytes) {
      uploadDone(db.sqlite, sha256);
      continue;
    }
    const result = await transfers.upload(session, sha256, bytes);
    if (result.ok) {
      uploadDone(db.sqlite, sha256);
      sent += 1;
    } else if (result.error.type === 'ServerRefused') uploadFailed(db.sqlite, sha256);
    else return result;
  }
  return ok(sent);
}
