import type { Result } from '../../../src-shared/kernel/result.ts';
import { err, ok } from '../../../src-shared/kernel/result.ts';
import type { FileBlobStore } from '../blob-store.ts';
import { refusal, urlOf, type NetFailure } from './http.ts';
import type { Network, Timers } from './network.ts';
import { rangedDownload } from './ranged-download.ts';
import type { Session } from './session.ts';
import { tusUpload, type UploadFailure, type UploadJob } from './tus-upload.ts';

/** How bytes of attachments travel, both ways so that a broken line costs little. */
export interface Transfers {
  upload(session: Session, job: UploadJob): Promise<Result<void, Exclude<UploadFailure, { type: 'NoTus' }>>>;
  /** Whether the server has the bytes and gives them through this attachment. */
  has(session: Session, sha256: string, attachmentId: string): Promise<Result<boolean, NetFailure>>;
  /** Fetches bytes into the store. Who asks for what is already under way waits for that. */
  download(session: Session, sha256: string, attachmentId: string): Promise<Result<void, NetFailure>>;
}

export function transfersOver(network: Network, timers: Timers, blobs: FileBlobStore): Transfers {
  const coming = new Map<string, Promise<Result<void, NetFailure>>>();
  return {
    upload: async (session, job) => {
      const sent = await tusUpload(network, session, job);
      if (sent.ok || sent.error.type !== 'NoTus') return sent as Awaited<ReturnType<Transfers['upload']>>;
      return putWhole(network, session, job);
    },
    has: (session, sha256, attachmentId) =>
      isThere(network, session, `/blobs/${sha256}?attachment=${attachmentId}`),
    download: (session, sha256, attachmentId) => {
      const under = coming.get(sha256);
      if (under) return under;
      const draft = blobs.draft(sha256);
      const begun = rangedDownload({ network, timers }, session, { sha256, attachmentId, draft }).finally(
        () => coming.delete(sha256),
      );
      coming.set(sha256, begun);
      return begun;
    },
  };
}

async function isThere(
  network: Network,
  { server, token }: Session,
  path: string,
): Promise<Result<boolean, NetFailure>> {
  try {
    const headers = { authorization: `Bearer ${token}`, range: 'bytes=0-0' };
    const response = await network.fetch(urlOf(server, path), { method: 'GET', headers, redirect: 'error' });
    await response.body?.cancel();
    return ok(response.status === 206);
  } catch {
    return err({ type: 'ServerDown', server });
  }
}

/** As the first version of the server takes a file. */
async function putWhole(
  network: Network,
  { server, token }: Session,
  job: UploadJob,
): Promise<Result<void, NetFailure>> {
  const bytes = job.read(0, job.bytes);
  if (!bytes) return err({ type: 'ServerRefused', status: 0 });
  try {
    const response = await network.fetch(urlOf(server, `/blobs/${job.sha256}`), {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${token}` },
      body: Buffer.from(bytes),
      redirect: 'error',
    });
    return response.ok ? ok(undefined) : err(refusal(response.status, await response.json(), server));
  } catch {
    return err({ type: 'ServerDown', server });
  }
}
