import type { Scan } from './scan.ts';

/** How urgent a task is. */
export type Priority = 'high' | 'normal' | 'low';

const WORDS: Readonly<Record<string, Priority>> = {
  高: 'high',
  紧急: 'high',
  重要: 'high',
  high: 'high',
  urgent: 'high',
  中: 'normal',
  普通: 'normal',
  normal: 'normal',
  medium: 'normal',
  低: 'low',
  low: 'low',
};
const SAID = new RegExp(
  `(?<=^|[\\s,\\uE000])!\\s?(${Object.keys(WORDS).join('|')})(?=$|[\\s,.;\\uE000])`,
  'i',
);

/** !高, "!high": how urgent a task is; null where the sentence does not say. An exclamation mark after a word is none. */
export const readPriority = (scan: Scan): Priority | null => {
  const match = scan.take(SAID, 'priority');
  return match ? (WORDS[(match[1] ?? '').toLowerCase()] ?? null) : null;
};
