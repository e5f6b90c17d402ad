import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { slotError } from '../calendar/slot.ts';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** As bankers type: blanks and wide digits anywhere, 刻 and 半, names by their address, deadlines, spoken times. */
const AS_TYPED: readonly (readonly [string, string])[] = [
  ['明天下午３点半 拜访王总，带上授信合同', 'visit 26-11-27T15:30/16:30 @王总 "拜访王总，带上授信合同"'],
  ['下下周三上午十点一刻 和李经理过材料', 'meeting 26-12-09T10:15/11:15 @李经理 "和李经理过材料"'],
  ['大后天晚上八点到九点半 与陈总电话沟通', 'call 26-11-29T20:00/21:30 @陈总 "与陈总电话沟通"'],
  ['周五下午2点到4点半在302会议室开贷审会', 'meeting 26-11-27T14:00/16:30 #302 "开贷审会"'],
  ['元旦后第一个工作日 早上9点 开门红动员', 'meeting 27-01-04T09:00/10:00 "开门红动员"'],
  ['月底前 把王总的贷后报告交了', 'task 26-11-30/26-12-01 @王总 "把王总的贷后报告交了"'],
  ['12月1日-3日 广州出差', 'visit 26-12-01/26-12-04 "广州出差"'],
  ['下周一至周三请年假', 'leave 26-11-30/26-12-03 "请年假"'],
  ['明早9点 晨会 15分钟', 'internal 26-11-27T09:00/09:15 "晨会"'],
  ['明晚7点半请张行长吃饭', 'meeting 26-11-27T19:30/20:30 @张行长 "请张行长吃饭"'],
  ['今晚 8:00 给刘总打电话 提前10分钟提醒我', 'call 26-11-26T20:00/20:30 r10 @刘总 "给刘总打电话"'],
  ['后天全天 支行培训', 'seminar 26-11-28/26-11-29 "支行培训"'],
  ['每周二下午3：30 团队例会', 'internal 26-12-01T15:30/16:00 FREQ=WEEKLY;BYDAY=TU "团队例会"'],
  ['每月最后一个周五 下午4点 月度复盘', 'internal 26-11-27T16:00/16:30 FREQ=MONTHLY;BYDAY=-1FR "月度复盘"'],
  [
    '每两周的周三 10点 拜访云岫',
    'visit 26-12-02T10:00/11:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=WE @云岫 "拜访云岫"',
  ],
  ['工作日每天8点45 晨会', 'internal 26-11-27T08:45/09:15 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR "晨会"'],
  ['周三 下午 3 点 拜访 王 总', 'visit 26-12-02T15:00/16:00 @王总 "拜访 王 总"'],
  ['12/8 14:00 李经理来访', 'meeting 26-12-08T14:00/15:00 @李经理 "李经理来访"'],
  ['2026-12-08 14:00-15:00 面签', 'visit 26-12-08T14:00/15:00 "面签"'],
  ['2026年12月8日（周二）下午2时30分 面签', 'visit 26-12-08T14:30/15:30 "面签"'],
  ['12.8下午两点半 尽调青禾谷', 'visit 26-12-08T14:30/15:30 @青禾谷 "尽调青禾谷"'],
  ['十二月八号下午三点 拜访松涛医疗', 'visit 26-12-08T15:00/16:00 @松涛医疗 "拜访松涛医疗"'],
  ['下周四下午三点三刻 电话会议，提前一刻钟提醒', 'call 26-12-03T15:45/16:15 r15 "电话会议"'],
  ['下周二14点~15点半 拜访王总@国贸大厦', 'visit 26-12-01T14:00/15:30 @王总 in 国贸大厦 "拜访王总"'],
  ['周日中午12点 和老赵吃饭', 'meeting 26-11-29T12:00/13:00 @老赵 "和老赵吃饭"'],
  ['周一早上8点半到下午5点 外出尽调', 'visit 26-11-30T08:30/17:00 "外出尽调"'],
  ['明天 9:00—10:30 预约2号会议室 产品培训', 'seminar 26-11-27T09:00/10:30 #2号会议室 "产品培训"'],
  [
    '后天下午 陪同李经理拜访云岫模具 2h',
    'visit 26-11-28T14:00/16:00 @李经理 @云岫模具 "陪同李经理拜访云岫模具"',
  ],
  ['半小时后 回电话给王总', 'call 26-11-26T10:30/11:00 @王总 "回电话给王总"'],
  ['下周五之前提交年审材料', 'task 26-12-04/26-12-05 "提交年审材料"'],
  ['明天凌晨1点 系统上线支持', 'meeting 26-11-27T01:00/02:00 "系统上线支持"'],
  ['11月30号 23:30到次日1:00 值班', 'meeting 26-11-30T23:30/26-12-01T01:00 "值班"'],
  ['周五 3-5点 财富沙龙', 'seminar 26-11-27T15:00/17:00 "财富沙龙"'],
  [
    '下周三上午9点半至11点半，101会议室，与王总、李经理讨论授信方案',
    'meeting 26-12-02T09:30/11:30 @王总 @李经理 #101 "与王总、李经理讨论授信方案"',
  ],
  ['提醒我明天下午4点给周岚打电话', 'task 26-11-27T16:00/16:30 @周岚 "给周岚打电话"'],
  ['拜访王总 明天下午三点 一个半小时', 'visit 26-11-27T15:00/16:30 @王总 "拜访王总"'],
  ['下周二下午3点开始 2个小时 贷审会 提前1天提醒', 'meeting 26-12-01T15:00/17:00 r1440 "贷审会"'],
  ['20号下午三点 发薪客户回访', 'visit 26-12-20T15:00/16:00 "发薪客户回访"'],
  ['这周六加班 9点到12点', 'meeting 26-11-28T09:00/12:00 "加班"'],
  ['本月28号 上午11点 电话 孙总', 'call 26-11-28T11:00/11:30 @孙总 "电话 孙总"'],
  ['春节前 走访老客户', 'task 27-02-04/27-02-05 "走访老客户"'],
  ['Tmrw 3pm visit Acme', 'visit 26-11-27T15:00/16:00 @Acme "visit Acme"'],
  [
    'tomorrow from 3 to half past 4 meeting with Mr Wang',
    'meeting 26-11-27T15:00/16:30 @Mr Wang "meeting with Mr Wang"',
  ],
  ['next Tue 10-11:30am call Helen re: renewal', 'call 26-12-01T10:00/11:30 @Helen "call Helen re: renewal"'],
  ['fri 2pm-4:30 credit committee room 302', 'meeting 26-11-27T14:00/16:30 #302 "credit committee"'],
  ['on leave Mon to Wed next week', 'leave 26-11-30/26-12-03 "on leave"'],
  [
    'Dec 8 at 14:30 for 45 min site visit Qinghe Foods',
    'visit 26-12-08T14:30/15:15 @Qinghe Foods "site visit Qinghe Foods"',
  ],
  [
    'every other Monday 9am team meeting',
    'internal 26-11-30T09:00/09:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO "team meeting"',
  ],
  [
    'every weekday at 8:45 stand-up 15m',
    'internal 26-11-27T08:45/09:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR "stand-up"',
  ],
  [
    'first Monday of every month 9:30 portfolio review',
    'meeting 26-12-07T09:30/10:30 FREQ=MONTHLY;BYDAY=1MO "portfolio review"',
  ],
  ['call Chen in 20 minutes', 'call 26-11-26T10:20/10:50 @Chen "call Chen"'],
  ['in 2 weeks follow up with Acme', 'meeting 26-12-10/26-12-11 @Acme "follow up with Acme"'],
  ['quarter past 5 today call Liu, remind me 5 min before', 'call 26-11-26T17:15/17:45 r5 @Liu "call Liu"'],
  [
    'Monday noon lunch w/ Lisa at Blue Frog',
    'meeting 26-11-30T12:00/13:00 @Lisa in Blue Frog "lunch w/ Lisa"',
  ],
  ['12/8 3pm - 5pm 尽调 云岫', 'visit 26-12-08T15:00/17:00 @云岫 "尽调 云岫"'],
  ['明天 3pm 拜访 Acme，room 5', 'visit 26-11-27T15:00/16:00 @Acme #5 "拜访 Acme"'],
  [
    'Thursday 4pm review with 李经理 in Meeting Room 2',
    'meeting 26-11-26T16:00/17:00 @李经理 #2 "review with 李经理"',
  ],
  ['submit KYC file by Friday 5pm', 'task 26-11-27T17:00/18:00 "submit KYC file"'],
  ['end of month reconcile accounts', 'meeting 26-11-30/26-12-01 "reconcile accounts"'],
  [
    'day after tomorrow 9:30 - 10 video call with Wang Zong',
    'call 26-11-28T09:30/10:00 @Wang Zong "video call with Wang Zong"',
  ],
  ['5 Dec 2026 18:00 client dinner 2 hours', 'meeting 26-12-05T18:00/20:00 "client dinner"'],
  ['weekend offsite', 'meeting 26-11-28/26-11-29 "offsite"'],
  ['后天早上九点一刻 支行晨会', 'internal 26-11-28T09:15/09:45 "支行晨会"'],
  [
    '明天下午1点半到3点 拜访松涛医疗的李院长',
    'visit 26-11-27T13:30/15:00 @松涛医疗 @李院长 "拜访松涛医疗的李院长"',
  ],
  ['明天下午1：30~3：00拜访松涛医疗', 'visit 26-11-27T13:30/15:00 @松涛医疗 "拜访松涛医疗"'],
  ['下礼拜五 下午四点 和小李对账', 'meeting 26-12-04T16:00/17:00 @小李 "和小李对账"'],
  ['星期六上午10点带孩子看牙 请假半天', 'leave 26-11-28T10:00/14:00 "带孩子看牙 请假"'],
  ['月末最后一个工作日 下午5点前 报送资产负债表', 'task 26-11-30T17:00/18:00 "报送资产负债表"'],
  ['本周内 联系王总确认额度', 'task 26-11-27/26-11-28 @王总 "联系王总确认额度"'],
  ['下周内完成授信报告', 'task 26-12-04/26-12-05 "完成授信报告"'],
  ['下班前把报表发给陈静', 'task 26-11-26/26-11-27 "把报表发给陈静"'],
  ['12月15日至17日 北京 总行培训', 'seminar 26-12-15/26-12-18 "北京 总行培训"'],
  ['明天14:00起 2小时 路演', 'seminar 26-11-27T14:00/16:00 "路演"'],
  ['上午10点 电话会 总行', 'call 26-11-27T10:00/10:30 "电话会 总行"'],
  ['11月27日上午十点二十五分 面谈', 'meeting 26-11-27T10:25/11:25 "面谈"'],
  ['每月15号和30号 还款提醒', 'meeting 26-11-30/26-12-01 FREQ=MONTHLY;BYMONTHDAY=15,30 "还款提醒"'],
  ['每年3月5日 王总生日 提前3天提醒', 'meeting 27-03-05/27-03-06 FREQ=YEARLY r4320 @王总 "王总生日"'],
  ['周一三五 早上8点 健身', 'meeting 26-11-27T08:00/09:00 FREQ=WEEKLY;BYDAY=MO,WE,FR "健身"'],
  ['从下周一开始每天9点 跟进青禾谷 共5次', 'meeting 26-11-30T09:00/10:00 FREQ=DAILY;COUNT=5 "跟进青禾谷"'],
  ['下周二下午三点 302 开会', 'meeting 26-12-01T15:00/16:00 "302 开会"'],
  ['晚上七点半在云岫大酒店和客户吃饭', 'meeting 26-11-26T19:30/20:30 in 云岫大酒店 "和客户吃饭"'],
  ['明儿下午两点签合同', 'meeting 26-11-27T14:00/15:00 "签合同"'],
  ['今儿晚上8点 加班', 'meeting 26-11-26T20:00/21:00 "加班"'],
  ['隔两天 9点 巡检', 'meeting 26-11-27T09:00/10:00 FREQ=DAILY;INTERVAL=3 "巡检"'],
  ['25日 14时 贷审会', 'meeting 26-12-25T14:00/15:00 "贷审会"'],
  ['下下个月1号 9点 入职培训', 'seminar 27-01-01T09:00/11:00 "入职培训"'],
  ['三天内回复李敏', 'task 26-11-29/26-11-30 "回复李敏"'],
  ['过两天约王总喝茶', 'meeting 26-11-28/26-11-29 @王总 "约王总喝茶"'],
  ['明天 上午 9 点 30 分 到 11 点 培训', 'seminar 26-11-27T09:30/11:00 "培训"'],
  ['周三 15:00-16:00 腾讯会议 与总行沟通', 'meeting 26-12-02T15:00/16:00 "腾讯会议 与总行沟通"'],
  ['提前2小时和提前1天提醒 周五3点 签约', 'meeting 26-11-27T15:00/16:00 r120,1440 "签约"'],
  [
    '明天三点到五点拜访王总和李总，在他们公司',
    'visit 26-11-27T15:00/17:00 @王总 @李总 in 他们公司 "拜访王总和李总"',
  ],
  ['Wed 2:30-3:30 catch up with Liu Yang', 'meeting 26-12-02T14:30/15:30 @Liu Yang "catch up with Liu Yang"'],
  ['tomorrow 2 to 3pm review', 'meeting 26-11-27T14:00/15:00 "review"'],
  ['Tuesday next week 9am kickoff', 'meeting 26-12-01T09:00/10:00 "kickoff"'],
  ['next week Tuesday at 10 due diligence at Acme', 'visit 26-12-01T10:00/11:00 in Acme "due diligence"'],
  ['from Dec 7 to Dec 9 Shanghai trip', 'meeting 26-12-07/26-12-10 "Shanghai trip"'],
  ['Mon 30 Nov 11am call Zhou Lan 30m', 'call 26-11-30T11:00/11:30 @Zhou Lan "call Zhou Lan"'],
  ['lunch tomorrow 12-1 with Chen Jing', 'meeting 26-11-27T12:00/13:00 @Chen Jing "lunch with Chen Jing"'],
  ['by EOD Friday send term sheet', 'task 26-11-27/26-11-28 "send term sheet"'],
  ['at 4:15pm ring Mr Zhao', 'call 26-11-26T16:15/16:45 @Mr Zhao "ring Mr Zhao"'],
  [
    'every 2 weeks on Tuesday 3pm review',
    'meeting 26-12-01T15:00/16:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU "review"',
  ],
  ['every month on the 15th 10am report', 'meeting 26-12-15T10:00/11:00 FREQ=MONTHLY;BYMONTHDAY=15 "report"'],
  ['Thurs 3.30pm visit Acme', 'visit 26-11-26T15:30/16:30 @Acme "visit Acme"'],
  ['3rd of December 2pm audit', 'meeting 26-12-03T14:00/15:00 "audit"'],
  ['half an hour call with Li tomorrow at noon', 'call 26-11-27T12:00/12:30 @Li "call with Li"'],
  ['remind me to submit report on Monday', 'task 26-11-30/26-12-01 "submit report"'],
  ['2pm-3pm today 1:1 with Sun Yue', 'meeting 26-11-26T14:00/15:00 @Sun Yue "1:1 with Sun Yue"'],
  ['meeting 10am-noon Friday', 'meeting 26-11-27T10:00/12:00 "meeting"'],
  ['Friday 9 - 10:30 am coaching', 'meeting 26-11-27T09:00/10:30 "coaching"'],
  ['off sick tomorrow', 'leave 26-11-27/26-11-28 "off sick"'],
  ['两点半见王总', 'meeting 26-11-26T14:30/15:30 @王总 "见王总"'],
  [
    '明天下午两点到三点半，去青禾谷做贷后检查，提前一小时提醒',
    'visit 26-11-27T14:00/15:30 r60 "去青禾谷做贷后检查"',
  ],
  [
    '周二上午，和张经理、李经理开个碰头会',
    'meeting 26-12-01T09:00/10:00 @张经理 @李经理 "和张经理、李经理开个碰头会"',
  ],
  ['后天14点贷审会 时长90分钟', 'meeting 26-11-28T14:00/15:30 "贷审会"'],
  ['下周一全行大会 9:00', 'meeting 26-11-30T09:00/10:00 "全行大会"'],
  ['周五晚6点半 陪客户吃饭 地点滨江酒店', 'meeting 26-11-27T18:30/19:30 in 滨江酒店 "陪客户吃饭"'],
  ['这个周五下午 请半天假', 'leave 26-11-27T14:00/18:00 "请假"'],
  ['12月24日至26日休年假三天', 'leave 26-12-24/26-12-27 "休年假"'],
  ['1月4号到8号 北京培训', 'seminar 27-01-04/27-01-09 "北京培训"'],
  ['明后天去云岫驻场', 'meeting 26-11-27/26-11-29 "去云岫驻场"'],
  ['本月30日前 提交三季度贷后报告', 'task 26-11-30/26-12-01 "提交三季度贷后报告"'],
  ['明天一早给王总发材料', 'meeting 26-11-27T08:00/09:00 @王总 "给王总发材料"'],
  ['明天午饭后 找赵磊对账', 'meeting 26-11-27T13:00/14:00 "找赵磊对账"'],
  ['10分钟后开会', 'meeting 26-11-26T10:10/11:10 "开会"'],
  ['两个小时后 李敏面签', 'visit 26-11-26T12:00/13:00 "李敏面签"'],
  ['周六日 值班', 'meeting 26-11-28/26-11-30 "值班"'],
  ['双周周三 10点 对公例会', 'internal 26-12-02T10:00/10:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=WE "对公例会"'],
  ['每周三、五下午4点客户回访电话', 'visit 26-11-27T16:00/17:00 FREQ=WEEKLY;BYDAY=WE,FR "客户回访电话"'],
  ['每月10日、25日上午 发薪提醒', 'meeting 26-12-10T09:00/10:00 FREQ=MONTHLY;BYMONTHDAY=10,25 "发薪提醒"'],
  ['每天早上8:45-9:00晨会', 'internal 26-11-27T08:45/09:00 FREQ=DAILY "晨会"'],
  ['从12月1日起每周二 9点 党课，共8次', 'meeting 26-12-01T09:00/10:00 FREQ=WEEKLY;BYDAY=TU;COUNT=8 "党课"'],
  [
    '每周一到周五 8:30 晨会 直到12月31日',
    'internal 26-11-27T08:30/09:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261231 "晨会"',
  ],
  [
    '每周一 9点到9点半 例会 到年底',
    'internal 26-11-30T09:00/09:30 FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231 "例会"',
  ],
  ['每天8点半 晨会 到12月31日', 'internal 26-11-27T08:30/09:00 FREQ=DAILY;UNTIL=20261231 "晨会"'],
  ['下周三下午3点半 视频会议 和总行张处长', 'meeting 26-12-02T15:30/16:30 @张处长 "视频会议 和总行张处长"'],
  ['周四5点 团建', 'meeting 26-11-26T17:00/18:00 "团建"'],
  ['明天12点半 午餐会', 'meeting 26-11-27T12:30/13:30 "午餐会"'],
  ['明天0点 系统切换', 'meeting 26-11-27T00:00/01:00 "系统切换"'],
  ['明天24点前 上报', 'task 26-11-28T00:00/01:00 "上报"'],
  ['12月3号（周四）下午3：00—4：30，青禾谷现场，尽调', 'visit 26-12-03T15:00/16:30 "青禾谷现场，尽调"'],
  [
    'noon tomorrow lunch with Mr. Zhao, remind me 15m before',
    'meeting 26-11-27T12:00/13:00 r15 @Mr. Zhao "lunch with Mr. Zhao"',
  ],
  ['1st of Jan 2027 branch party all day', 'meeting 27-01-01/27-01-02 "branch party"'],
  ['tonight at 8 call mum', 'call 26-11-26T20:00/20:30 "call mum"'],
  ['9am-5pm Monday off-site at Head Office', 'meeting 26-11-30T09:00/17:00 in Head Office "off-site"'],
  [
    'every Tue and Thu at 4pm client calls until Dec 31',
    'meeting 26-11-26T16:00/17:00 FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261231 "client calls"',
  ],
  ['2 hrs tomorrow from 2pm workshop in boardroom', 'seminar 26-11-27T14:00/16:00 #boardroom "workshop"'],
  ['1.5h call Zhou Lan 3pm', 'call 26-11-26T15:00/16:30 @Zhou Lan "call Zhou Lan"'],
  ['明天下午开会', 'meeting 26-11-27T14:00/15:00 "开会"'],
  ['明天上午例会', 'internal 26-11-27T09:00/09:30 "例会"'],
  ['明天晚会', 'meeting 26-11-27/26-11-28 "晚会"'],
  [
    '每周二 9点 党课 到12月31日为止',
    'meeting 26-12-01T09:00/10:00 FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231 "党课"',
  ],
  ['下周六日 外出培训', 'seminar 26-12-05/26-12-07 "外出培训"'],
  ['提醒：周五交季报', 'task 26-11-27/26-11-28 "交季报"'],
  [
    '周一 10点 拜访 北屿新材料有限公司 财务部张经理',
    'visit 26-11-30T10:00/11:00 @北屿新材料有限公司 @张经理 "拜访 北屿新材料有限公司 财务部张经理"',
  ],
  ['Call Wang Jianguo tomorrow 10', 'call 26-11-27T10:00/10:30 @Wang Jianguo "Call Wang Jianguo"'],
];

describe('a sentence becomes an appointment', () => {
  test.each(AS_TYPED)('%s', (sentence, expected) => {
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
    ...'周三 下午 3点 到 每 月 号 12 0 连续 天 共 次 : - 半 小时 提前 分钟 天后 年 前 @ 和 、 在 室 every Mon at 3pm to for 1h room by next end of month remind me A\uE000 💼 下 个 一 十'.split(
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
