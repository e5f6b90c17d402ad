/**
 * What a desk leaves outside its database for the time when nobody has the key: enough to ask the server whether it is to
 * be erased, and what was not sent, sealed so that only the server opens it. Whoever reads the file can do nothing else
 * with it: neither the token nor the key of the parcels follows from the proof.
 */
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { unsentTexts } from '../../../db/client/local/unsent.ts';
import { unsentFiles } from '../../../db/client/local/uploads.ts';
import { nextBatch } from '../sync/batch.ts';
import { readSession, type Session } from '../sync/session.ts';
import { replaceFile } from './replace-file.ts';

const standing = z.object({
  server: z.string(),
  device: z.number().int().positive(),
  proof: z.string(),
  /** Changes and files that were not sent and cannot be handed over either. */
  lost: z.number().int().nonnegative(),
  parcels: z.array(z.object({ changes: z.number().int().positive(), sealed: z.string() })),
});
export type Standing = z.infer<typeof standing>;

const fileIn = (folder: string): string => path.join(folder, 'desk.standing.json');

/** Writes it down before the database is closed; takes it away where nobody is signed in. */
export function leaveStanding(folder: string, sqlite: Database): void {
  const session = readSession(sqlite);
  if (!session) return rmSync(fileIn(folder), { force: true });
  const { server, device } = session;
  const unsent = unsentTexts(sqlite);
  let waiting = unsent.filter(({ n }) => n > 0);
  const lost = unsent.length - waiting.length + unsentFiles(sqlite).length;
  const parcels: Standing['parcels'] = [];
  while (waiting.length > 0) {
    const batch = nextBatch(waiting);
    waiting = waiting.slice(batch.length);
    const text = `{"changes":[${batch.map((one) => one.text).join(',')}]}`;
    parcels.push({ changes: batch.length, sealed: seal(session, text) });
  }
  const proof = wordOf(session, 'standing').toString('hex');
  replaceFile(fileIn(folder), JSON.stringify({ server, device, proof, lost, parcels } satisfies Standing));
}

/** Null where there is none, or none that can be read: such a desk stays sealed until it is unlocked. */
export function readStanding(folder: string): Standing | null {
  try {
    const file = fileIn(folder);
    return existsSync(file) ? standing.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  } catch {
    return null;
  }
}

/** The server keeps the hash of what all tokens of a device begin with; both sides know it, and no file of the desk. */
function wordOf({ refresh, token }: Session, word: 'standing' | 'handover'): Buffer {
  const [family = ''] = (refresh ?? token).split('.');
  const hash = createHash('sha256').update(family).digest('hex');
  return createHmac('sha256', hash).update(word).digest();
}

const NONCE = 12;

/** Nonce, ciphertext and tag of AES-256-GCM, bound to the device; `src-server/auth/standing.ts` opens it. */
function seal(session: Session, text: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', wordOf(session, 'handover'), nonce).setAAD(
    Buffer.from(String(session.device)),
  );
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64');
}
