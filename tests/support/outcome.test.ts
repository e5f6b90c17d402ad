import { describe, expect, it } from 'vitest';
import { NOTHING, ranNothing, skipLines, skippedPart, sum, totalLine } from './outcome.ts';

describe('the outcome of a test run', () => {
  it('ends with one line that sums every part', () => {
    const total = sum([
      { passed: 3, failed: 0, skipped: [] },
      { passed: 2, failed: 1, skipped: [{ name: 'a', reason: 'r' }] },
      skippedPart('shell', 'no Chromium'),
    ]);
    expect(totalLine(total)).toBe('5 passed, 1 failed, 2 skipped');
  });

  it('names the reason of every skip once, with all that it stopped', () => {
    const skips = [
      { name: 'one', reason: 'no PostgreSQL' },
      { name: 'two', reason: 'no Chromium' },
      { name: 'three', reason: 'no PostgreSQL' },
    ];
    expect(skipLines(skips)).toEqual([
      'skipped: no PostgreSQL',
      '  one',
      '  three',
      'skipped: no Chromium',
      '  two',
    ]);
  });

  it('tells a part that ran nothing from one that was skipped for a reason', () => {
    expect(ranNothing(NOTHING)).toBe(true);
    expect(ranNothing(skippedPart('shell', 'no Chromium'))).toBe(false);
    expect(ranNothing({ ...NOTHING, failed: 1 })).toBe(false);
  });
});
