import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** What is to be done: by a day or an hour, within working days, or at once; what names no day is done some time. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['25点开会', 'refused noSuchTime 25点'],
  ['月底前 完成授信审批', 'task 26-11-30/26-12-01 "完成授信审批"'],
  ['下周三前 提交材料', 'task 26-12-02/26-12-03 "提交材料"'],
  ['周五下午5点前 提交材料', 'task 26-11-27T17:00/18:00 "提交材料"'],
  ['三个工作日内 回复客户', 'task 26-12-01/26-12-02 "回复客户"'],
  ['5个工作日内完成贷后检查', 'task 26-12-03/26-12-04 "完成贷后检查"'],
  ['within 3 working days reply to Acme', 'task 26-12-01/26-12-02 "reply to Acme"'],
  ['提醒我明天下午3点给王总打电话', 'task 26-11-27T15:00/15:30 @王总 "给王总打电话"'],
  ['明天下午3点提醒我给王总打电话', 'task 26-11-27T15:00/15:30 @王总 "给王总打电话"'],
  ['3点 提醒我 打电话', 'task 26-11-26T15:00/15:30 "打电话"'],
  ['待办 下周五前 完成报告', 'task 26-12-04/26-12-05 "完成报告"'],
  ['明天之前 完成报告', 'task 26-11-27/26-11-28 "完成报告"'],
  ['下班前 回复李总', 'task 26-11-26/26-11-27 @李总 "回复李总"'],
  ['明天下班前 回复李总', 'task 26-11-27/26-11-28 @李总 "回复李总"'],
  ['周末前 完成材料', 'task 26-11-28/26-11-29 "完成材料"'],
  ['remind me tomorrow at 9 to call Zhou', 'task 26-11-27T09:00/09:30 @Zhou "call Zhou"'],
  ['remind me in 20 minutes to call Zhou', 'task 26-11-26T10:20/10:50 @Zhou "call Zhou"'],
  ['todo: send contract by next Friday', 'task 26-12-04/26-12-05 "send contract"'],
  ['send contract before Friday', 'task 26-11-27/26-11-28 "send contract"'],
  ['send contract before end of next week', 'task 26-12-04/26-12-05 "send contract"'],
  ['by tomorrow noon reply to Li', 'task 26-11-27T12:00/13:00 "reply to Li"'],
  ['by end of day tomorrow send the deck', 'task 26-11-27/26-11-28 "send the deck"'],
  ['季末前 完成清收', 'task 26-12-31/27-01-01 "完成清收"'],
  ['假期前 完成对账', 'task 26-12-31/27-01-01 "完成对账"'],
  ['三四月份 推进项目', 'task - "三四月份 推进项目"'],
  ['within 3 hours reply to Acme', 'task 26-11-26T13:00/14:00 "reply to Acme"'],
  ['3月前完成尽调', 'task 27-02-28/27-03-01 "完成尽调"'],
  ['EOD send report', 'task 26-11-26/26-11-27 "send report"'],
  ['别忘了周一交周报', 'task 26-11-30/26-12-01 "交周报"'],
  ['周三ddl 整理担保材料', 'task 26-12-02/26-12-03 "整理担保材料"'],
  ['过两个小时提醒我吃药', 'task 26-11-26T12:00/13:00 "吃药"'],
];

test.each(PHRASES)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});
