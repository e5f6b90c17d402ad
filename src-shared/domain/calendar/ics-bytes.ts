const [LF, CR, SPACE, TAB] = [10, 13, 32, 9];

/**
 * Unfolds where a line was folded inside a character, which programs that count octets do: what follows the break goes on
 * with a character of UTF-8. All other folds stay for the reader. The bytes themselves where there is no such fold.
 */
export function mendedFolds(bytes: Uint8Array): Uint8Array {
  const isInside = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
  let mended: Uint8Array | null = null;
  let length = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i]!;
    if (byte === LF || byte === CR) {
      const blank = byte === CR && bytes[i + 1] === LF ? i + 2 : i + 1;
      if ((bytes[blank] === SPACE || bytes[blank] === TAB) && isInside(bytes[blank + 1])) {
        if (mended === null) {
          mended = bytes.slice();
          length = i;
        }
        i = blank;
        continue;
      }
    }
    if (mended !== null) {
      mended[length] = byte;
      length += 1;
    }
  }
  return mended === null ? bytes : mended.subarray(0, length);
}
