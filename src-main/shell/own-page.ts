/** The desk's own pages, served from the package under a scheme of their own: no port, no file access. */
export const SCHEME = 'semicolon-desk';
export const ORIGIN = `${SCHEME}://desk`;

/** No inline script or style sheet, nothing remote, no plugin, no frame; pictures that the desk made itself may be data or blob. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Positioned elements (menus, the time grid) cannot do without the attribute.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Whether a window may go there: only within the desk. */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && `${url.protocol}//${url.host}` === ORIGIN;
}

/** Whether the system's browser or mail program may be asked to open it: never a file or another program's scheme. */
export function isSafeOutside(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && ['https:', 'http:', 'mailto:', 'tel:'].includes(url.protocol);
}
