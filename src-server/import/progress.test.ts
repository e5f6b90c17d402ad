import { describe, expect, it } from 'vitest';
import { progressOn } from './progress.ts';

function shown(tty: boolean): string[] {
  const written: string[] = [];
  const progress = progressOn({ tty, write: (text) => void written.push(text) });
  for (let done = 0; done <= 10_000; done += 1)
    progress.step(done, 10_000, done < 5_000 ? 'one.csv' : 'two.csv');
  progress.end();
  return written;
}

describe('progress', () => {
  it('is one plain line for each file where nobody watches a terminal', () => {
    expect(shown(false)).toEqual(['reading one.csv\n', 'reading two.csv\n']);
  });

  it('is a bar on a terminal that ends full, is not redrawn for nothing, and leaves no trace', () => {
    const written = shown(true);
    expect(written.length).toBeLessThan(250);
    expect(written.at(-2)).toContain('100 %  two.csv');
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });
});
