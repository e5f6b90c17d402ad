/** Longest name, in UTF-16 units: the width of the column. */
export const NAME_MAX = 200;
const EXTENSION_MAX = 20;

/**
 * Characters that make a name look like another one or a display misbehave: control characters, the marks that turn
 * the direction of text (`invoice<U+202E>fdp.exe` reads "invoiceexe.pdf"), those that have no width, and letters that
 * are drawn as nothing.
 */
const DECEIVING =
  /[\u034F\p{Cc}\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
/** What Windows does not take in a name. */
const FORBIDDEN = /[<>:"|?*]/g;
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/i;

/**
 * The name under which a file is kept and shown, whatever somebody called it: one path component, without tricks, that
 * every system can save. Extensions stay as they are, all of them: `contract.pdf.exe` is shown as what it is.
 */
export function cleanFileName(given: string): string {
  const last = given
    .toWellFormed()
    .normalize('NFC')
    .split(/[/\\]/)
    .findLast((part) => part.trim() !== '');
  const plain = (last ?? '')
    .replace(/\s+/gu, ' ')
    .replace(DECEIVING, '')
    .replace(FORBIDDEN, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (plain === '') return 'file';
  return shortened(RESERVED.test(plain) ? `_${plain}` : plain);
}

/** Cuts the middle: the extension says what the file is. */
function shortened(name: string): string {
  if (name.length <= NAME_MAX) return name;
  const extension = extensionOf(name);
  const kept = name.slice(0, NAME_MAX - extension.length).replace(/[\uD800-\uDBFF]$/, '');
  return kept.replace(/[. ]+$/, '') + extension;
}

/** With its dot, as written; empty where there is none. */
export function extensionOf(name: string): string {
  const at = name.lastIndexOf('.');
  const extension = at > 0 ? name.slice(at) : '';
  return extension.length > 1 && extension.length <= EXTENSION_MAX ? extension : '';
}

/** What a file system takes: names are counted in bytes there, and three make a Chinese character. */
const SAVED_BYTES_MAX = 240;

/** The name under which a file is saved outside the desk: clean, and short enough for every disk. */
export function savedName(name: string): string {
  const clean = cleanFileName(name);
  const extension = extensionOf(clean);
  let room = SAVED_BYTES_MAX - utf8Length(extension);
  let stem = '';
  for (const char of clean.slice(0, clean.length - extension.length)) {
    room -= utf8Length(char);
    if (room < 0) break;
    stem += char;
  }
  return stem.replace(/[. ]+$/, '') + extension;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
