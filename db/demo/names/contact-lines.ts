import type { Seeded } from '../../../src-shared/kernel/seeded.ts';
import type { Channel } from '../../../src-shared/domain/customer/tables.ts';
import type { Both } from './both.ts';

/** What a relationship manager writes after a contact. `{n}` is a small number, `{w}` an amount in 万, `{a}` the same in English. */
const LINES: Readonly<Record<Channel, readonly Both[]>> = {
  visit: [
    ['上门拜访，了解扩产计划，设备款约 {w} 万', 'Visit: talked about expansion, about {a} for equipment'],
    ['贷后检查：产能利用率 {n}%，存货正常', 'Post-loan check: capacity {n}%, stock normal'],
    ['现场核对应收账款，账龄基本在 {d} 天内', 'Checked receivables on site, mostly within {d} days'],
    ['与财务负责人面谈续授信，材料下周补齐', 'Met the head of finance on the renewal; papers next week'],
    ['走访车间，代发工资意向较强', 'Walked the plant; strong interest in payroll'],
  ],
  phone: [
    ['电话回访，询问理财到期安排，暂不续作', 'Call: asked about the maturing fund, no renewal for now'],
    ['来电咨询票据贴现利率，已报价', 'Called about the discount rate for bills, quoted'],
    ['提醒贷款还款日，客户确认资金已备足', 'Reminded of the repayment date; the money is ready'],
    ['节日问候，客户提到有他行报价', 'Holiday greeting; a rival bank has made an offer'],
    ['电话核实大额转出用途：采购原料', 'Checked a large transfer by phone: raw material'],
  ],
  branch: [
    ['到网点办理回单打印并更新预留印鉴', 'At the branch: printed receipts, renewed the seal card'],
    ['柜面：办事员代领 U 盾，已核身份', 'Branch: token collected by a clerk, identity checked'],
    ['网点办理大额存单 {w} 万', 'Branch: certificate of deposit, {a}'],
  ],
  email: [
    ['发送授信材料清单，对方已读', 'Sent the list of credit papers, read'],
    ['收到上季度财务报表', 'Received last quarter’s accounts'],
    ['发送综合服务方案，待反馈', 'Sent the service plan, waiting for an answer'],
  ],
  web: [
    ['网银批量代发 {n} 笔，成功', 'Online payroll batch, {n} payments, all done'],
    ['网银开通跨行资金归集', 'Switched on cash pooling across banks online'],
    ['网银大额转出 {w} 万至他行', 'Online transfer out, {a} to another bank'],
  ],
  mail: [
    ['寄出对账单与询证函', 'Posted the statement and the confirmation letter'],
    ['寄送新版产品手册', 'Posted the new product booklet'],
  ],
};

/** An amount in 万 as it is written in English: ¥850 k, ¥2.15 m. */
export const yuanOf = (wan: number): string => (wan < 100 ? `¥${wan * 10} k` : `¥${wan / 100} m`);

/** A channel and a sentence that fits it. */
export function contactLine(random: Seeded): { channel: Channel; zh: string; en: string } {
  const channel = random.pick<Channel>([
    'visit',
    'visit',
    'phone',
    'phone',
    'phone',
    'branch',
    'email',
    'web',
    'mail',
  ]);
  const [zh, en] = random.pick(LINES[channel]);
  const [n, d, wan] = [random.int(55, 96), random.int(3, 9) * 10, random.int(2, 60) * 5];
  const values: Record<string, number | string> = { n, d, w: wan, a: yuanOf(wan) };
  const fill = (text: string): string => text.replace(/\{(\w)\}/g, (_, key: string) => String(values[key]));
  return { channel, zh: fill(zh), en: fill(en) };
}

/** Whether a contact on this channel takes time that somebody can count. */
export const isTalk = (channel: Channel): boolean =>
  channel === 'visit' || channel === 'phone' || channel === 'branch';
