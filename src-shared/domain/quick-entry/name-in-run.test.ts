import { expect, test } from 'vitest';
import { isCalled, partsOf } from './name-in-run.ts';
import { readQuickEntry } from './quick-entry.ts';

const firm = (name: string, short_name: string | null = null) => ({ kind: 'company', name, short_name });

test('a name begins or ends what is written in one, the longest is tried first, and a word is no name', () => {
  expect(partsOf('云岫授信')).toEqual(['云岫授', '岫授信', '云岫']);
  expect(partsOf('云岫授信', 'start')).toEqual(['云岫授', '云岫']);
  expect(partsOf('平安出差', 'start')).toEqual(['平安出']);
  expect(partsOf('云岫')).toEqual([]);
});

test.each([
  ['云岫', firm('云岫精密制造有限公司'), true],
  ['云岫精密', firm('云岫精密制造有限公司'), true],
  ['云岫', firm('云州云岫', '云岫'), true],
  ['松涛', firm('松涛医疗器械股份有限公司'), true],
  ['上海', firm('上海松涛物流有限公司'), false],
  ['云', firm('云岫精密制造有限公司'), false],
  ['李敏', { kind: 'person', name: '李敏', short_name: null }, true],
  // A person's name has no trade.
  ['王建', { kind: 'person', name: '王建工程', short_name: null }, false],
] as const)('%s: %o is called so: %s', (part, customer, isSo) => {
  expect(isCalled(part, customer)).toBe(isSo);
});

test.each([
  ['周二10点 云岫授信', ['云岫授信']],
  ['明天下午 讨论云岫2000万授信', ['讨论云岫', '万授信']],
  ['周三下午3点拜访王总 云岫续贷', ['拜访王总', '云岫续贷']],
  ['Tue 3pm 松涛医疗面签', ['松涛医疗面签']],
  ['周五9点 去青禾谷', ['青禾谷']],
] as const)('%s: these words may be somebody', (sentence, words) => {
  expect(readQuickEntry(sentence, '2026-11-26T10:00').maybe).toEqual(words);
});
