/**
 * Numbers by which two records are seen to be one customer. Records are compared in one form, so that who wrote a space
 * or a small letter makes no difference.
 */
import type { Duplicate } from './tables.ts';

export type KeyKind = Duplicate['key_kind'];

/** The strongest first: what the bank gave, what the state gave, what a person can be called by. */
export const KEY_KINDS: readonly KeyKind[] = ['customer_no', 'id_no', 'mobile'];

/** An identity number or unified social credit code as it is kept: no spaces or hyphens, capitals, half width. */
export const normalIdNo = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\-·]/g, '')
    .toUpperCase();

const OLD_IDENTITY = /^\d{15}$/;
const IDENTITY = /^\d{17}[\dX]$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

/** An identity card of before 1999 in today's 18 digits (GB 11643-1999): the century and a check digit come in. */
function todaysIdentity(old: string): string {
  const digits = `${old.slice(0, 6)}19${old.slice(6)}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return digits + CHECK[sum % 11]!;
}

/** Every form in which the same identity number may be kept. */
export function sameIdNo(text: string, kind: string): string[] {
  const normal = normalIdNo(text);
  if (normal === '') return [];
  if (kind === 'person' && OLD_IDENTITY.test(normal)) return [normal, todaysIdentity(normal)];
  if (kind === 'person' && IDENTITY.test(normal) && normal.slice(6, 8) === '19')
    return [normal, normal.slice(0, 6) + normal.slice(8, 17)];
  return [normal];
}

const MOBILE = /^1[3-9]\d{9}$/;

/** A mobile number of the mainland as its eleven digits; null for any other number, which offices share. */
export function normalMobile(text: string): string | null {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\-()]/g, '')
    .replace(/^(\+|00)86/, '');
  return MOBILE.test(digits) ? digits : null;
}

/** The ways in which people write a mobile number. */
export function sameMobile(text: string): string[] {
  const digits = normalMobile(text);
  if (digits === null) return [];
  const [a, b, c] = [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)];
  const plain = [digits, `${a} ${b} ${c}`, `${a}-${b}-${c}`];
  return ['', '+86', '+86 ', '+86-', '0086', '0086 '].flatMap((prefix) => plain.map((form) => prefix + form));
}

/** Whether somebody can be called so: a mobile number of the mainland, or after `+` (or 00) one of any country. */
export function isMobile(text: string): boolean {
  if (normalMobile(text) !== null) return true;
  const digits = /^(?:\+|00)(\d+)$/.exec(text.normalize('NFKC').replace(/[\s\-().]/g, ''))?.[1] ?? '';
  return /^[1-9]\d{6,14}$/.test(digits) && !digits.startsWith('86');
}
