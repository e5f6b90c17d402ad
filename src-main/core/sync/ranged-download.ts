import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import type { BlobDraft } from '../blob-store/draft.ts';
import { refusal, urlOf, type NetFailure } from './http.ts';
import type { Network, Timers } from './network.ts';
import type { Session } from './session.ts';

/** A line on which nothing comes for so long is dead. */
const SILENCE_MS = 60_000;

/**
 * Fetches the bytes of an attachment into its draft, from where an earlier try ended. They are written as they come,
 * and become the file only once their SHA-256 is right; what a broken line brought stays for the next try.
 */
export async function rangedDownload(
  { network, timers }: { network: Network; timers: Timers },
  session: Session,
  wanted: { sha256: string; attachmentId: string; draft: BlobDraft },
): Promise<Result<void, NetFailure>> {
  const { sha256, attachmentId, draft } = wanted;
  const { server, token } = session;
  const down = err({ type: 'ServerDown', server } as const);
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (draft.received > 0) {
    headers['range'] = `bytes=${draft.received}-`;
    headers['if-range'] = `"${sha256}"`;
  }
  const abort = new AbortController();
  let cancel = timers.after(SILENCE_MS, () => abort.abort());
  try {
    const path = `/blobs/${sha256}?attachment=${encodeURIComponent(attachmentId)}`;
    const init = { method: 'GET', headers, redirect: 'error', signal: abort.signal } as const;
    const response = await network.fetch(urlOf(server, path), init);
    if (response.status === 416) draft.restart();
    if (!response.ok) return err(refusal(response.status, await response.json(), server));
    if (response.status !== 206 || !startsAt(response, draft.received)) draft.restart();
    for await (const chunk of response.body ?? []) {
      cancel();
      cancel = timers.after(SILENCE_MS, () => abort.abort());
      draft.append(chunk as Uint8Array);
    }
    return draft.commit() ? ok(undefined) : down;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOSPC') throw thrown;
    return down;
  } finally {
    cancel();
    draft.close();
  }
}

const startsAt = (response: Response, start: number): boolean =>
  response.headers.get('content-range')?.startsWith(`bytes ${start}-`) ?? false;
