import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** What happens again: quarters, working days of a month, several days of a week, so many times or until a day. */
const PHRASES: readonly (readonly [string, string])[] = [
  [
    '每季末 报送监管报表',
    'meeting 26-12-31/27-01-01 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 "报送监管报表"',
  ],
  [
    '每季度末最后一个工作日 对账',
    'meeting 26-12-31/27-01-01 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 "对账"',
  ],
  [
    '每季初 9点 经营分析会',
    'meeting 27-01-01T09:00/10:00 FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1 "经营分析会"',
  ],
  ['每季度第一个月5号 报税', 'meeting 27-01-05/27-01-06 FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=5 "报税"'],
  [
    '每季度第一个周一 9点 经营分析会',
    'meeting 27-01-04T09:00/10:00 FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1MO "经营分析会"',
  ],
  ['每季度最后一个周五 盘点', 'meeting 26-12-25/26-12-26 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=-1FR "盘点"'],
  ['每半年 授信复审', 'meeting 26-11-26/26-11-27 FREQ=MONTHLY;INTERVAL=6 "授信复审"'],
  ['每两周周四下午3点 对公例会', 'internal 26-11-26T15:00/15:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=TH "对公例会"'],
  ['每周二和周四下午3点 客户回访', 'visit 26-11-26T15:00/16:00 FREQ=WEEKLY;BYDAY=TU,TH "客户回访"'],
  ['周二和周四下午3点 客户回访', 'visit 26-12-01T15:00/16:00 FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2 "客户回访"'],
  ['周二、周四 9点 晨会', 'internal 26-12-01T09:00/09:30 FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2 "晨会"'],
  ['周二周四下午3点 健身', 'meeting 26-12-01T15:00/16:00 FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2 "健身"'],
  [
    '下周二和周四下午3点 拜访青禾谷',
    'visit 26-12-01T15:00/16:00 FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2 @青禾谷 "拜访青禾谷"',
  ],
  ['明天和后天上午10点 面签', 'visit 26-11-27T10:00/11:00 FREQ=DAILY;COUNT=2 "面签"'],
  [
    'Tue and Thu 3pm client calls',
    'meeting 26-12-01T15:00/16:00 FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2 "client calls"',
  ],
  [
    'Tuesday and Thursday 3pm-4pm coaching',
    'meeting 26-12-01T15:00/16:00 FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2 "coaching"',
  ],
  ['Mon, Wed and Fri 8am gym', 'meeting 26-11-30T08:00/09:00 FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=3 "gym"'],
  ['every other Friday 4pm review', 'meeting 26-11-27T16:00/17:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR "review"'],
  ['every second Tuesday 9am sync', 'meeting 26-12-01T09:00/10:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU "sync"'],
  ['every 3 weeks on Mon 10am audit', 'meeting 26-11-30T10:00/11:00 FREQ=WEEKLY;INTERVAL=3;BYDAY=MO "audit"'],
  [
    'last business day of each month 5pm close books',
    'meeting 26-11-30T17:00/18:00 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 "close books"',
  ],
  [
    'every quarter end report to CBIRC',
    'meeting 26-12-31/27-01-01 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 "report to CBIRC"',
  ],
  ['下周一到周三 每天9点 培训', 'seminar 26-11-30T09:00/11:00 FREQ=DAILY;UNTIL=20261202 "培训"'],
  [
    '每月最后一个工作日 下午4点 结账',
    'meeting 26-11-30T16:00/17:00 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 "结账"',
  ],
  ['每月第一个周一 例会', 'internal 26-12-07/26-12-08 FREQ=MONTHLY;BYDAY=1MO "例会"'],
  ['每月1号、15号 发工资', 'meeting 26-12-01/26-12-02 FREQ=MONTHLY;BYMONTHDAY=1,15 "发工资"'],
  ['每周一三五 8点 晨会', 'internal 26-11-27T08:00/08:30 FREQ=WEEKLY;BYDAY=MO,WE,FR "晨会"'],
  ['工作日 8点半 晨会', 'internal 26-11-27T08:30/09:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR "晨会"'],
  ['每逢周五 4点 周会', 'internal 26-11-27T16:00/16:30 FREQ=WEEKLY;BYDAY=FR "周会"'],
  ['逢周一 9点 例会', 'internal 26-11-30T09:00/09:30 FREQ=WEEKLY;BYDAY=MO "例会"'],
  ['双周五 4点 周会', 'internal 26-11-27T16:00/16:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR "周会"'],
  ['单周周五 4点 周会', 'internal 26-11-27T16:00/16:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR "周会"'],
  ['每周末 值班', 'meeting 26-11-28/26-11-29 FREQ=WEEKLY;BYDAY=SA,SU "值班"'],
  ['每天早上 打卡', 'meeting 26-11-27T08:00/09:00 FREQ=DAILY "打卡"'],
  ['weekdays 8:30am stand-up', 'internal 26-11-27T08:30/09:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR "stand-up"'],
  ['weekends duty', 'meeting 26-11-28/26-11-29 FREQ=WEEKLY;BYDAY=SA,SU "duty"'],
  [
    'every day at 9 check-in until Friday',
    'meeting 26-11-27T09:00/10:00 FREQ=DAILY;UNTIL=20261127 "check-in"',
  ],
  ['daily 9am stand-up for 2 weeks', 'internal 26-11-27T09:00/09:30 FREQ=DAILY;COUNT=14 "stand-up"'],
  [
    'every Monday 9am for 6 weeks review',
    'meeting 26-11-30T09:00/10:00 FREQ=WEEKLY;BYDAY=MO;COUNT=6 "review"',
  ],
  ['every Monday at 9 from Dec 7 review', 'meeting 26-12-07T09:00/10:00 FREQ=WEEKLY;BYDAY=MO "review"'],
  ['每周一 9点 例会 从12月7日开始', 'internal 26-12-07T09:00/09:30 FREQ=WEEKLY;BYDAY=MO "例会"'],
  ['每周一9点例会 持续6周', 'internal 26-11-30T09:00/09:30 FREQ=WEEKLY;BYDAY=MO;COUNT=6 "例会"'],
  ['每月5日 还款 共12期', 'meeting 26-12-05/26-12-06 FREQ=MONTHLY;BYMONTHDAY=5;COUNT=12 "还款"'],
  // a week belongs to the month of its Thursday
  [
    '每月最后一周 盘点',
    'meeting 26-12-28/26-12-29 FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=-10,-9,-8,-7,-6,-5,-4 "盘点"',
  ],
  [
    '每月最后一周休假',
    'leave 26-12-28/27-01-02 FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=-10,-9,-8,-7,-6,-5,-4 "休假"',
  ],
  ['每隔一周 周三 10点 例会', 'internal 26-12-02T10:00/10:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=WE "例会"'],
  ['每隔两周的周三 10点 例会', 'internal 26-12-02T10:00/10:30 FREQ=WEEKLY;INTERVAL=3;BYDAY=WE "例会"'],
  ['Tuesdays and Thursdays 4pm gym', 'meeting 26-11-26T16:00/17:00 FREQ=WEEKLY;BYDAY=TU,TH "gym"'],
  ['on Fridays 3pm wrap-up', 'meeting 26-11-27T15:00/16:00 FREQ=WEEKLY;BYDAY=FR "wrap-up"'],
  [
    '周一、三、五 上午9点 走访网点',
    'visit 26-11-30T09:00/10:00 FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=3 @网点 "走访网点"',
  ],
  ['本周二和周五 9点 巡检', 'meeting 26-11-24T09:00/10:00 FREQ=WEEKLY;BYDAY=TU,FR;COUNT=2 "巡检"'],
  ['Mon to Fri 9am training', 'seminar 26-11-30T09:00/11:00 FREQ=DAILY;UNTIL=20261204 "training"'],
  ['submit quarterly report by 30 Nov', 'task 26-11-30/26-12-01 "submit quarterly report"'],
  ['monthly statement by Dec 3', 'task 26-12-03/26-12-04 "monthly statement"'],
  ['weekly report Friday 3pm', 'meeting 26-11-27T15:00/16:00 FREQ=WEEKLY "report"'],
  ['八点半 晨会 每天 连续5天', 'internal 26-11-27T08:30/09:00 FREQ=DAILY;COUNT=5 "晨会"'],
  ['每季度末月25日 报送', 'meeting 26-12-25/26-12-26 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25 "报送"'],
  ['周一到周三上午请假', 'leave 26-11-30T09:00/12:00 FREQ=DAILY;UNTIL=20261202 "请假"'],
  ['连续3天 9点 盘点', 'meeting 26-11-27T09:00/10:00 FREQ=DAILY;COUNT=3 "盘点"'],
];

test.each(PHRASES)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});
