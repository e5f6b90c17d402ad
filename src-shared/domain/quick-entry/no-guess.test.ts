import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** What is wrong, doubtful or not there is said, and never guessed. */
const PHRASES: readonly (readonly [string, string])[] = [
  // Days and hours that do not exist
  ['13月5日 开会', 'refused noSuchDay 13月5日'],
  ['2月30日 10点 开会', 'refused noSuchDay 2月30日'],
  ['2月29日 开会', 'refused noSuchDay 2月29日'],
  ['2028年2月29日 开会', 'meeting 28-02-29/28-03-01 "开会"'],
  ['二月三十号 开会', 'refused noSuchDay 二月三十号'],
  ['2月28日到30日 出差', 'refused noSuchDay 2月28日到30日'],
  ['每月32号 报表', 'refused noSuchDay 每月32号'],
  ['32号 10点 开会', 'refused noSuchDay 32号'],
  ['13月份 10点 开会', 'refused noSuchDay 13月份'],
  ['30 Feb 10am', 'refused noSuchDay 30 Feb'],
  ['30 Feb 10am meeting', 'refused noSuchDay 30 Feb'],
  ['31st of June visit Acme', 'refused noSuchDay 31st of June'],
  ['Feb 28-30 leave', 'refused noSuchDay Feb 28-30'],
  ['29 Feb 2027 review', 'refused noSuchDay 29 Feb 2027'],
  ['31/4 10am meeting', 'refused noSuchDay 31/4'],
  ['2027-02-30 10:00 meeting', 'refused noSuchDay 2027-02-30'],
  ['30.02.2027 10:00 meeting', 'refused noSuchDay 30.02.2027'],
  ['8 Dec 1004 10am meeting', 'refused noSuchDay 8 Dec 1004 10am'],
  ['明天25:70开会', 'refused noSuchTime 25:70'],
  ['明天9点70分 开会', 'refused noSuchTime 9点70'],
  ['明天 10:75 开会', 'refused noSuchTime 10:75'],
  ['明天二十五点开会', 'refused noSuchTime 二十五点'],
  ['tomorrow 25:00 meeting', 'refused noSuchTime 25:00'],
  ['tomorrow at 10:75 meeting', 'refused noSuchTime 10:75'],
  ['tomorrow 13pm meeting', 'refused noSuchTime 13pm'],
  ['提了25点意见 周五上午10点讨论', 'meeting 26-11-27T10:00/11:00 "提了25点意见 讨论"'],
  ['分成比例20:80 周五上午10点讨论', 'meeting 26-11-27T10:00/11:00 "分成比例20:80 讨论"'],
  ['June 45 people tomorrow 3pm', 'meeting 26-11-27T15:00/16:00 "June 45 people"'],
  ['24/7 support review tomorrow 3pm', 'meeting 26-11-27T15:00/16:00 "24/7 support review"'],
  // Dates as the desk writes them
  ['04.03.2027 10:00 meeting', 'meeting 27-03-04T10:00/11:00 "meeting"'],
  ['3/4 10am meeting', 'meeting 27-04-03T10:00/11:00 "meeting"'],
  ['3/4/2027 review', 'meeting 27-04-03/27-04-04 "review"'],
  ['3/4-5/4 leave', 'leave 27-04-03/27-04-06 "leave"'],
  ['12/31 10am review', 'meeting 26-12-31T10:00/11:00 "review"'],
  ['3/4 10点 开会', 'meeting 27-03-04T10:00/11:00 "开会"'],
  ['2027.3.4 10点 开会', 'meeting 27-03-04T10:00/11:00 "开会"'],
  ['3/4-3/6 出差', 'visit 27-03-04/27-03-07 "出差"'],
  // Ends before its beginning
  ['周三下午3点-2点 会议', 'meeting 26-12-02T15:00/16:00 ?endBeforeStart "会议"'],
  ['下午5点到下午3点 评审', 'meeting 26-11-26T17:00/18:00 ?endBeforeStart "评审"'],
  ['明天17:00-15:00 评审', 'meeting 26-11-27T17:00/18:00 ?endBeforeStart "评审"'],
  ['Mon 3-2 meeting', 'meeting 26-11-30T15:00/16:00 ?endBeforeStart "meeting"'],
  ['tomorrow 5pm to 3pm review', 'meeting 26-11-27T17:00/18:00 ?endBeforeStart "review"'],
  ['from 4pm to 2pm tomorrow review', 'meeting 26-11-27T16:00/17:00 ?endBeforeStart "review"'],
  ['tonight 10pm-6am cutover', 'meeting 26-11-26T22:00/26-11-27T06:00 "cutover"'],
  ['今晚10点到早上6点 值班', 'meeting 26-11-26T22:00/26-11-27T06:00 "值班"'],
  ['早上8点到第二天早上8点 值班', 'meeting 26-11-27T08:00/26-11-28T08:00 "值班"'],
  ['Mon 5pm to Tue 3pm trip', 'meeting 26-11-30T17:00/26-12-01T15:00 "trip"'],
  ['周一到周三 下午2点到4点 培训', 'seminar 26-11-30T14:00/16:00 FREQ=DAILY;UNTIL=20261202 "培训"'],
  ['Mon to Wed 2-4pm training', 'seminar 26-11-30T14:00/16:00 FREQ=DAILY;UNTIL=20261202 "training"'],
  ['周三下午2点到周五下午4点 出差', 'visit 26-12-02T14:00/26-12-04T16:00 "出差"'],
  // A length without an hour
  ['周日 拜访陶然里 一个半小时', 'visit 26-11-29T09:00/10:30 ?noHour @陶然里 "拜访陶然里"'],
  ['明天 拜访王总 2小时', 'visit 26-11-27T09:00/11:00 ?noHour @王总 "拜访王总"'],
  ['每天 读书 30分钟', 'meeting 26-11-27T09:00/09:30 FREQ=DAILY ?noHour "读书"'],
  ['下周一到周三 培训 2小时', 'seminar 26-11-30T09:00/11:00 FREQ=DAILY;UNTIL=20261202 ?noHour "培训"'],
  ['Sunday visit Taoranli 90 minutes', 'visit 26-11-29T09:00/10:30 ?noHour @Taoranli "visit Taoranli"'],
  ['today visit Acme 2h', 'visit 26-11-26T10:30/12:30 ?noHour @Acme "visit Acme"'],
  ['every Monday review 45 min', 'meeting 26-11-30T09:00/09:45 FREQ=WEEKLY;BYDAY=MO ?noHour "review"'],
  ['周五前 写报告 2小时', 'task 26-11-27/26-11-28 "写报告 2小时"'],
  ['明天3点到5点 开会 1小时', 'meeting 26-11-27T15:00/17:00 "开会 1小时"'],
  // What is changed and not made
  ['下周一上午开会改到下午3点', 'move meeting 26-11-30T09:00/10:00 "下周一上午开会改到下午3点"'],
  ['明天下午的例会改到4点', 'move internal 26-11-27T14:00/14:30 "明天下午的例会改到4点"'],
  ['周三和王总的会推迟到周五', 'move meeting 26-12-02/26-12-03 @王总 "周三和王总的会推迟到周五"'],
  ["move Monday's meeting to 3pm", 'move meeting 26-11-30/26-12-01 "move Monday\'s meeting to 3pm"'],
  // So many times
  [
    'every day 2:30am backup 1h from 2027-03-12 for 5 days',
    'meeting 27-03-12T02:30/03:30 FREQ=DAILY;COUNT=5 "backup"',
  ],
  ['daily 9am huddle for five days', 'meeting 26-11-27T09:00/10:00 FREQ=DAILY;COUNT=5 "huddle"'],
  [
    'every 2 days 9am check for 10 days',
    'meeting 26-11-27T09:00/10:00 FREQ=DAILY;INTERVAL=2;COUNT=5 "check"',
  ],
  ['每天9点 站会 为期三天', 'meeting 26-11-27T09:00/10:00 FREQ=DAILY;COUNT=3 "站会"'],
  ['每天凌晨2点半 备份 连续5天', 'meeting 26-11-27T02:30/03:30 FREQ=DAILY;COUNT=5 "备份"'],
  // Reminders named once
  [
    'visit Yunxiu Thursday 10am 90min remind 1 day before and 15 min before',
    'visit 26-12-03T10:00/11:30 r15,1440 @Yunxiu "visit Yunxiu"',
  ],
  [
    'visit Yunxiu Thursday 10am remind me 1 day and 15 min before',
    'visit 26-12-03T10:00/11:00 r15,1440 @Yunxiu "visit Yunxiu"',
  ],
  [
    'Thursday 10am review, remind me 2 hours before, 1 day before and 10 min before',
    'meeting 26-12-03T10:00/11:00 r10,120,1440 "review"',
  ],
  ['周四10点 拜访云岫 提前一天和15分钟提醒', 'visit 26-12-03T10:00/11:00 r15,1440 @云岫 "拜访云岫"'],
  ['周四10点 拜访云岫 提前1天、1小时和10分钟提醒', 'visit 26-12-03T10:00/11:00 r10,60,1440 @云岫 "拜访云岫"'],
  ['周四10点 拜访云岫 提前一天提醒和提前15分钟提醒', 'visit 26-12-03T10:00/11:00 r15,1440 @云岫 "拜访云岫"'],
  // The hours of another zone
  [
    'meeting with Wang tomorrow 10am Tokyo time',
    'meeting 26-11-27T10:00/11:00 ~Asia/Tokyo @Wang "meeting with Wang"',
  ],
  [
    'tomorrow 3pm call London (New York time)',
    'call 26-11-27T15:00/15:30 ~America/New_York @London "call London"',
  ],
  ['Thu 10am JST call Sato', 'call 26-12-03T10:00/10:30 ~Asia/Tokyo @Sato "call Sato"'],
  ['tomorrow Tokyo time review', 'meeting 26-11-27/26-11-28 "Tokyo time review"'],
  ['明天10点 东京时间 面谈', 'meeting 26-11-27T10:00/11:00 ~Asia/Tokyo "面谈"'],
  ['明天10点（纽约时间）电话会', 'call 26-11-27T10:00/10:30 ~America/New_York "电话会"'],
  ['北京时间明天10点 面谈', 'meeting 26-11-27T10:00/11:00 ~Asia/Shanghai "面谈"'],
  ['明天10点 会谈 时间待定', 'meeting 26-11-27T10:00/11:00 "会谈 时间待定"'],
  // Quarters of an hour from now
  ['一刻钟后 电话赵磊', 'call 26-11-26T10:15/10:45 @赵磊 "电话赵磊"'],
  ['三刻钟后 电话赵磊', 'call 26-11-26T10:45/11:15 @赵磊 "电话赵磊"'],
  ['过一刻钟 电话赵磊', 'call 26-11-26T10:15/10:45 @赵磊 "电话赵磊"'],
  ['一刻钟内 回复赵磊', 'task 26-11-26T10:15/11:15 "回复赵磊"'],
  ['in a quarter of an hour call Li', 'call 26-11-26T10:15/10:45 @Li "call Li"'],
  ['in three quarters of an hour call Li', 'call 26-11-26T10:45/11:15 @Li "call Li"'],
  ['tomorrow 10am review, three quarters of an hour', 'meeting 26-11-27T10:00/10:45 "review"'],
  // How urgent
  [
    '每月25号 提交月报 提前一天提醒 !高',
    'meeting 26-12-25/26-12-26 FREQ=MONTHLY;BYMONTHDAY=25 r1440 !high "提交月报 !高"',
  ],
  ['周五前 提交月报 ！高', 'task 26-11-27/26-11-28 !high "提交月报"'],
  ['Friday file report !low', 'meeting 26-11-27/26-11-28 !low "file report !low"'],
  ['todo: file report !high', 'task - !high "file report"'],
  [
    'send report by Friday !urgent, remind me 1 day before',
    'task 26-11-27/26-11-28 !high "send report remind me 1 day before"',
  ],
  ['Friday lunch, great! high five', 'meeting 26-11-27/26-11-28 "lunch, great! high five"'],
];

