import { createHash } from 'node:crypto';

/** 256 random bits in text. */
export const newToken = (secret: (bytes: number) => Buffer): string => secret(32).toString('base64url');

/** What is stored of a token. A fast hash is enough: there is nothing to guess in 256 random bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
