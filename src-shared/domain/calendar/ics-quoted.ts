/** vCalendar 1.0, as phones wrote it for many years: a text by its bytes, `=E5=AE=A2`, over lines that end in `=`. */
const QUOTED = /^[^:"]{1,200};(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i;
const ENCODING = /;(?:ENCODING=)?QUOTED-PRINTABLE(?=[;:])/i;
const CHARSET = /;CHARSET="?([^;:"]*)"?(?=[;:])/i;

/** Whether the next line goes on with this one, which was begun with `first`. */
export const goesOn = (first: string, last: string): boolean => last.endsWith('=') && QUOTED.test(first);

/** The line as RFC 5545 would have it; the same line where it is written so already, or in other bytes than those of UTF-8. */
export function unquoted(line: string): string {
  if (!QUOTED.test(line)) return line;
  const colon = line.indexOf(':');
  const name = `${line.slice(0, colon)}:`.replace(ENCODING, '').replace(CHARSET, '');
  const text = decoded(line.slice(colon + 1));
  return text === null ? line : `${name}${escaped(text)}`;
}

function decoded(value: string): string | null {
  try {
    return value
      .split(/((?:=[0-9A-Fa-f]{2})+)/)
      .map((part, at) => (at % 2 === 1 ? decodeURIComponent(part.replaceAll('=', '%')) : part))
      .join('');
  } catch {
    return null;
  }
}

/** What was escaped already stays so; a line's end is one in the text. */
const escaped = (text: string): string =>
  text.replaceAll(/(?<!\\)([,;])/g, '\\$1').replaceAll(/\r\n|[\r\n]/g, '\\n');
