import { describe, expect, it } from 'vitest';
import { FAULT_WORDS, faultText } from './fault-words.ts';
import type { LineFault } from './import-fault.ts';

const inLine = (why: LineFault, language: 'en' | 'zh') =>
  faultText({ type: 'LineUnfit', file: 'a.csv', line: 7, why }, language);

describe('what an import says of a fault', () => {
  it('has words for every fault in both languages', () => {
    expect(Object.keys(FAULT_WORDS.zh)).toEqual(Object.keys(FAULT_WORDS.en));
  });

  it('names file, line and column before the reason, in both languages', () => {
    const why = { type: 'Unreadable', what: 'need', why: { type: 'NotAnAmount', text: '1.234' } } as const;
    expect(inLine(why, 'en')).toBe('a.csv:7: need: "1.234" is not an amount with at most two decimals');
    expect(inLine(why, 'zh')).toBe('a.csv:7: need: "1.234" 不是有效金额（最多两位小数）');
  });

  it('shows the beginning of a long text', () => {
    const why = {
      type: 'Unreadable',
      what: 'since',
      why: { type: 'NoSuchDay', text: '9'.repeat(99) },
    } as const;
    expect(inLine(why, 'en')).toContain(`"${'9'.repeat(40)}…" is a day`);
  });
});
