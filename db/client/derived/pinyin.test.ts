import { expect, test } from 'vitest';
import { sortKey, syllablesOf } from './pinyin.ts';

const read = (name: string, person = false) =>
  syllablesOf(name, person)
    .map((one) => one.sound)
    .join(' ');

test('a character is read as its neighbours ask', () => {
  expect(read('重庆银行')).toBe('chong qing yin hang');
  expect(read('重量')).toBe('zhong liang');
  expect(read('成都音乐')).toBe('cheng du yin yue');
});

test('a family name is read as a family name', () => {
  expect(read('单田芳', true)).toBe('shan tian fang');
  expect(read('曾国藩', true)).toBe('zeng guo fan');
  expect(read('尉迟恭', true)).toBe('yu chi gong');
  expect(read('单丝', false)).toBe('dan si');
});

test('Latin names stand among Chinese ones by their first letter', () => {
  const names = ['中山', 'Acme', '阿里', '北屿', 'Beta', '云岫', 'zoo', '3M'];
  const sorted = [...names].sort((a, b) =>
    sortKey(syllablesOf(a, false)) < sortKey(syllablesOf(b, false)) ? -1 : 1,
  );
  expect(sorted).toEqual(['3M', '阿里', 'Acme', '北屿', 'Beta', '云岫', '中山', 'zoo']);
});

test('a shorter syllable stands before a longer one that begins with it', () => {
  expect(sortKey(syllablesOf('西安', false)) < sortKey(syllablesOf('先', false))).toBe(true);
});

test('a text without any reading is kept, emoji and lone halves of characters too', () => {
  expect(sortKey(syllablesOf('👍 ok', false))).toBe('👍 ok');
  expect(() => sortKey(syllablesOf('\ud800', false))).not.toThrow();
});
