import { describe, expect, it } from 'vitest';
import {
  failedPart,
  failureLines,
  NOTHING,
  ranNothing,
  skipLines,
  skippedPart,
  sum,
  totalLine,
} from './outcome.ts';

describe('the outcome of a test run', () => {
  it('ends with one line that sums every part', () => {
    const total = sum([
      { passed: 3, failed: [], skipped: [] },
      { passed: 2, failed: [{ name: 'b', why: 'w' }], skipped: [{ name: 'a', reason: 'r' }] },
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

  it('names every failure with the beginning of its message, without colours', () => {
    const why = ['\u001B[31mexpected 1\u001B[39m to be 2', ...Array.from({ length: 40 }, () => 'diff')].join(
      '\n',
    );
    const lines = failureLines([{ name: 'file › rule', why }]);
    expect(lines.slice(0, 2)).toEqual(['failed: file › rule', '  expected 1 to be 2']);
    expect(lines).toHaveLength(13);
  });

  it('tells a part that ran nothing from one that was skipped for a reason', () => {
    expect(ranNothing(NOTHING)).toBe(true);
    expect(ranNothing(skippedPart('shell', 'no Chromium'))).toBe(false);
    expect(ranNothing(failedPart('e2e', 'not built'))).toBe(false);
  });
});
