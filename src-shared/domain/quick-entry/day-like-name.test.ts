import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** A surname and a number: a person on any day, and the day beside it. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['周一鸣 3点 面谈', 'meeting 26-11-26T15:00/16:00 @周一鸣 "周一鸣 面谈"'],
  ['拜访周一鸣 明天3点', 'visit 26-11-27T15:00/16:00 @周一鸣 "拜访周一鸣"'],
  ['周一 拜访周一鸣', 'visit 26-11-30/26-12-01 @周一鸣 "拜访周一鸣"'],
  ['和周一鸣吃饭 明天12点', 'meeting 26-11-27T12:00/13:00 @周一鸣 "和周一鸣吃饭"'],
  ['通知周一鸣明天3点开会', 'meeting 26-11-27T15:00/16:00 @周一鸣 "通知周一鸣 开会"'],
  ['周一鸣总 明天10点 面签', 'visit 26-11-27T10:00/11:00 @周一鸣 "周一鸣总 面签"'],
  ['每周一 9点 和周一鸣对接', 'meeting 26-11-30T09:00/10:00 FREQ=WEEKLY;BYDAY=MO @周一鸣 "和周一鸣对接"'],
  ['周一王总来访 9点', 'meeting 26-11-30T09:00/10:00 @王总 "王总来访"'],
  ['约周一见面', 'meeting 26-11-30/26-12-01 "约 见面"'],
  ['请周五交材料', 'meeting 26-11-27/26-11-28 "请 交材料"'],
  ['周一鸣谢晚宴', 'meeting 26-11-30/26-12-01 "鸣谢晚宴"'],
];

test.each(PHRASES)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});
