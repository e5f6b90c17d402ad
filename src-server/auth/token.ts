import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type Secret = (bytes: number) => Buffer;

/** 256 random bits in text. */
export const newToken = (secret: Secret): string => secret(32).toString('base64url');

/** What is stored of a token. A fast hash is enough: there is nothing to guess in 256 random bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

const ACCESS = 'access.';

/** A token that says by its beginning that it is a short one: to one that is not known, the answer is "exchange again". */
export const newAccessToken = (secret: Secret): string => `${ACCESS}${newToken(secret)}`;

export const isAccessToken = (token: string): boolean => token.startsWith(ACCESS);

/**
 * A refresh token: `family.n.part`. The family is the same in all of a device's, so that a spent one is known as such
 * without a list of them; `part` is new in each, and ends with the server's seal. A lasting token of before is its family's number 0.
 */
export interface RefreshToken {
  readonly family: string;
  readonly n: number;
}

const FORM = /^([^.]{1,100})\.(\d{1,9})\.[\w-]{43}$/;

/** Null where the text is no refresh token. */
export function readRefreshToken(text: string): RefreshToken | null {
  if (text !== '' && text.length <= 100 && !text.includes('.')) return { family: text, n: 0 };
  const [, family, n] = FORM.exec(text) ?? [];
  return family === undefined ? null : { family, n: Number(n) };
}

/** Of the 43 characters of a part, so many are new and the others the seal: 132 bits that nobody guesses, 126 that nobody forges. */
const NEW = 22;
const SEAL = 21;

/** Says that this server gave the token out: who knows a token of the family still makes none with a later number. */
const sealed = (key: string, head: string): string => `${head}${sealOf(key, head)}`;
const sealOf = (key: string, head: string): string =>
  createHmac('sha256', key).update(`refresh ${head}`).digest('base64url').slice(0, SEAL);

export const isSealed = (key: string, token: string): boolean =>
  token.length > SEAL &&
  timingSafeEqual(Buffer.from(sealOf(key, token.slice(0, -SEAL))), Buffer.from(token.slice(-SEAL)));

export const firstRefreshToken = (family: string, secret: Secret, key: string): string =>
  sealed(key, `${family}.1.${newToken(secret).slice(0, NEW)}`);

/**
 * The token that follows a token. Of the same token and salt always the same one: an exchange whose answer was lost
 * can be repeated. Who knows only what the server stores, hash, salt and key, cannot make it.
 */
export function nextRefreshToken(
  token: string,
  { family, n }: RefreshToken,
  { salt, key }: { salt: string; key: string },
): string {
  const part = createHmac('sha256', token).update(`refresh ${salt}`).digest('base64url').slice(0, NEW);
  return sealed(key, `${family}.${n + 1}.${part}`);
}
