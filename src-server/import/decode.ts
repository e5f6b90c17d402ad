import iconv from 'iconv-lite';
import { createReadStream } from 'node:fs';
import { ImportError } from './import-error.ts';

export const isEncoding = (name: string): boolean => iconv.encodingExists(name);

const REPLACEMENT = '\ufffd';

/**
 * The text of a file, piece by piece. Strict: bytes that the encoding does not have end the import with the line that
 * holds them, because a file that is read in a wrong encoding loads wrong names silently. (iconv-lite writes U+FFFD
 * for such bytes; a file that really holds U+FFFD has been decoded wrongly before.)
 */
export async function* decodedFile(
  path: string,
  name: string,
  encoding: string,
  onBytes: (count: number) => void,
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  let line = 1;
  const checked = (text: string): string => {
    const at = text.indexOf(REPLACEMENT);
    if (at >= 0) {
      const inLine = line + newlines(text.slice(0, at));
      throw new ImportError({ type: 'WrongEncoding', file: name, line: inLine, encoding });
    }
    line += newlines(text);
    return text;
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 16 }) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    yield checked(decoder.write(chunk));
  }
  const rest = decoder.end();
  if (rest) yield checked(rest);
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
