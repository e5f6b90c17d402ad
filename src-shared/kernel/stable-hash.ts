/**
 * 128 bits of a text as 32 hex digits, the same on every machine. Not for secrets: four 32-bit lanes mixed as in
 * MurmurHash3 (public domain, A. Appleby). Used for ids that laptops derive without talking to each other.
 */
export function stableHash(text: string): string {
  let a = 0x3c2f_1b4d;
  let b = 0x6a09_e667 | 0;
  let c = 0xbb67_ae85 | 0;
  let d = 0x510e_527f;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, 0x239b_961b);
    b = c ^ Math.imul(b ^ unit, 0xab0e_9789);
    c = d ^ Math.imul(c ^ unit, 0x38b3_4ae5);
    d = a ^ Math.imul(d ^ unit, 0xa1e3_8b93);
  }
  a = Math.imul(c ^ (a >>> 18), 0x239b_961b);
  b = Math.imul(d ^ (b >>> 22), 0xab0e_9789);
  c = Math.imul(a ^ (c >>> 17), 0x38b3_4ae5);
  d = Math.imul(b ^ (d >>> 19), 0xa1e3_8b93);
  return hex(a ^ b ^ c ^ d) + hex(b ^ a) + hex(c ^ a) + hex(d ^ a);
}

const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');
