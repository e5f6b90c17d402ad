import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** What is about a meeting that exists makes none; what only sounds so is made as before. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['取消明天的会', 'cancel meeting 26-11-27/26-11-28 "取消明天的会"'],
  ['取消明天下午3点和王总的会', 'cancel meeting 26-11-27T15:00/16:00 @王总 "取消明天下午3点和王总的会"'],
  ['请取消明天上午的晨会', 'cancel internal 26-11-27T09:00/09:30 "请取消明天上午的晨会"'],
  ['取消周五拜访青禾谷', 'cancel visit 26-11-27/26-11-28 @青禾谷 "取消周五拜访青禾谷"'],
  ['周五拜访青禾谷取消了', 'cancel visit 26-11-27/26-11-28 @青禾谷 "周五拜访青禾谷取消了"'],
  ['把明天的会取消', 'cancel meeting 26-11-27/26-11-28 "把明天的会取消"'],
  ['明天的会不开了', 'cancel meeting 26-11-27/26-11-28 "明天的会不开了"'],
  ['取消下周一的请假', 'cancel leave 26-11-30/26-12-01 "取消下周一的请假"'],
  ['取消明天下午', 'cancel meeting 26-11-27T14:00/15:00 "取消明天下午"'],
  ['取消和王总的会', 'cancel meeting - @王总 "取消和王总的会"'],
  ["cancel tomorrow's meeting", 'cancel meeting 26-11-27/26-11-28 "cancel tomorrow\'s meeting"'],
  ['cancel my 3pm tomorrow', 'cancel meeting 26-11-27T15:00/16:00 "cancel my 3pm tomorrow"'],
  [
    'cancel lunch with Lisa tomorrow',
    'cancel meeting 26-11-27/26-11-28 @Lisa "cancel lunch with Lisa tomorrow"',
  ],
  ["call off Friday's review", 'cancel meeting 26-11-27/26-11-28 "call off Friday\'s review"'],
  ["Friday's review is cancelled", 'cancel meeting 26-11-27/26-11-28 "Friday\'s review is cancelled"'],
  ['把明天的会改到周五', 'move meeting 26-11-27/26-11-28 "把明天的会改到周五"'],
  ['把明天3点的会改到4点', 'move meeting 26-11-27T15:00/16:00 "把明天3点的会改到4点"'],
  ['周五拜访青禾谷改到下周一', 'move visit 26-11-27/26-11-28 @青禾谷 "周五拜访青禾谷改到下周一"'],
  ['推迟明天的会', 'move meeting 26-11-27/26-11-28 "推迟明天的会"'],
  ["move Friday's review to 3pm", 'move meeting 26-11-27/26-11-28 "move Friday\'s review to 3pm"'],
  [
    "postpone tomorrow's call with Helen",
    'move call 26-11-27/26-11-28 @Helen "postpone tomorrow\'s call with Helen"',
  ],
  // something to be done, not something that takes place
  ['取消授信额度 周五办理', 'meeting 26-11-27/26-11-28 "取消授信额度 办理"'],
  ['取消王总的信用卡 周五下午', 'meeting 26-11-27T14:00/15:00 @王总 "取消王总的信用卡"'],
  ['cancel the credit card on Friday', 'meeting 26-11-27/26-11-28 "cancel the credit card"'],
  ['move the furniture tomorrow', 'meeting 26-11-27/26-11-28 "move the furniture"'],
  ['提醒我取消明天的会', 'task 26-11-27/26-11-28 "取消 的会"'],
  ['周五确认会议是否取消', 'meeting 26-11-27/26-11-28 "确认会议是否取消"'],
  ['明天讨论取消收费', 'meeting 26-11-27/26-11-28 "讨论取消收费"'],
  ['周五讨论项目延期', 'meeting 26-11-27/26-11-28 "讨论项目延期"'],
  ['和王总谈利率调到3.5 周五', 'meeting 26-11-27/26-11-28 @王总 "和王总谈利率调到3.5"'],
  ['Friday 10am discuss cancellation fees', 'meeting 26-11-27T10:00/11:00 "discuss cancellation fees"'],
];

test.each(PHRASES)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});
