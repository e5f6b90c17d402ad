const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

/** Whether an address (or a host alone, in brackets where it is IPv6) is this machine's own. */
export const isLoopbackHost = (host: string): boolean => LOOPBACK.test(host);

/** Customers' data and passwords travel encrypted, or do not leave this machine. */
export function isSafeServer(address: string): boolean {
  const parsed = /^(https?):\/\/(?:[^/@?#]*@)?(\[[^\]]*\]|[^/:?#]+)/i.exec(address);
  if (!parsed) return false;
  return parsed[1]!.toLowerCase() === 'https' || isLoopbackHost(parsed[2]!.toLowerCase());
}

/**
 * The address that somebody meant who typed one as they would into a browser: in full width, with blanks, without
 * `https://`. Only this machine is spoken to without encryption. What names another scheme stays as it is.
 */
export function meantServer(typed: string): string {
  const text = typed.normalize('NFKC').replaceAll('。', '.').trim();
  if (text === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  const host = /^(\[[^\]]*\]|[^/:?#]+)/.exec(text)?.[1] ?? '';
  return `${isLoopbackHost(host.toLowerCase()) ? 'http' : 'https'}://${text}`;
}
