import { expect, test } from 'vitest';
import { onlyFit } from './only-fit.ts';

const named = (...names: string[]) => names.map((text) => ({ value: text, text }));
const meant = (text: string, ...names: string[]): string | undefined => onlyFit(named(...names), text)?.text;

test('the only option is meant, however it was found', () => {
  expect(meant('heqing', '何晴')).toBe('何晴');
});

test('of several the only one that begins with the text is meant', () => {
  expect(meant('he ', 'He Qing', 'Zheng Jie', 'Chen Jing')).toBe('He Qing');
  expect(meant('jing', 'He Qing', 'Zheng Jie', 'Chen Jing')).toBeUndefined();
});

test('a whole name is meant where another one goes on after it', () => {
  expect(meant('刘洋', '刘洋', '刘洋洋')).toBe('刘洋');
});

test('what cannot be chosen is not meant', () => {
  expect(onlyFit([{ value: 'a', text: '刘洋', disabled: true }], '刘')).toBeNull();
});

test('the one option of a text before is not meant by what is typed now', () => {
  expect(onlyFit(named('何晴'), '王芳', '何晴')).toBeNull();
  expect(onlyFit(named('何晴'), '何晴', '何晴')?.text).toBe('何晴');
});

test('nothing is taken for a person where it may be two, or where nothing is written', () => {
  expect(meant('刘', '刘洋', '刘燕')).toBeUndefined();
  expect(meant(' ', '刘洋')).toBeUndefined();
});
