import { describe, expect, it } from 'vitest';
import type { Language } from '../cli/language.ts';
import { progressOn } from './progress.ts';

/** Two files of which each piece takes `ms` milliseconds. */
function shown(tty: boolean, ms = 0, language: Language = 'en'): string[] {
  const written: string[] = [];
  let now = 0;
  const progress = progressOn({ tty, write: (text) => void written.push(text) }, language, () => now);
  for (let done = 0; done <= 10_000; done += 1) {
    progress.step(done, 10_000, done < 5_000 ? 'one.csv' : 'two.csv');
    now += ms;
  }
  progress.end();
  return written;
}

describe('progress', () => {
  it('is one plain line for each file where nobody watches a terminal', () => {
    expect(shown(false)).toEqual(['Reading one.csv…\n', 'Reading two.csv…\n']);
    expect(shown(false, 0, 'zh')).toEqual(['正在载入：one.csv\n', '正在载入：two.csv\n']);
  });

  it('says every ten seconds how far it came, where it takes long and nobody watches a terminal', () => {
    expect(shown(false, 4)).toEqual([
      'Reading one.csv…\n',
      'Reading one.csv: 25 %\n',
      'Reading two.csv…\n',
      'Reading two.csv: 75 %\n',
      'Reading two.csv: 100 %\n',
    ]);
    expect(shown(false, 4, 'zh')[1]).toBe('正在载入：one.csv，25 %\n');
  });

  it('is a bar on a terminal that ends full, is not redrawn for nothing, and leaves no trace', () => {
    const written = shown(true);
    expect(written.length).toBeLessThan(250);
    expect(written.at(-2)).toContain('100 %  two.csv');
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });
});
