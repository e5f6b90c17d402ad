const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

/** Whether an address (or a host alone, in brackets where it is IPv6) is this machine's own. */
export const isLoopbackHost = (host: string): boolean => LOOPBACK.test(host);

/** Customers' data and passwords travel encrypted, or do not leave this machine. */
export function isSafeServer(address: string): boolean {
  const parsed = /^(https?):\/\/(?:[^/@?#]*@)?(\[[^\]]*\]|[^/:?#]+)/i.exec(address);
  if (!parsed) return false;
  return parsed[1]!.toLowerCase() === 'https' || isLoopbackHost(parsed[2]!.toLowerCase());
}
