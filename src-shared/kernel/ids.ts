import type { EpochMs } from './brand.ts';

/** A UUID version 7 (RFC 9562 §5.7): sorts by the time it was made. */
export type Id = string;

/**
 * Makes a UUIDv7 from a time and a source of random numbers in [0, 1). Both are passed in, so the demo bank and
 * the simulation get the same ids for the same seed; programs pass a cryptographic source.
 */
export function uuidv7(now: EpochMs, random: () => number): Id {
  const time = now.toString(16).padStart(12, '0').slice(-12);
  const a = (0x7000 + Math.floor(random() * 0x1000)).toString(16);
  const b = (0x8000 + Math.floor(random() * 0x4000)).toString(16);
  const c = hex(random, 0x1000000) + hex(random, 0x1000000);
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${c}`;
}

function hex(random: () => number, below: number): string {
  return Math.floor(random() * below)
    .toString(16)
    .padStart(6, '0');
}

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isId = (text: unknown): text is Id => typeof text === 'string' && SHAPE.test(text);

/** When an id was made, or null where it is no UUIDv7 (ids derived from others are not). */
export function idTime(id: Id): EpochMs | null {
  return isId(id) && id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}
