import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { contentPolicy } from '../../src-shared/kernel/content-policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  // Tables and fonts of the PDF preview.
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.json': 'application/json',
};

/** The file of an address, or undefined where it would leave the folder. */
export function pageFile(folder: string, address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null) return undefined;
  const name = decode(url.pathname);
  if (name === undefined || name.includes('\0')) return undefined;
  const file = path.join(folder, name === '/' ? 'index.html' : name);
  return file.startsWith(folder + path.sep) ? file : undefined;
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/** Answers requests of the desk's own scheme from the built renderer, each with the content policy. */
export function deskPages(folder: string): (request: { readonly url: string }) => Promise<Response> {
  return async ({ url }) => {
    const file = pageFile(folder, url);
    const type = file === undefined ? undefined : TYPES[path.extname(file)];
    if (file === undefined || type === undefined) return new Response(null, { status: 404 });
    const headers = {
      'content-type': type,
      'content-security-policy': contentPolicy(),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    };
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers });
    } catch {
      return new Response(null, { status: 404 });
    }
  };
}
