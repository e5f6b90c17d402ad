import type { Channel } from '../../../src-shared/domain/customer/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Demo } from '../demo.ts';
import { contactLine, isTalk } from '../names/contact-lines.ts';
import type { DemoRow } from '../row.ts';
import type { KnownCustomer, StoryCustomers } from './customers.ts';
import type { StoryOrganisation } from './organisation.ts';

/** The timeline of the picture: days before today, time, channel, both texts, minutes. */
// prettier-ignore
const YUNXIU = [
  [0, '11:02', 'phone', '周岚来电确认回单，问票据池能否跨行入池', 'Zhou Lan called about receipts and the bill pool', 3],
  [1, '15:20', 'web', '网银大额转出 820 万至他行，高于常态 4.1 倍，待问原因', 'Online transfer out ¥8.2 m, 4.1 × the usual: ask why', null],
  [5, '14:00', 'visit', '拜访王建国：扩产二期需设备款 2,000 万', 'Visit Wang Jianguo: phase two needs ¥20 m', 90],
  [8, '10:15', 'branch', '柜面：办事员代领 U 盾，已核身份', 'Branch: token collected by clerk, identity checked', 12],
  [12, '16:40', 'email', '发送本年服务方案，周岚已读两次', 'Sent this year’s service plan, read twice by Zhou Lan', null],
  [18, '09:30', 'visit', '贷后检查：产能利用率 86%，应收账款天数 71', 'Post-loan check: capacity 86%, receivable days 71', 75],
  [34, '11:10', 'phone', '节前问候，王建国提到竞争行报价低 15 bp', 'Holiday call: Wang Jianguo cites a rival 15 bp lower', 6],
] as const satisfies readonly (readonly [number, string, Channel, string, string, number | null])[];

/** Older lines below the picture's, so that the tab counts 64. */
const OLDER = 57;

export function* storyContacts(
  demo: Demo,
  { people }: StoryOrganisation,
  customers: StoryCustomers,
): Generator<DemoRow> {
  const { make, happened, random } = demo;
  const { yunxiu } = customers;
  for (const [days, time, channel, summary, summary_en, minutes] of YUNXIU) {
    yield make('contact_log', yunxiu.scope, {
      customer_id: yunxiu.id,
      channel,
      at: happened(days, time),
      person_id: channel === 'web' ? null : channel === 'branch' ? people.teller : people.wangFang,
      summary,
      summary_en,
      minutes,
      outcome: minutes === null ? null : 'done',
    });
  }
  for (let index = 0; index < OLDER; index += 1) {
    yield line(demo, yunxiu, random.pick([people.wangFang, people.wangFang, people.heQing]), 40 + index * 9);
  }
  for (const customer of Object.values(customers)) {
    if (customer === yunxiu) continue;
    for (let index = 0; index < 5; index += 1) {
      yield line(demo, customer, people.wangFang, customer.lastContact + index * random.int(9, 34));
    }
  }
}

function line(
  { make, happened, random }: Demo,
  customer: KnownCustomer,
  person: Id,
  daysAgo: number,
): DemoRow {
  const { channel, zh, en } = contactLine(random);
  const time = daysAgo === 0 ? '09:5' : `${String(random.int(9, 16)).padStart(2, '0')}:${random.int(0, 5)}`;
  return make('contact_log', customer.scope, {
    customer_id: customer.id,
    channel,
    at: happened(daysAgo, `${time}${random.int(0, 9)}`),
    person_id: person,
    summary: zh,
    summary_en: en,
    minutes: isTalk(channel) ? random.int(2, 60) : null,
    outcome: 'done',
  });
}
