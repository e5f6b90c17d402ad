import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { KEY_BYTES } from '../../../db/client/cipher.ts';

/** 64 MiB and about 150 ms a guess; whoever has the file pays it for every guess. */
const COST = { n: 2 ** 16, r: 8, p: 1 } as const;
/** What a file may ask for at most: one that was tampered with must not use up the machine. */
const MOST_N = 2 ** 18;
const MEMORY = 512 * 1024 * 1024;
const SALT = 16;
const NONCE = 12;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const envelope = z.strictObject({
  v: z.literal(1),
  n: z.number().int().min(COST.n).max(MOST_N),
  r: z.literal(COST.r),
  p: z.literal(COST.p),
  salt: hex(SALT),
  nonce: hex(NONCE),
  sealed: hex(KEY_BYTES),
  tag: hex(16),
});
type Envelope = z.infer<typeof envelope>;

/**
 * The text in which a database's key is kept: as it is (hexadecimal), or sealed with a passphrase. What keeps the text
 * (a file, the system's key store) is another matter, see `key-keeper.ts`.
 */
export const openText = (key: Uint8Array): string => Buffer.from(key).toString('hex');

/** The key in a text that is not sealed; null where the text is something else. */
export function openKey(text: string): Uint8Array | null {
  const key = /^[0-9a-f]+$/.test(text) ? Buffer.from(text, 'hex') : null;
  return key?.length === KEY_BYTES ? new Uint8Array(key) : null;
}

export const isSealed = (text: string): boolean => parse(text) !== null;

export async function sealKey(key: Uint8Array, passphrase: string): Promise<string> {
  const [salt, nonce] = [randomBytes(SALT).toString('hex'), randomBytes(NONCE).toString('hex')];
  const head = { v: 1 as const, ...COST, salt, nonce };
  const wrapping = await derive(passphrase, head);
  const cipher = createCipheriv('aes-256-gcm', wrapping, Buffer.from(nonce, 'hex')).setAAD(aad(head));
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]).toString('hex');
  wrapping.fill(0);
  return JSON.stringify({ ...head, sealed, tag: cipher.getAuthTag().toString('hex') } satisfies Envelope);
}

/** The key in a sealed text; null where the passphrase is not the one, or somebody changed the text. */
export async function unsealKey(text: string, passphrase: string): Promise<Uint8Array | null> {
  const found = parse(text);
  if (!found) return null;
  const wrapping = await derive(passphrase, found);
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(found.nonce, 'hex'))
      .setAAD(aad(found))
      .setAuthTag(Buffer.from(found.tag, 'hex'));
    return new Uint8Array(
      Buffer.concat([decipher.update(Buffer.from(found.sealed, 'hex')), decipher.final()]),
    );
  } catch {
    return null;
  } finally {
    wrapping.fill(0);
  }
}

type Head = Pick<Envelope, 'v' | 'n' | 'r' | 'p' | 'salt' | 'nonce'>;

/** The cost is authenticated too: nobody makes guessing cheaper by editing it. */
const aad = ({ v, n, r, p, salt }: Head): Buffer =>
  Buffer.from(['semicolon key', v, n, r, p, salt].join(' '));

function parse(text: string): Envelope | null {
  try {
    return envelope.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function derive(passphrase: string, { n, r, p, salt }: Head): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same letters can be written in two ways; keyboards differ in which they send.
    const secret = passphrase.normalize('NFC');
    scrypt(secret, Buffer.from(salt, 'hex'), 32, { N: n, r, p, maxmem: MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
