import { hash } from 'node:crypto';
import type { Id } from '../../src-shared/kernel/ids.ts';

/**
 * The id of a row that a feed brings: a hash of source, name and key in the shape of a UUID (version 8, RFC 9562
 * §5.8). The same line of a feed is the same row for ever, so that a second run finds what the first one wrote.
 */
export function feedRowId(source: string, name: string, key: readonly (string | number | null)[]): Id {
  const hex = hash('sha256', JSON.stringify([source, name, ...key]), 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
