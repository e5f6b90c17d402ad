/** Longest name, in UTF-16 units: the width of the column. */
export const NAME_MAX = 200;
const EXTENSION_MAX = 20;

/**
 * Characters that make a name look like another one or a display misbehave: control characters, the marks that turn
 * the direction of text (`invoice<U+202E>fdp.exe` reads "invoiceexe.pdf"), and those that have no width.
 */
const DECEIVING = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
/** What Windows does not take in a name. */
const FORBIDDEN = /[<>:"|?*]/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

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