test.each(PHRASES)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});

test.each(['3pm', 'Wed', '周三', '3月5日', '明天下午3点', 'tomorrow 10-11am'])(
  '%s says only when, which is told',
  (sentence) => {
    const { refused, when } = readQuickEntry(sentence, NOW);
    expect(refused).toEqual({ type: 'noTitle', words: sentence });
    expect(when).not.toBeNull();
  },
);

test('a task keeps in its title what it has no field for, and gets the rest', () => {
  const entry = readQuickEntry('每月25号 提交月报 提前一天提醒 !高', NOW);
  expect(entry.taskTitle).toBe('提交月报 提前一天提醒');
  expect(readQuickEntry('Friday 3pm visit Acme 1h room 302', NOW).taskTitle).toBe('visit Acme 1h room 302');
});

test('dates in numbers are read as the desk writes them; in a Chinese sentence the month is first', () => {
  const read = (sentence: string, language: 'zh-CN' | 'en') =>
    readQuickEntry(sentence, NOW, { language }).when?.start;
  expect(read('3/4 10am meeting', 'en')).toBe('2027-04-03T10:00');
  expect(read('3/4 10am meeting', 'zh-CN')).toBe('2027-03-04T10:00');
  expect(read('3/4 10点 开会', 'en')).toBe('2027-03-04T10:00');
});

test('an hour of another zone has passed there, while it is still to come here', () => {
  const writer = { language: 'en', zone: 'Asia/Shanghai' } as const;
  expect(readQuickEntry('11am Tokyo time call', NOW, writer).when?.start).toBe('2026-11-27T11:00');
  expect(readQuickEntry('11am call', NOW, writer).when?.start).toBe('2026-11-26T11:00');
});
