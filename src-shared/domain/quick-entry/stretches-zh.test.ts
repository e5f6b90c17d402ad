import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** Stretches of days and nights, whichever end they are told from, and what is to be done within so many days. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['下周一至下周三 年假', 'leave 26-11-30/26-12-03 "年假"'],
  ['下周三到下周五 上海出差', 'visit 26-12-02/26-12-05 "上海出差"'],
  ['下周五至下下周一 年假', 'leave 26-12-04/26-12-08 "年假"'],
  ['明天到后天 出差', 'visit 26-11-27/26-11-29 "出差"'],
  ['本周三至下周二 休假', 'leave 26-11-25/26-12-02 "休假"'],
  ['25号到下月5号 休假', 'leave 26-12-25/27-01-06 "休假"'],
  ['下周五到周日 团建', 'meeting 26-12-04/26-12-07 "团建"'],
  ['下周每天下午4点 复盘', 'internal 26-11-30T16:00/16:30 FREQ=DAILY;UNTIL=20261204 "复盘"'],
  ['周日晚23:30-周一1:00 投产保障', 'meeting 26-11-29T23:30/26-11-30T01:00 "投产保障"'],
  ['周六晚10点到周日下午3点 值守', 'meeting 26-11-28T22:00/26-11-29T15:00 "值守"'],
  ['三日内 补齐资料', 'task 26-11-29/26-11-30 "补齐资料"'],
  ['3月内 完成续授信', 'task 27-03-31/27-04-01 "完成续授信"'],
  ['12月10日内 报送', 'task 26-12-10/26-12-11 "报送"'],
  ['明天9:00-12:00 内训', 'seminar 26-11-27T09:00/12:00 "内训"'],
  ['12月8日至10日 每天9:00-12:00 内训', 'seminar 26-12-08T09:00/12:00 FREQ=DAILY;UNTIL=20261210 "内训"'],
  [
    '每季度第一个工作日 对账',
    'meeting 27-01-01/27-01-02 FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1 "对账"',
  ],
  ['电话回访李女士 明天上午10点', 'call 26-11-27T10:00/10:30 @李女士 "电话回访李女士"'],
  ['上门回访李女士 明天上午10点', 'visit 26-11-27T10:00/11:00 @李女士 "上门回访李女士"'],
  ['明天下午3点，拜访王总，提醒：提前1小时', 'visit 26-11-27T15:00/16:00 r60 @王总 "拜访王总"'],
  ['本周每天9点 晨会', 'internal 26-11-27T09:00/09:30 FREQ=DAILY;UNTIL=20261127 "晨会"'],
];

test.each(PHRASES)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});
