import { expect, it } from 'vitest';
import { inColumns } from './columns.ts';

it('shows what a laptop calls itself as signs that do nothing to the terminal, one line each', () => {
  const names = ['\u001b]0;title\u0007', 'a\nb', '\u001b[2J', '\u009b31m', 'x\u202efdp.exe', '王芳的电脑'];
  const told = inColumns(
    ['device', 'name'],
    names.map((name, at) => [at, name]),
  );
  expect(told.trimEnd().split('\n')).toHaveLength(names.length + 1);
  expect(told.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
  expect(told).toContain('王芳的电脑');
});
