/** The desk's own pages, served from the package under a scheme of their own: no port, no file access. */
export const SCHEME = 'semicolon-desk';
export const ORIGIN = `${SCHEME}://desk`;

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
