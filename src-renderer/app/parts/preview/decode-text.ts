/** How much of a text is shown. */
export const SHOWN_BYTES = 256_000;

/**
 * The beginning of a text file in the encoding that it most likely has: by its mark, else UTF-8 where every byte fits,
 * else what Chinese systems write (GB 18030), else Western European, in which everything is a letter.
 */
export function decodeText(bytes: Uint8Array): { text: string; cut: boolean } {
  const cut = bytes.length > SHOWN_BYTES;
  const head = bytes.subarray(0, SHOWN_BYTES);
  return { text: textOf(head, cut).replaceAll('\u0000', '\uFFFD'), cut };
}

/** Text in the encoding that it most likely has. `cut`: more bytes would follow. */
export function textOf(head: Uint8Array, cut = false): string {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      // What was cut may end within a character: the decoder waits for the rest of it.
      return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: cut });
    } catch {
      // Not this one.
    }
  }
  return new TextDecoder('windows-1252').decode(head);
}
