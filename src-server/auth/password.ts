import { scrypt, timingSafeEqual } from 'node:crypto';

/** How dear one guess is, in the parameters of scrypt. What was hashed at one cost fits at no other. */
export interface GuessCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MiB and about 60 ms a guess (OWASP's second choice after argon2id, and without a native module). */
export const GUESS_COST: GuessCost = { N: 2 ** 15, r: 8, p: 1 };
const MOST_MEMORY = 64 * 1024 * 1024;
const LENGTH = 32;

function derive(password: string, salt: string, cost: GuessCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same letters can be written in two ways; keyboards differ in which they send.
    const options = { ...cost, maxmem: MOST_MEMORY };
    scrypt(password.normalize('NFC'), Buffer.from(salt, 'hex'), LENGTH, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** A salt and hash to keep, both hexadecimal. */
export async function hashPassword(
  password: string,
  salt: Buffer,
  cost = GUESS_COST,
): Promise<{ salt: string; hash: string }> {
  const text = salt.toString('hex');
  return { salt: text, hash: (await derive(password, text, cost)).toString('hex') };
}

export async function passwordFits(
  password: string,
  kept: { salt: string; hash: string },
  cost = GUESS_COST,
): Promise<boolean> {
  const hash = Buffer.from(kept.hash, 'hex');
  const given = await derive(password, kept.salt, cost);
  return hash.length === given.length && timingSafeEqual(hash, given);
}

/** Checked where there is no such login, so that the answer takes as long. No password fits it. */
export const NOBODY = { salt: '00'.repeat(16), hash: '' } as const;
