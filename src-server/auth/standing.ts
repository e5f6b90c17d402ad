import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { standingOfDevice } from '../../db/server/queries/devices.ts';
import type { Device } from '../../db/server/queries/devices.ts';
import type { Sql } from '../../db/server/store.ts';
import type { Erasure } from '../../src-shared/sync/protocol.ts';

/** A device that asks without its tokens, because its desk is locked, and is to be erased. */
export interface ToErase extends Device {
  readonly wipe: Erasure;
  /** What is opened with it was sealed on that desk before it was locked. */
  readonly key: Buffer;
}

/**
 * The device behind a proof, where it was revoked to be erased. Null for one that works, one that its own person signed
 * out, a wrong proof and a number that nobody has: they are answered alike.
 */
export async function deviceToErase(
  sql: Sql,
  { device, proof }: { device: number; proof: string },
): Promise<ToErase | null> {
  const found = await standingOfDevice(sql, device);
  if (!found || (found.why !== 'revoked' && found.why !== 'left')) return null;
  const word = (text: 'standing' | 'handover'): Buffer =>
    createHmac('sha256', found.token_hash).update(text).digest();
  if (!timingSafeEqual(word('standing'), Buffer.from(proof, 'hex'))) return null;
  return { id: device, person_id: found.person_id, wipe: found.why, key: word('handover') };
}

const [NONCE, TAG] = [12, 16];

/** What is in a parcel that the desk's `standing-file.ts` sealed; null where it is none, or another device's. */
export function openParcel({ id, key }: ToErase, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < NONCE + TAG) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
      .setAAD(Buffer.from(String(id)))
      .setAuthTag(bytes.subarray(-TAG));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
