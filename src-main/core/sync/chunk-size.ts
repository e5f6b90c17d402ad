const KB = 1024;
export const FIRST_CHUNK = 512 * KB;
export const SMALLEST_CHUNK = 64 * KB;
const LARGEST_CHUNK = 8 * KB * KB;

/** A piece that took less was too small, one that took more too large: what is cut off is sent again. */
const SHORT_MS = 1_000;
const LONG_MS = 4_000;

/** The size of an upload's next piece, after one that took so long. */
export function nextChunk(chunk: number, ms: number): number {
  if (ms < SHORT_MS) return Math.min(LARGEST_CHUNK, chunk * 2);
  return ms > LONG_MS ? smallerChunk(chunk) : chunk;
}

/** After a piece that did not arrive, or that something on the way would not let through. */
export const smallerChunk = (chunk: number): number =>
  Math.max(SMALLEST_CHUNK, Math.floor(chunk / 2 / KB) * KB);
