import type { Id } from '../../../src-shared/kernel/ids.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import type { Demo } from '../demo.ts';
import { noteBody } from '../note-body.ts';
import type { DemoRow } from '../row.ts';
import type { StoryCustomer, StoryCustomers } from './customers.ts';
import type { StoryOrganisation, StoryPerson } from './organisation.ts';
import type { StoryEvents } from './week.ts';

interface Note {
  readonly author: StoryPerson;
  readonly customer?: StoryCustomer;
  readonly event?: keyof StoryEvents;
  readonly daysAgo: number;
  readonly title: string;
  readonly text: readonly string[];
  readonly pinned?: boolean;
}

const NOTES: readonly Note[] = [
  {
    author: 'wangFang',
    customer: 'yunxiu',
    event: 'yunxiuTalk',
    daysAgo: 1,
    pinned: true,
    title: '云岫授信面谈准备',
    text: [
      '授信月底到期，审批约需 25 个工作日。',
      '敞口 6,000 万；代发工资已在我行，可谈组合定价。',
      '二期设备款走项目贷，期限 5 年。',
      '票据池跨行入池，周岚已问两次。',
      '王总爱好路跑，城马在即。',
    ],
  },
  {
    author: 'wangFang',
    customer: 'yunxiu',
    daysAgo: 5,
    title: '拜访王建国：二期厂房',
    text: ['二期厂房 6 月封顶，设备款约 2,000 万，希望 5 年期。', '他行报价低 15 bp，关心放款速度。'],
  },
  {
    author: 'heQing',
    customer: 'yunxiu',
    daysAgo: 4,
    title: '代发群体调研',
    text: ['412 人代发，信用卡 18%，理财 9%，有提升空间。', '高管 6 人可做私行名单。'],
  },
  {
    author: 'wangFang',
    customer: 'wangJianguo',
    daysAgo: 12,
    title: '王建国家庭情况',
    text: ['子女在外地读书，关注养老金与信托。', '他行理财约 600 万，下月到期。'],
  },
  {
    author: 'wangFang',
    customer: 'mingdu',
    daysAgo: 2,
    title: '明渡港务票据池',
    text: ['开户资料还差法人身份证复印件。', '月均收票约 1,200 万，入池率先谈 60%。'],
  },
  {
    author: 'wangFang',
    customer: 'linxi',
    daysAgo: 41,
    title: '临溪物流续保',
    text: ['结算量降 47%，询问是否转到他行。', '续保与额度一起谈。'],
  },
  {
    author: 'wangFang',
    daysAgo: 1,
    title: '晨会要点',
    text: ['季末考核：存款日均、有效户、公私联动三项。', '本周拜访 9 户，先重点后一般。'],
  },
  {
    author: 'wangFang',
    daysAgo: 8,
    title: '票据池话术',
    text: ['先问收票结构，再讲跨行入池。', '利率第 7 版下月 1 日起用。'],
  },
  {
    author: 'liuYang',
    daysAgo: 1,
    pinned: true,
    title: 'Three-level coordination: agenda',
    text: [
      'Head office: limit and pricing authority.',
      'Branch: approval guidance for Yunxiu, answer due this week.',
      'Team: who visits whom, no double visits.',
    ],
  },
  {
    author: 'liuYang',
    daysAgo: 6,
    title: 'Bill pool rates, version 7',
    text: ['New table from the first of next month.', 'Pooling across banks needs the amended contract.'],
  },
  {
    author: 'chenJing',
    daysAgo: 3,
    title: '团队本周重点',
    text: ['云岫、明渡两户优先。', '赵磊移交 3 户给王芳，任务与日程已随户转。'],
  },
];

/** Notes with bodies that open in the editor: private ones with their author, linked ones in the customer's book. */
export function* storyNotes(
  demo: Demo,
  { people }: StoryOrganisation,
  customers: StoryCustomers,
  events: StoryEvents,
): Generator<DemoRow> {
  for (const note of NOTES) {
    const customer = note.customer && customers[note.customer];
    const author: Id = people[note.author];
    const scope = customer ? customer.scope : scopeOf('person', author);
    const row = demo.make('note', scope, {
      title: note.title,
      author_id: author,
      customer_id: customer?.id ?? null,
      event_id: note.event ? events[note.event] : null,
      pinned: note.pinned ? 1 : 0,
      written_at: demo.happened(note.daysAgo, '17:20'),
      excerpt: note.text.join('\n'),
    });
    yield row;
    yield demo.make('note_update', scope, {
      note_id: row.id,
      body: noteBody(note.text, demo.random.int(1, 0x7fffffff)),
    });
  }
}
