import { readLine } from './ics-lines.ts';

/**
 * Whether the lines that an event of a file keeps say of one of these addresses that it does not come (PARTSTAT of an
 * ATTENDEE, RFC 5545 §3.2.12). Addresses in lower case; an ATTENDEE is found by its value or its EMAIL.
 */
export function isDeclinedBy(lines: string | null, addresses: ReadonlySet<string>): boolean {
  if (lines === null || addresses.size === 0) return false;
  return lines.split('\n').some((text) => {
    if (!/^ATTENDEE[;:]/i.test(text)) return false;
    const line = readLine(text, 0);
    if (line?.params.get('PARTSTAT')?.toUpperCase() !== 'DECLINED') return false;
    return [line.value, line.params.get('EMAIL') ?? ''].some((one) =>
      addresses.has(
        one
          .trim()
          .toLowerCase()
          .replace(/^mailto:/, ''),
      ),
    );
  });
}
