import { attachmentOf, bytesBrought, keptFile } from '../../db/server/queries/blobs.ts';
import { readGrants } from '../../db/server/queries/grants.ts';
import {
  countOpenUploads,
  insertUpload,
  lockBringer,
  type UploadRow,
} from '../../db/server/queries/uploads.ts';
import type { Store } from '../../db/server/store.ts';
import type { Device } from '../../db/server/queries/devices.ts';
import { Refused } from '../http/refuse.ts';

export interface UploadLimits {
  /** Uploads of one device under way at the same time. */
  readonly open: number;
  /** Bytes of one person in a day. */
  readonly dayBytes: number;
}

export const UPLOAD_LIMITS: UploadLimits = { open: 50, dayBytes: 2 * 1024 ** 3 };

const DAY_MS = 86_400_000;
const LATER_MS = 3_600_000;

/**
 * The right to send bytes comes from the row that names them: it is there, it says so, and this person may write it or made it,
 * even though they have lost sight of it since. Or it is kept for others to decide, because this person had lost the right when
 * it came. Whoever holds the row now would wait for its bytes for ever.
 */
export async function checkMaySend(
  store: Store,
  device: Device,
  wanted: { attachment: string; sha256: string; bytes: number },
): Promise<void> {
  const row = await attachmentOf(store, wanted.attachment);
  const right = row ? (await readGrants(store, device.person_id)).get(row.scope) : undefined;
  const made = row?.person_id === device.person_id;
  const kept = made || right === 'write' ? null : await keptFile(store, wanted.attachment, device.person_id);
  // Who may not see the row is not told that there is one.
  if (!made && !kept && right === undefined) throw new Refused('NotFound');
  if (!made && !kept && right !== 'write') throw new Refused('NotGranted');
  const said = kept ?? row;
  if (said?.sha256 !== wanted.sha256 || said.bytes !== wanted.bytes)
    throw new Refused('BadRequest', { detail: 'other bytes than the row says' });
}

/** An upload that is about to begin, of a device. */
export type Beginning = Pick<UploadRow, 'id' | 'attachment_id' | 'sha256' | 'bytes' | 'expires_at'>;

/**
 * Announces an upload, where there is room for it. Nobody fills the server's disk: not with many small beginnings, not in
 * one day, and not with many at once, which are counted one after the other and before their bytes come.
 */
export const announceUpload = (
  store: Store,
  device: Device,
  { beginning, now, limits }: { beginning: Beginning; now: number; limits: UploadLimits },
): Promise<void> =>
  store.transaction(async (sql) => {
    await lockBringer(sql, device.person_id);
    const full =
      (await countOpenUploads(sql, device.id)) >= limits.open ||
      (await bytesBrought(sql, device.person_id, now - DAY_MS)) + beginning.bytes > limits.dayBytes;
    if (full) throw new Refused('TooManyRequests', { detail: 'quota', retryAfterMs: LATER_MS });
    const whose = { device: device.id, person_id: device.person_id };
    await insertUpload(sql, { ...beginning, ...whose, received: 0, begun_at: now, finished_at: null });
  });
