/**
 * A `Range` header over `size` bytes (RFC 9110 §14): the bytes asked for, both included; null where the whole is
 * meant (no header, several ranges, another unit), `unsatisfiable` where nothing of it is there.
 */
export function byteRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match) return null;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return null;
  if (from === '') {
    const length = Number(to);
    return length === 0 || size === 0
      ? 'unsatisfiable'
      : { start: Math.max(0, size - length), end: size - 1 };
  }
  const start = Number(from);
  if (start >= size) return 'unsatisfiable';
  const end = to === '' ? size - 1 : Math.min(size - 1, Number(to));
  return end < start ? null : { start, end };
}
