import { readFile } from 'node:fs/promises';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  // Tables and fonts of the PDF preview.
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.wasm': 'application/wasm',
};

export interface StaticFile {
  readonly type: string;
  readonly bytes: Buffer;
  /** Its name carries a hash of what is in it: it never changes. */
  readonly lasting: boolean;
}

/** A file of the built renderer by its path in the address; null where there is none. Nothing outside is reachable. */
export async function staticFile(root: string, pathname: string): Promise<StaticFile | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const file = path.join(root, decoded === '/' ? 'index.html' : decoded);
  const type = TYPES[path.extname(file)];
  if (!file.startsWith(root + path.sep) || type === undefined || decoded.includes('\0')) return null;
  try {
    return { type, bytes: await readFile(file), lasting: decoded.startsWith('/assets/') };
  } catch {
    return null;
  }
}
