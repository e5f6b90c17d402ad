import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** Months and weeks of a month that are named without a day. */
const PHRASES: readonly (readonly [string, string])[] = [
  // a month: some time in it, by its last day
  ['1月份 拜访王总', 'task 27-01-31/27-02-01 @王总 "拜访王总"'],
  ['在一月份做年度规划', 'task 27-01-31/27-02-01 "做年度规划"'],
  ['11月份 客户回访', 'task 26-11-30/26-12-01 "客户回访"'],
  ['明年3月份 授信复审', 'task 27-03-31/27-04-01 "授信复审"'],
  ['1月份内完成复审', 'task 27-01-31/27-02-01 "完成复审"'],
  ['下个月 拜访王总', 'task 26-12-31/27-01-01 @王总 "拜访王总"'],
  ['每年1月份 年检', 'task 27-01-31/27-02-01 FREQ=YEARLY "年检"'],
  ['visit Acme in January', 'task 27-01-31/27-02-01 @Acme "visit Acme"'],
  ['some time next month visit Acme', 'task 26-12-31/27-01-01 @Acme "visit Acme"'],
  ['submit report by January', 'task 26-12-31/27-01-01 "submit report"'],
  // with an hour it is the first working day, with a rule all of the month
  ['1月份 9点 开会', 'meeting 27-01-04T09:00/10:00 "开会"'],
  ['1月份每周一 例会', 'internal 27-01-04/27-01-05 FREQ=WEEKLY;BYDAY=MO;UNTIL=20270131 "例会"'],
  // beside a day a month is a word like others, as it is before what bears its name
  ['1月份的报表 明天提交', 'meeting 26-11-27/26-11-28 "1月份的报表 提交"'],
  ['1月份报表 周五前发给王总', 'task 26-11-27/26-11-28 @王总 "1月份报表 发给王总"'],
  ['review January figures tomorrow', 'meeting 26-11-27/26-11-28 "review January figures"'],
  ['1月份5号 开会', 'meeting 27-01-05/27-01-06 "开会"'],
  ['6个月份额 核对', 'task - "6个月份额 核对"'],
  // one that has just ended is not the next one
  ['10月份 贷后检查', 'task - "10月份 贷后检查"'],
  // weeks begin on Monday, or with the month
  ['12月最后一周 盘点', 'meeting 26-12-28/26-12-29 "盘点"'],
  ['12月份第一周 走访', 'visit 26-12-01/26-12-02 "走访"'],
  ['1月份第一个星期 走访', 'visit 27-01-04/27-01-05 "走访"'],
  ['下月第二周上午9点 培训', 'seminar 26-12-07T09:00/11:00 "培训"'],
  ['本月最后一周 对账', 'meeting 26-11-26/26-11-27 "对账"'],
  ['年底最后一周 决算', 'meeting 26-12-28/26-12-29 "决算"'],
  ['last week of December stocktake', 'meeting 26-12-28/26-12-29 "stocktake"'],
  ['visit Acme in the first week of January', 'visit 27-01-04/27-01-05 @Acme "visit Acme"'],
  ['last week of the year closing', 'meeting 26-12-28/26-12-29 "closing"'],
  // the last days of a month
  ['12月最后一天 扎账', 'meeting 26-12-31/27-01-01 "扎账"'],
  ['12月最后两天 盘点', 'meeting 26-12-30/27-01-01 "盘点"'],
  ['1月份最后一个工作日 扎账', 'meeting 27-01-29/27-01-30 "扎账"'],
];

test.each(PHRASES)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});
