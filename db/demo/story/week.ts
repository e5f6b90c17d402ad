import type { Id } from '../../../src-shared/kernel/ids.ts';
import { addDays, instantOf, mondayOf } from '../dates.ts';
import { isWorkingDay } from '../../../src-shared/domain/calendar/holidays.ts';
import { BANK } from '../../../src-shared/sync/scope.ts';
import { appointment, type Appointment, type Invited } from '../appointment.ts';
import type { Demo } from '../demo.ts';
import type { Both } from '../names/both.ts';
import type { DemoRow } from '../row.ts';
import type { StoryCustomers } from './customers.ts';
import type { StoryHoldings } from './holdings.ts';
import { storyDays } from './days.ts';
import type { StoryOrganisation, StoryPerson } from './organisation.ts';

/** Events that other parts of the story point at. */
export interface StoryEvents {
  readonly yunxiuTalk: Id;
  readonly threeLevel: Id;
  readonly payrollPlan: Id;
  readonly salonPlanning: Id;
}

type Plain = Omit<Appointment, 'owner' | 'date' | 'title' | 'from' | 'to' | 'kind' | 'outcome'>;

/** Weeks before this one in which the series began. */
const SERIES_WEEKS = 10;

/** The calendar week of the pictures, in the week that holds today, seen by Wang Fang: today is a full day. */
export function* storyWeek(
  demo: Demo,
  { people, rooms }: StoryOrganisation,
  customers: StoryCustomers,
  holdings: StoryHoldings,
): Generator<DemoRow, StoryEvents> {
  const monday = mondayOf(demo.today);
  const day = storyDays(demo.today);
  const yes = (...who: StoryPerson[]): Invited[] => who.map((key) => ({ person: people[key] }));
  const put = (
    owner: StoryPerson,
    kind: Appointment['kind'],
    at: number,
    from: string,
    to: string,
    title: Both,
    more: Plain = {},
  ) =>
    appointment(demo, {
      owner: people[owner],
      kind,
      date: day(at),
      from,
      to,
      title,
      ...more,
      ...noted(demo, day(at), to, kind),
    });
  const mine = (
    kind: Appointment['kind'],
    at: number,
    from: string,
    to: string,
    title: Both,
    more: Plain = {},
  ) => put('wangFang', kind, at, from, to, title, more);
  const of = (...keys: (keyof StoryCustomers)[]) => ({ customers: keys.map((key) => customers[key].id) });

  // Whoever looks at the bank on a Saturday or a holiday sees a day of work all the same.
  if (!isWorkingDay(demo.today))
    yield demo.make('calendar_day', BANK, {
      date: demo.today,
      kind: 'working',
      name: '支行值班',
      name_en: 'Branch on duty',
    });

  // The series: the stand-up skips Wang Fang's day off.
  yield* appointment(demo, {
    owner: people.chenJing,
    kind: 'internal',
    title: ['晨会', 'Stand-up'],
    date: addDays(monday, -7 * SERIES_WEEKS),
    from: '08:30',
    to: '09:00',
    place: '线上',
    rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    exdate: `${day(4)}T08:30`,
    invited: yes('wangFang', 'liuYang', 'sunYue'),
  });
  yield* appointment(demo, {
    owner: people.wangFang,
    kind: 'meeting',
    title: ['产品周会', 'Product weekly'],
    date: addDays(monday, 2 - 7 * SERIES_WEEKS),
    from: '09:00',
    to: '09:30',
    rrule: 'FREQ=WEEKLY;BYDAY=WE',
    invited: yes('liuYang'),
  });

  yield* appointment(demo, {
    owner: people.wangFang,
    kind: 'internal',
    title: ['季末考核周', 'Quarter-end'],
    date: day(0),
    transparency: 'free',
  });
  yield* mine('visit', 0, '10:00', '11:00', ['青禾谷食品 续授信回访', 'Qinghegu Foods renewal'], {
    place: '城北园区 6 号',
    travel: 25,
    ...of('qinghegu'),
  });
  yield* mine('call', 0, '14:00', '14:30', ['李敏 存单', 'Li Min'], of('liMin'));
  yield* mine('meeting', 0, '15:30', '17:00', ['授信方案讨论', 'Credit plan'], {
    invited: yes('liuYang', 'heQing'),
  });
  yield* mine('internal', 0, '16:00', '17:00', ['反洗钱直播', 'AML live'], {
    transparency: 'free',
    place: '线上',
  });

  yield* mine('visit', 1, '09:30', '10:30', ['松涛医疗 设备贷需求', 'Songtao Medical equipment loan'], {
    place: '高新区科创路 2 号',
    travel: 20,
    ...of('songtao'),
  });
  yield* mine('call', 1, '11:00', '11:30', ['周岚 回单', 'Zhou Lan, receipts'], of('yunxiu'));
  const payrollPlan = yield* mine('meeting', 1, '13:30', '14:15', ['代发工资方案', 'Payroll plan'], {
    invited: yes('heQing'),
    ...of('payroll'),
  });
  yield* mine('visit', 1, '15:00', '16:00', ['明渡港务 票据池开户', 'Mingdu Port bill pool'], {
    place: '港区二路 8 号',
    travel: 22,
    ...of('mingdu'),
  });
  yield* mine('visit', 1, '16:15', '17:15', ['临溪物流 续保与额度', 'Linxi Logistics insurance and limit'], {
    place: '保税区三街 15 号',
    travel: 35,
    ...of('linxi'),
  });

  yield* mine('visit', 2, '10:00', '11:30', ['北屿新材料 贷后检查', 'Beiyu Materials post-loan'], {
    place: '滨江园区 3 号楼',
    travel: 20,
    ...of('beiyu'),
  });
  yield* mine('hold', 2, '13:00', '14:00', ['等王总确认', 'Mr Wang to confirm'], {
    hold: true,
    description: '18:00 自动释放',
  });
  yield* put('chenJing', 'internal', 2, '14:30', '15:30', ['支行季度例会', 'Branch quarterly'], {
    place: '大会议室',
    rooms: [[rooms.hall, 'confirmed']],
    invited: yes('wangFang', 'zhaoLei'),
  });
  const salonPlanning = yield* put(
    'sunYue',
    'seminar',
    2,
    '15:30',
    '17:00',
    ['理财沙龙筹备', 'Salon planning'],
    {
      invited: [{ person: people.wangFang, answer: 'needs_action' }],
    },
  );

  const yunxiuTalk = yield* mine('visit', 3, '10:00', '11:30', ['云岫授信面谈', 'Yunxiu credit talk'], {
    description: '定续授信条件：敞口 6,000 万，谈组合定价。',
    invited: [
      ...yes('liuYang'),
      { person: people.chenJing, role: 'optional', answer: 'needs_action' },
      { customer: customers.wangJianguo.id },
    ],
    rooms: [[rooms.r302, 'requested']],
    about: holdings.yunxiuLoan,
    ...of('yunxiu', 'wangJianguo'),
  });
  const threeLevel = yield* put(
    'liuYang',
    'meeting',
    3,
    '10:30',
    '11:30',
    ['三级联动协调会', 'Three-level coordination'],
    { invited: yes('wangFang') },
  );
  yield* mine('call', 3, '13:30', '14:00', ['赵磊 担保', 'Zhao Lei, guarantee'], { invited: yes('zhaoLei') });
  yield* mine('meeting', 3, '14:00', '15:00', ['财富部对接', 'Wealth desk'], { invited: yes('heQing') });
  yield* appointment(demo, {
    owner: people.wangFang,
    kind: 'leave',
    title: ['年假', 'Leave'],
    date: day(4),
    transparency: 'out_of_office',
  });
  yield* put('sunYue', 'seminar', 5, '09:30', '11:30', ['家族信托讲座', 'Trusts seminar'], {
    place: '大会议室',
    rooms: [[rooms.hall, 'confirmed']],
    invited: yes('wangFang'),
  });
  return { yunxiuTalk, threeLevel, payrollPlan, salonPlanning };
}

/** The pictures stand at 14:22 of their day: what ended before noon of today has been noted, what came later waits. */
function noted(
  { today, now }: Demo,
  date: string,
  to: string,
  kind: Appointment['kind'],
): Pick<Appointment, 'outcome'> {
  const over = date < today || (date === today && to <= '11:30' && instantOf(date, to) <= now);
  return over && kind !== 'hold' ? { outcome: 'done' } : {};
}
