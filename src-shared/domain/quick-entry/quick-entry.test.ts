import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { slotError } from '../calendar/slot.ts';
import { readQuickEntry, type QuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** One line a phrase: kind, when, rule, reminders, who, room, place, title. */
function told(entry: QuickEntry): string {
  const { when } = entry;
  const sameDay = when && when.start.slice(0, 10) === when.end.slice(0, 10);
  return [
    entry.is === 'task' ? 'task' : entry.kind,
    when ? `${when.start.slice(2)}/${sameDay ? when.end.slice(11) : when.end.slice(2)}` : '-',
    when?.rrule ?? '',
    entry.reminders.length > 0 ? `r${entry.reminders.join(',')}` : '',
    ...entry.who.map((name) => `@${name}`),
    entry.room === null ? '' : `#${entry.room}`,
    entry.place === null ? '' : `in ${entry.place}`,
    `"${entry.title}"`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const CHINESE: readonly (readonly [string, string])[] = [
  // the days
  ['今天下午3点 云岫授信面谈', 'meeting 26-11-26T15:00/16:00 "云岫授信面谈"'],
  ['明天上午10点拜访王总', 'visit 26-11-27T10:00/11:00 @王总 "拜访王总"'],
  ['后天下午两点 贷后检查', 'visit 26-11-28T14:00/15:00 "贷后检查"'],
  ['大后天9点 尽调', 'visit 26-11-29T09:00/10:00 "尽调"'],
  ['周三下午3点拜访王总 1小时 提前30分钟提醒', 'visit 26-12-02T15:00/16:00 r30 @王总 "拜访王总"'],
  ['周五上午9点半 回访周岚', 'visit 26-11-27T09:30/10:30 @周岚 "回访周岚"'],
  ['周四下午4点 开会', 'meeting 26-11-26T16:00/17:00 "开会"'],
  ['本周五下午2点 培训', 'seminar 26-11-27T14:00/16:00 "培训"'],
  ['这周日上午10点 财富沙龙', 'seminar 26-11-29T10:00/12:00 "财富沙龙"'],
  ['下周一上午9点 部门会', 'internal 26-11-30T09:00/09:30 "部门会"'],
  ['下周日下午3点 看望陈老师', 'visit 26-12-06T15:00/16:00 @陈老师 "看望陈老师"'],
  ['下下周二10点 签约', 'meeting 26-12-08T10:00/11:00 "签约"'],
  ['星期二下午三点半 洽谈', 'meeting 26-12-01T15:30/16:30 "洽谈"'],
  ['礼拜天晚上7点 晚餐', 'meeting 26-11-29T19:00/20:00 "晚餐"'],
  ['下个星期三 14:30 致电刘总', 'call 26-12-02T14:30/15:00 @刘总 "致电刘总"'],
  ['周末 家庭日', 'meeting 26-11-28/26-11-29 "家庭日"'],
  ['12月3日14:00-15:30 云岫授信面谈 302室', 'meeting 26-12-03T14:00/15:30 #302 "云岫授信面谈"'],
  ['12月3号上午 走访青禾谷', 'visit 26-12-03T09:00/10:00 @青禾谷 "走访青禾谷"'],
  ['1月5日10点 年度规划会', 'meeting 27-01-05T10:00/11:00 "年度规划会"'],
  ['明年3月16日 授信到期检查', 'meeting 27-03-16/27-03-17 "授信到期检查"'],
  ['2027年2月1日9点 开门红启动会', 'meeting 27-02-01T09:00/10:00 "开门红启动会"'],
  ['30号下午3点 对账', 'meeting 26-11-30T15:00/16:00 "对账"'],
  ['5号上午10点 面签', 'visit 26-12-05T10:00/11:00 "面签"'],
  ['下个月5号 10点 拜访松涛医疗', 'visit 26-12-05T10:00/11:00 @松涛医疗 "拜访松涛医疗"'],
  ['下月15日 贷款到期', 'meeting 26-12-15/26-12-16 "贷款到期"'],
  ['月底 结息核对', 'meeting 26-11-30/26-12-01 "结息核对"'],
  ['下个月底 盘点', 'meeting 26-12-31/27-01-01 "盘点"'],
  ['年底 客户答谢会', 'meeting 26-12-31/27-01-01 "客户答谢会"'],
  ['三天后10点 回访', 'visit 26-11-29T10:00/11:00 "回访"'],
  ['两周后 复盘', 'internal 26-12-10/26-12-11 "复盘"'],
  ['一个月后 回访青禾谷食品', 'visit 26-12-26/26-12-27 @青禾谷食品 "回访青禾谷食品"'],
  ['2小时后 打电话给李敏', 'call 26-11-26T12:00/12:30 @李敏 "打电话给李敏"'],
  ['半小时后 碰头', 'meeting 26-11-26T10:30/11:30 "碰头"'],
  ['2026-12-03 下午3点 开会', 'meeting 26-12-03T15:00/16:00 "开会"'],
  ['12/3 下午3点 开会', 'meeting 26-12-03T15:00/16:00 "开会"'],
  // the time of day
  ['明天三点 面谈', 'meeting 26-11-27T15:00/16:00 "面谈"'],
  ['明天8点 晨会', 'internal 26-11-27T08:00/08:30 "晨会"'],
  ['明天15:20 通话', 'call 26-11-27T15:20/15:50 "通话"'],
  ['明天9点一刻 例会', 'internal 26-11-27T09:15/09:45 "例会"'],
  ['明天下午5点三刻 碰面', 'meeting 26-11-27T17:45/18:45 "碰面"'],
  ['明天中午12点 午餐', 'meeting 26-11-27T12:00/13:00 "午餐"'],
  ['明天中午1点 午餐', 'meeting 26-11-27T13:00/14:00 "午餐"'],
  ['明早8点半 晨会', 'internal 26-11-27T08:30/09:00 "晨会"'],
  ['今晚7点 和王建国吃饭', 'meeting 26-11-26T19:00/20:00 @王建国 "和王建国吃饭"'],
  ['明晚 答谢晚宴', 'meeting 26-11-27T19:00/20:00 "答谢晚宴"'],
  ['明天傍晚 接机', 'meeting 26-11-27T18:00/19:00 "接机"'],
  ['明天上午 实地考察', 'visit 26-11-27T09:00/10:00 "实地考察"'],
  ['明天下午 贷后检查', 'visit 26-11-27T14:00/15:00 "贷后检查"'],
  ['周五晚上8点半 电话会议', 'call 26-11-27T20:30/21:00 "电话会议"'],
  ['周六凌晨5点 赶飞机', 'meeting 26-11-28T05:00/06:00 "赶飞机"'],
  ['３点半 开会', 'meeting 26-11-26T15:30/16:30 "开会"'],
  ['9点 晨会', 'internal 26-11-27T09:00/09:30 "晨会"'],
  ['下午4点 会谈', 'meeting 26-11-26T16:00/17:00 "会谈"'],
  ['明天10：30 会议', 'meeting 26-11-27T10:30/11:30 "会议"'],
  ['明天下午2點拜訪王總', 'visit 26-11-27T14:00/15:00 @王總 "拜訪王總"'],
  ['明天3点钟 会谈', 'meeting 26-11-27T15:00/16:00 "会谈"'],
  ['明天十一点二十 会谈', 'meeting 26-11-27T11:20/12:20 "会谈"'],
  ['明天15时30分 会谈', 'meeting 26-11-27T15:30/16:30 "会谈"'],
  ['明天下午2点整 会谈', 'meeting 26-11-27T14:00/15:00 "会谈"'],
  // from and to
  ['明天上午九点半到十一点 和刘洋、陈静开会', 'meeting 26-11-27T09:30/11:00 @刘洋 @陈静 "和刘洋、陈静开会"'],
  ['周三下午2点到4点 拜访临溪物流', 'visit 26-12-02T14:00/16:00 @临溪物流 "拜访临溪物流"'],
  ['周三14:00到16:00 拜访临溪物流', 'visit 26-12-02T14:00/16:00 @临溪物流 "拜访临溪物流"'],
  ['周三2-4点 票据池讨论', 'meeting 26-12-02T14:00/16:00 "票据池讨论"'],
  ['周三9-11点 票据池讨论', 'meeting 26-12-02T09:00/11:00 "票据池讨论"'],
  ['周三上午9点~下午3点 外出尽调', 'visit 26-12-02T09:00/15:00 "外出尽调"'],
  ['周三10点至11点半 代发工资方案讨论', 'meeting 26-12-02T10:00/11:30 "代发工资方案讨论"'],
  ['周三11点到1点 午餐', 'meeting 26-12-02T11:00/13:00 "午餐"'],
  ['周三14：00—15：30 会谈', 'meeting 26-12-02T14:00/15:30 "会谈"'],
  ['从下午3点到5点 评审', 'meeting 26-11-26T15:00/17:00 "评审"'],
  ['今晚10点到12点 系统割接', 'meeting 26-11-26T22:00/26-11-27T00:00 "系统割接"'],
  // whole days
  ['下周一到周三 请假', 'leave 26-11-30/26-12-03 "请假"'],
  ['下周五至周日 年假', 'leave 26-12-04/26-12-07 "年假"'],
  ['12月3日到5日 出差', 'visit 26-12-03/26-12-06 "出差"'],
  ['12月3日到5 出差', 'visit 26-12-03/26-12-06 "出差"'],
  ['12月30日至1月2日 休假', 'leave 26-12-30/27-01-03 "休假"'],
  ['明天请假', 'leave 26-11-27/26-11-28 "请假"'],
  ['下周一请假3天', 'leave 26-11-30/26-12-03 "请假"'],
  ['下周一休假 两天', 'leave 26-11-30/26-12-02 "休假"'],
  ['周三下午2点到周五下午4点 出差', 'visit 26-12-02T14:00/26-12-04T16:00 "出差"'],
  ['明天下午请假', 'leave 26-11-27T14:00/22:00 "请假"'],
  ['调休 周五', 'leave 26-11-27/26-11-28 "调休"'],
  // how long
  ['明天10点 会谈 1.5小时', 'meeting 26-11-27T10:00/11:30 "会谈"'],
  ['明天10点 会谈 一个半小时', 'meeting 26-11-27T10:00/11:30 "会谈"'],
  ['明天10点 会谈 90分钟', 'meeting 26-11-27T10:00/11:30 "会谈"'],
  ['明天10点 会谈 半小时', 'meeting 26-11-27T10:00/10:30 "会谈"'],
  ['明天10点 会谈 两个小时', 'meeting 26-11-27T10:00/12:00 "会谈"'],
  ['明天10点 会谈 1小时30分钟', 'meeting 26-11-27T10:00/11:30 "会谈"'],
  ['明天10点 会谈 三刻钟', 'meeting 26-11-27T10:00/10:45 "会谈"'],
  ['明天10点打电话给赵磊 15分钟', 'call 26-11-27T10:00/10:15 @赵磊 "打电话给赵磊"'],
  // again and again
  ['每天8点半 晨会', 'internal 26-11-27T08:30/09:00 FREQ=DAILY "晨会"'],
  ['每个工作日8:30 晨会', 'internal 26-11-27T08:30/09:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR "晨会"'],
  ['每周一上午9点 例会', 'internal 26-11-30T09:00/09:30 FREQ=WEEKLY;BYDAY=MO "例会"'],
  ['每周一、三、五上午9点 外呼', 'call 26-11-27T09:00/09:30 FREQ=WEEKLY;BYDAY=MO,WE,FR "外呼"'],
  ['每周二到周四 10点 走访', 'visit 26-12-01T10:00/11:00 FREQ=WEEKLY;BYDAY=TU,WE,TH "走访"'],
  ['每两周周五下午3点 复盘', 'internal 26-11-27T15:00/15:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR "复盘"'],
  ['隔周三 10点 对账', 'meeting 26-12-02T10:00/11:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=WE "对账"'],
  ['每月5号 10点 报表', 'meeting 26-12-05T10:00/11:00 FREQ=MONTHLY;BYMONTHDAY=5 "报表"'],
  ['每月最后一天 结账', 'meeting 26-11-30/26-12-01 FREQ=MONTHLY;BYMONTHDAY=-1 "结账"'],
  ['每月第一个周一 9点 月度会', 'meeting 26-12-07T09:00/10:00 FREQ=MONTHLY;BYDAY=1MO "月度会"'],
  ['每月最后一个周五下午4点 团建', 'meeting 26-11-27T16:00/17:00 FREQ=MONTHLY;BYDAY=-1FR "团建"'],
  ['每季度 风险排查', 'meeting 26-11-26/26-11-27 FREQ=MONTHLY;INTERVAL=3 "风险排查"'],
  ['每年 12月31日 年终决算', 'meeting 26-12-31/27-01-01 FREQ=YEARLY "年终决算"'],
  ['每周一9点 例会 共10次', 'internal 26-11-30T09:00/09:30 FREQ=WEEKLY;BYDAY=MO;COUNT=10 "例会"'],
  // to be reminded
  ['明天10点 会谈 提前1小时提醒', 'meeting 26-11-27T10:00/11:00 r60 "会谈"'],
  ['明天10点 会谈 提前半小时提醒我', 'meeting 26-11-27T10:00/11:00 r30 "会谈"'],
  ['明天10点 会谈 提前一天提醒', 'meeting 26-11-27T10:00/11:00 r1440 "会谈"'],
  ['明天10点 会谈 提前15分钟 提前一天', 'meeting 26-11-27T10:00/11:00 r15,1440 "会谈"'],
  ['明天10点 会谈 提前一个半小时提醒', 'meeting 26-11-27T10:00/11:00 r90 "会谈"'],
  // who and where
  ['明天10点 与孙悦讨论养老金方案', 'meeting 26-11-27T10:00/11:00 @孙悦 "与孙悦讨论养老金方案"'],
  ['明天10点 和刘洋拜访云岫精密', 'visit 26-11-27T10:00/11:00 @云岫精密 @刘洋 "和刘洋拜访云岫精密"'],
  ['明天10点 @刘洋 过一遍材料', 'meeting 26-11-27T10:00/11:00 @刘洋 "@刘洋 过一遍材料"'],
  ['明天10点 约王总和李总吃饭', 'meeting 26-11-27T10:00/11:00 @王总 @李总 "约王总和李总吃饭"'],
  ['明天10点 在302会议室 和陈静碰头', 'meeting 26-11-27T10:00/11:00 @陈静 #302 "和陈静碰头"'],
  ['明天10点 大会议室 季度例会', 'internal 26-11-27T10:00/10:30 #大会议室 "季度例会"'],
  [
    '明天10点 拜访明渡港务 地点:港区二路8号',
    'visit 26-11-27T10:00/11:00 @明渡港务 in 港区二路8号 "拜访明渡港务"',
  ],
  ['明天10点 在滨江园区 见面', 'meeting 26-11-27T10:00/11:00 in 滨江园区 "见面"'],
  ['明天10点 到云岫1号厂区 考察', 'visit 26-11-27T10:00/11:00 in 云岫1号厂区 "考察"'],
  ['暂占周三下午3点 等王总确认', 'hold 26-12-02T15:00/16:00 "暂占 等王总确认"'],
  // tasks
  ['任务 准备授信材料', 'task - "准备授信材料"'],
  ['待办:整理客户名单', 'task - "整理客户名单"'],
  ['提醒我周五前交报告', 'task 26-11-27/26-11-28 "交报告"'],
  ['提醒我明天下午3点联系李敏', 'task 26-11-27T15:00/16:00 @李敏 "联系李敏"'],
  ['周五前提交授信申请书', 'task 26-11-27/26-11-28 "提交授信申请书"'],
  ['月底前完成三月拜访计划', 'task 26-11-30/26-12-01 "完成三月拜访计划"'],
  ['补北屿新材料担保人身份证件', 'task - "补北屿新材料担保人身份证件"'],
  ['记得给客户寄合同', 'task - "给客户寄合同"'],
];

const ENGLISH: readonly (readonly [string, string])[] = [
  ['Tue 3pm-4:30 visit Acme, room 302', 'visit 26-12-01T15:00/16:30 @Acme #302 "visit Acme"'],
  ['Tue 3pm visit Acme 1h', 'visit 26-12-01T15:00/16:00 @Acme "visit Acme"'],
  ['tomorrow 9am for 1h call Mr. Li', 'call 26-11-27T09:00/10:00 @Mr. Li "call Mr. Li"'],
  ['tomorrow at 3 meeting with Liu Yang', 'meeting 26-11-27T15:00/16:00 @Liu Yang "meeting with Liu Yang"'],
  ['today 4pm coffee with Chen Jing', 'meeting 26-11-26T16:00/17:00 @Chen Jing "coffee with Chen Jing"'],
  ['next Mon to Wed leave', 'leave 26-11-30/26-12-03 "leave"'],
  ['next Monday 10am review', 'meeting 26-11-30T10:00/11:00 "review"'],
  ['Friday 2pm site visit', 'visit 26-11-27T14:00/15:00 "site visit"'],
  ['Dec 3 14:00-15:30 call Li Min', 'call 26-12-03T14:00/15:30 @Li Min "call Li Min"'],
  ['3 December at 10am due diligence', 'visit 26-12-03T10:00/11:00 "due diligence"'],
  ['Jan 5 planning', 'meeting 27-01-05/27-01-06 "planning"'],
  ['2026-12-03 15:00 review', 'meeting 26-12-03T15:00/16:00 "review"'],
  ['12/3 2pm review', 'meeting 26-12-03T14:00/15:00 "review"'],
  [
    'in 3 days at 10 lunch with Liu Yang and Chen Jing at Grand Hotel',
    'meeting 26-11-29T10:00/11:00 @Liu Yang @Chen Jing in Grand Hotel "lunch with Liu Yang and Chen Jing"',
  ],
  ['in 2 hours call Zhou Lan', 'call 26-11-26T12:00/12:30 @Zhou Lan "call Zhou Lan"'],
  ['Fri noon lunch with Acme', 'meeting 26-11-27T12:00/13:00 @Acme "lunch with Acme"'],
  ['tomorrow morning team meeting', 'internal 26-11-27T09:00/09:30 "team meeting"'],
  [
    'tomorrow afternoon visit Clearwater Foods',
    'visit 26-11-27T14:00/15:00 @Clearwater Foods "visit Clearwater Foods"',
  ],
  ['tonight dinner with Wang', 'meeting 26-11-26T19:00/20:00 @Wang "dinner with Wang"'],
  ['Wed 9-11am workshop', 'seminar 26-12-02T09:00/11:00 "workshop"'],
  ['Wed 11-1pm lunch', 'meeting 26-12-02T11:00/13:00 "lunch"'],
  ['Wed from 2pm to 4pm training', 'seminar 26-12-02T14:00/16:00 "training"'],
  ['Wed 10:30 standup 15 min', 'internal 26-12-02T10:30/10:45 "standup"'],
  ['Thu 3pm review 90 minutes', 'meeting 26-11-26T15:00/16:30 "review"'],
  ['Thu 3pm review for 1h30', 'meeting 26-11-26T15:00/16:30 "review"'],
  ['Thu 3pm review half an hour', 'meeting 26-11-26T15:00/15:30 "review"'],
  ['tomorrow 10am review, remind me 30 min before', 'meeting 26-11-27T10:00/11:00 r30 "review"'],
  ['tomorrow 10am review alert 1 hour before', 'meeting 26-11-27T10:00/11:00 r60 "review"'],
  ['tomorrow 10am review 1 day reminder', 'meeting 26-11-27T10:00/11:00 r1440 "review"'],
  ['every Monday 9am standup', 'internal 26-11-30T09:00/09:30 FREQ=WEEKLY;BYDAY=MO "standup"'],
  ['every Mon, Wed and Fri 9am calls', 'meeting 26-11-27T09:00/10:00 FREQ=WEEKLY;BYDAY=MO,WE,FR "calls"'],
  ['every weekday 8:30 standup', 'internal 26-11-27T08:30/09:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR "standup"'],
  ['daily 8:30am standup', 'internal 26-11-27T08:30/09:00 FREQ=DAILY "standup"'],
  ['every other Friday 3pm review', 'meeting 26-11-27T15:00/16:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR "review"'],
  ['every first Monday 9am review', 'meeting 26-12-07T09:00/10:00 FREQ=MONTHLY;BYDAY=1MO "review"'],
  [
    'every last Friday of the month 4pm drinks',
    'meeting 26-11-27T16:00/17:00 FREQ=MONTHLY;BYDAY=-1FR "drinks"',
  ],
  ['monthly on Dec 5 10am report', 'meeting 26-12-05T10:00/11:00 FREQ=MONTHLY "report"'],
  ['every Monday 9am sync 10 times', 'meeting 26-11-30T09:00/10:00 FREQ=WEEKLY;BYDAY=MO;COUNT=10 "sync"'],
  ['Dec 28 to Dec 31 vacation', 'leave 26-12-28/27-01-01 "vacation"'],
  ['vacation Dec 28 for 3 days', 'leave 26-12-28/26-12-31 "vacation"'],
  ['hold Tue 3pm for Acme', 'hold 26-12-01T15:00/16:00 "hold for Acme"'],
  ['Tue 10am seminar at Head Office', 'seminar 26-12-01T10:00/12:00 in Head Office "seminar"'],
  ['Tue 10am meet Ms. Zhao in room B12', 'meeting 26-12-01T10:00/11:00 @Ms. Zhao #B12 "meet Ms. Zhao"'],
  ['todo: prepare the credit file', 'task - "prepare the credit file"'],
  ['send report by Friday', 'task 26-11-27/26-11-28 "send report"'],
  ['remind me to call Li tomorrow 3pm', 'task 26-11-27T15:00/15:30 @Li "call Li"'],
  ['finish plan by end of month', 'task 26-11-30/26-12-01 "finish plan"'],
  ['prepare slides', 'task - "prepare slides"'],
  ['Tue 3pm 拜访王总', 'visit 26-12-01T15:00/16:00 @王总 "拜访王总"'],
  ['周三 3pm visit Acme', 'visit 26-12-02T15:00/16:00 @Acme "visit Acme"'],
];

describe('a sentence becomes an appointment', () => {
  test.each(CHINESE)('%s', (sentence, expected) => {
    expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
  });
  test.each(ENGLISH)('%s', (sentence, expected) => {
    expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
  });
});

describe('what is meant', () => {
  test('a bare weekday whose hour has passed is the one of next week', () => {
    expect(readQuickEntry('周四9点 会谈', NOW).when?.start).toBe('2026-12-03T09:00');
    expect(readQuickEntry('Thu 9am review', NOW).when?.start).toBe('2026-12-03T09:00');
  });
  test('今天 stays today: a visit is written down afterwards too', () => {
    expect(readQuickEntry('今天9点 拜访王总', NOW).when?.start).toBe('2026-11-26T09:00');
  });
  test('pieces name what was understood where it was typed', () => {
    const sentence = '周三下午3点拜访王总 1小时';
    const pieces = readQuickEntry(sentence, NOW).pieces.map(({ role, from, to }) => [
      role,
      sentence.slice(from, to),
    ]);
    expect(pieces).toEqual([
      ['time', '周三'],
      ['time', '下午3点'],
      ['kind', '拜访'],
      ['who', '王总'],
      ['duration', '1小时'],
    ]);
  });
});

describe('whatever is typed', () => {
  const word = fc.constantFrom(
    ...'周三 下午 3点 到 每 月 号 12 : - 半 小时 提前 分钟 天后 年 前 @ 和 、 在 室 every Mon at 3pm to for 1h room by next end of month remind me A\uE000 💼 下 个 一 十'.split(
      ' ',
    ),
  );
  test('is read without failing, and nothing of it gets lost unseen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 30 }),
        (words) => {
          const sentence = words.join('');
          const entry = readQuickEntry(sentence, NOW);
          expect(entry.title).not.toContain('\uE000');
          for (const { from, to } of entry.pieces)
            expect(0 <= from && from < to && to <= sentence.length).toBe(true);
          if (entry.when) {
            const slot = { ...entry.when, zone: 'Asia/Shanghai', rdate: null, exdate: null };
            expect(slotError(slot)).toBeNull();
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
