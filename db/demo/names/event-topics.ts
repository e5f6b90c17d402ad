import type { EventKind } from '../../../src-shared/domain/calendar/tables.ts';
import type { Both } from './both.ts';

/** What appointments with a customer are about, after the customer's short name. */
export const VISIT_TOPICS: readonly Both[] = [
  ['贷后检查', 'post-loan check'],
  ['续授信面谈', 'renewal talk'],
  ['票据池方案', 'bill pool plan'],
  ['代发工资签约', 'payroll signing'],
  ['设备贷需求', 'equipment loan'],
  ['存款回访', 'deposit follow-up'],
  ['国际结算方案', 'trade settlement'],
  ['现金管理演示', 'cash management demo'],
];

export const CALL_TOPICS: readonly Both[] = [
  ['回单确认', 'receipts'],
  ['存单到期', 'maturing deposit'],
  ['利率询价', 'rate enquiry'],
  ['还款提醒', 'repayment reminder'],
  ['满意度回访', 'satisfaction call'],
];

/** Appointments among colleagues. */
export const TEAM_TOPICS: readonly { kind: EventKind; title: Both }[] = [
  { kind: 'meeting', title: ['授信方案讨论', 'Credit plan'] },
  { kind: 'meeting', title: ['客户会商', 'Customer round'] },
  { kind: 'internal', title: ['合规学习', 'Compliance class'] },
  { kind: 'internal', title: ['支行例会', 'Branch meeting'] },
  { kind: 'meeting', title: ['公私联动会', 'Corporate–retail link'] },
  { kind: 'seminar', title: ['理财沙龙', 'Wealth salon'] },
];
