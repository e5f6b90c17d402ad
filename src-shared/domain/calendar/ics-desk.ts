import { unescapeText, type ContentLine } from './ics-lines.ts';
import { textLine } from './ics-write.ts';

/** What RFC 5545 has no word for: the way, what is kept free around an event, and what it is about in the bank's systems. */
export interface DeskFields {
  readonly travel_min?: number | null | undefined;
  readonly buffer_min?: number | null | undefined;
  readonly contract?: string | null | undefined;
}

const MINUTES = { 'X-SEMICOLON-TRAVEL': 'travel_min', 'X-SEMICOLON-BUFFER': 'buffer_min' } as const;
const CONTRACT = 'X-SEMICOLON-CONTRACT';
const LONGEST_CONTRACT = 120;

const minutesOf = (value: string): number | null =>
  /^\d{1,4}$/.test(value.trim()) && Number(value) <= 1440 ? Number(value) : null;

export const deskLines = (fields: DeskFields): string[] => [
  ...Object.entries(MINUTES).flatMap(([name, field]) => {
    const minutes = fields[field] ?? null;
    return minutes === null ? [] : [`${name}:${minutes}`];
  }),
  ...((fields.contract ?? null) === null ? [] : [textLine(CONTRACT, fields.contract!)]),
];

/** What a file of another desk says of them, and nothing of those that it does not name: a file of elsewhere takes none away. */
export function deskFields(lines: readonly ContentLine[]): {
  readonly fields: { travel_min?: number; buffer_min?: number; contract?: string };
  /** The lines that are read. */
  readonly read: ReadonlySet<ContentLine>;
} {
  const fields: { travel_min?: number; buffer_min?: number; contract?: string } = {};
  const read = new Set<ContentLine>();
  for (const line of lines) {
    const field = MINUTES[line.name as keyof typeof MINUTES];
    const minutes = field === undefined ? null : minutesOf(line.value);
    const contract = line.name === CONTRACT ? unescapeText(line.value).trim() : '';
    if (field !== undefined && minutes !== null && fields[field] === undefined) fields[field] = minutes;
    else if (contract !== '' && contract.length <= LONGEST_CONTRACT && fields.contract === undefined)
      fields.contract = contract;
    else continue;
    read.add(line);
  }
  return { fields, read };
}
