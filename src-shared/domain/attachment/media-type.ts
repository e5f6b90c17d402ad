import { extensionOf } from './file-name.ts';

const UNKNOWN_TYPE = 'application/octet-stream';

const at = (bytes: Uint8Array, offset: number, text: string): boolean => {
  for (let i = 0; i < text.length; i += 1) if (bytes[offset + i] !== text.charCodeAt(i)) return false;
  return true;
};

/** Signatures that say what a file is, alone. */
const SIGNATURES: readonly (readonly [type: string, is: (bytes: Uint8Array) => boolean])[] = [
  ['application/pdf', (b) => at(b, 0, '%PDF-')],
  ['image/png', (b) => at(b, 0, '\u0089PNG\r\n\u001a\n')],
  ['image/jpeg', (b) => at(b, 0, '\u00ff\u00d8\u00ff')],
  ['image/gif', (b) => at(b, 0, 'GIF87a') || at(b, 0, 'GIF89a')],
  ['image/webp', (b) => at(b, 0, 'RIFF') && at(b, 8, 'WEBP')],
  ['image/tiff', (b) => at(b, 0, 'II*\0') || at(b, 0, 'MM\0*')],
  ['application/rtf', (b) => at(b, 0, '{\\rtf')],
];

/** Containers: the signature says "one of these", the inside or the extension which. */
const OOXML = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
] as const;
const OLE: Readonly<Record<string, string>> = {
  '.doc': 'application/msword',
  '.xls': 'application/vnd.ms-excel',
  '.ppt': 'application/vnd.ms-powerpoint',
  '.msg': 'application/vnd.ms-outlook',
};
const TEXT: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.md': 'text/plain',
  '.log': 'text/plain',
  '.csv': 'text/csv',
  '.ics': 'text/calendar',
  '.vcf': 'text/vcard',
  '.eml': 'message/rfc822',
};

/** What an extension promises, where the bytes can be held to it. */
const PROMISED: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.jfif': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.rtf': 'application/rtf',
  '.zip': 'application/zip',
  '.docx': OOXML[0][1],
  '.xlsx': OOXML[1][1],
  '.pptx': OOXML[2][1],
  ...OLE,
  ...TEXT,
};

/** Whether a file's bytes are of another kind than its name says. A name that promises nothing is never wrong. */
export function isMismatch(name: string, mediaType: string): boolean {
  const promised = PROMISED[extensionOf(name).toLowerCase()];
  return promised !== undefined && promised !== mediaType;
}

/** How much of a text is looked at. */
const TEXT_HEAD = 64_000;

/**
 * What a file is, by its bytes against a short list; what somebody called it only chooses between kinds that look alike.
 * Everything else, markup and scripts among it, is bytes without a type: it is saved, never shown.
 */
export function mediaTypeOf(bytes: Uint8Array, name: string): string {
  for (const [type, is] of SIGNATURES) if (is(bytes)) return type;
  const extension = extensionOf(name).toLowerCase();
  if (at(bytes, 0, 'PK\u0003\u0004'))
    return officeType(bytes) ?? (extension === '.zip' ? 'application/zip' : UNKNOWN_TYPE);
  if (at(bytes, 0, '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return OLE[extension] ?? UNKNOWN_TYPE;
  const text = TEXT[extension];
  return text !== undefined && isText(bytes) ? text : UNKNOWN_TYPE;
}

/** By the names of the entries, which stand uncompressed before each. */
function officeType(bytes: Uint8Array): string | undefined {
  const names = entryNames(bytes);
  if (!names.includes('[Content_Types].xml')) return undefined;
  return OOXML.find(([folder]) => names.some((name) => name.startsWith(folder)))?.[1];
}

/** Names in the central directory of a zip, found from its end; a damaged one has none. */
function entryNames(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const stop = Math.max(0, end - 65_536);
  while (end >= stop && !at(bytes, end, 'PK\u0005\u0006')) end -= 1;
  if (end < stop) return [];
  const names: string[] = [];
  let offset = view.getUint32(end + 16, true);
  while (names.length < 10_000 && offset + 46 <= bytes.length && at(bytes, offset, 'PK\u0001\u0002')) {
    const length = view.getUint16(offset + 28, true);
    names.push(String.fromCharCode(...bytes.subarray(offset + 46, offset + 46 + Math.min(length, 500))));
    offset += 46 + length + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
  }
  return names;
}

/** Text has no control characters but blanks. Which encoding it is in does not matter here. */
function isText(bytes: Uint8Array): boolean {
  const utf16 = at(bytes, 0, '\u00ff\u00fe') || at(bytes, 0, '\u00fe\u00ff');
  if (utf16) return true;
  for (const byte of bytes.subarray(0, TEXT_HEAD))
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) return false;
  return true;
}
