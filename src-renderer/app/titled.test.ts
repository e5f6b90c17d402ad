import { expect, test } from 'vitest';
import { titled } from './titled.ts';

test('a line is a title as it stands', () => {
  expect(titled(' 回访王总 😀 ')).toEqual({ title: '回访王总 😀', text: null });
});

test('a text that was pasted into a line is kept whole beside its beginning, and no character is cut in two', () => {
  const pasted = `${'云'.repeat(198)}😀${'尾'.repeat(5000)}`;
  const { title, text } = titled(pasted);
  expect(title).toBe(`${'云'.repeat(198)}…`);
  expect(text).toBe(pasted);
});

test('a sentence of which only the beginning was read is kept whole', () => {
  const sentence = `明天3点开会 ${'很长'.repeat(1000)}`;
  expect(titled('开会', sentence)).toEqual({ title: '开会', text: sentence });
});
