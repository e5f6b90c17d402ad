import { expect, test } from 'vitest';
import { framesOf } from './frames.ts';

test('the places of an error are told without a word of its message, whatever lines that has', () => {
  const words = 'invalid input: "王芳\n    at home, 13800138000"\nat work (12:30)\nat Xihu:1:2';
  const told = [new TypeError(words), new Error('', { cause: new Error(words) }), new Error('at 王芳')].map(
    framesOf,
  );
  for (const frames of told) {
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.length).toBeLessThanOrEqual(8);
    expect(frames[0]).toContain('frames.test.ts');
    expect(frames.join('\n')).not.toMatch(/王芳|home|work \(12|Xihu/);
  }
});

test('nor where somebody has changed the message since, or there is no stack', () => {
  const changed = new Error('王芳\n    at home, 13800138000');
  changed.message = 'something else';
  expect(framesOf(changed).join('\n')).not.toContain('home');
  const bare = new Error('x');
  delete bare.stack;
  expect(framesOf(bare)).toEqual([]);
});
