import { weekday } from '../dates.ts';
import { appointment, type Appointment } from '../appointment.ts';
import type { Demo } from '../demo.ts';
import type { Both } from '../names/both.ts';
import type { DemoRow } from '../row.ts';
import type { StoryCustomers } from './customers.ts';
import { storyDays } from './days.ts';
import type { StoryOrganisation, StoryPerson } from './organisation.ts';

type More = Partial<Omit<Appointment, 'owner' | 'kind' | 'title' | 'date'>>;

/** The colleagues' week around the picture of the team's Thursday, what others booked rooms for, and next week. */
export function* storyColleagues(
  demo: Demo,
  { people, rooms }: StoryOrganisation,
  customers: StoryCustomers,
): Generator<DemoRow> {
  const day = storyDays(demo.today);
  const put = (
    owner: StoryPerson,
    kind: Appointment['kind'],
    at: number,
    from: string,
    to: string,
    title: Both,
    more: More = {},
  ) => appointment(demo, { owner: people[owner], kind, date: day(at), from, to, title, ...more });
  const secret = (owner: StoryPerson, at: number, from: string, to: string, title: Both) =>
    put(owner, 'meeting', at, from, to, title, { private: true });

  // Thursday, as drawn.
  yield* secret('liuYang', 3, '13:30', '14:30', ['家长会', 'Parents’ evening']);
  yield* put('liuYang', 'meeting', 3, '14:30', '15:30', ['票据产品会', 'Bill desk']);
  yield* put('chenJing', 'internal', 3, '09:00', '10:00', ['支行行务会', 'Branch board']);
  yield* secret('chenJing', 3, '12:00', '13:00', ['体检', 'Check-up']);
  yield* put('chenJing', 'call', 3, '14:00', '14:30', ['分行电话会', 'HQ call']);
  yield* put('heQing', 'leave', 3, '08:30', '12:00', ['上午休假', 'Morning leave'], {
    transparency: 'out_of_office',
  });
  yield* put('heQing', 'hold', 3, '13:00', '14:00', ['等邓总', 'Mr Deng to confirm'], { hold: true });
  yield* put('heQing', 'visit', 3, '16:00', '17:30', ['松涛医疗 设备贷', 'Songtao loan'], {
    place: '高新区科创路 2 号',
    travel: 25,
  });
  yield* put('zhaoLei', 'visit', 3, '09:00', '10:30', ['青禾谷食品', 'Qinghegu'], {
    place: '城北园区',
    travel: 20,
  });
  yield* put('zhaoLei', 'visit', 3, '11:00', '12:00', ['临溪物流', 'Linxi'], { place: '保税区', travel: 50 });
  yield* secret('zhaoLei', 3, '16:00', '17:00', ['私事', 'Private']);
  yield* secret('sunYue', 3, '10:00', '11:00', ['私事', 'Private']);
  yield* put('sunYue', 'seminar', 3, '13:30', '15:00', ['养老金讲座', 'Pension talk'], {
    rooms: [[rooms.r305, 'requested']],
  });
  yield* put('sunYue', 'call', 3, '16:00', '16:30', ['客户回访', 'Follow-up call']);
  // He Qing sees Yunxiu's general manager a day after Wang Fang does: two visits within three days.
  yield* put('heQing', 'visit', 4, '10:00', '11:00', ['拜访王建国 家庭财富', 'Wang Jianguo, family wealth'], {
    place: '云岫 1 号厂区',
    travel: 20,
    customers: [customers.wangJianguo.id],
  });

  // The rest of their week.
  yield* put('liuYang', 'meeting', 0, '10:00', '11:00', ['供应链金融评审', 'Supply chain review']);
  yield* put('liuYang', 'internal', 1, '10:00', '11:30', ['产品培训', 'Product training'], {
    rooms: [[rooms.r305, 'confirmed']],
  });
  yield* put('liuYang', 'meeting', 2, '14:00', '15:00', ['利率定价会', 'Rate setting']);
  yield* put('liuYang', 'visit', 4, '09:30', '10:30', ['票据池推介', 'Bill pool pitch'], { travel: 20 });
  yield* put('chenJing', 'meeting', 0, '09:30', '10:30', ['授信预审', 'Credit pre-review']);
  yield* put('chenJing', 'meeting', 1, '14:00', '15:00', ['绩效面谈', 'Appraisals']);
  yield* put('heQing', 'visit', 0, '10:00', '11:00', ['家庭资产配置', 'Family portfolio'], { travel: 15 });
  yield* put('heQing', 'call', 2, '11:00', '11:30', ['理财到期回访', 'Maturing funds']);
  yield* put('zhaoLei', 'visit', 1, '10:00', '11:00', ['担保物核查', 'Collateral check'], { travel: 20 });
  yield* put('zhaoLei', 'visit', 4, '14:00', '15:00', ['车队贷款', 'Fleet loan'], { travel: 20 });
  yield* put('sunYue', 'meeting', 1, '15:00', '16:00', ['信托方案', 'Trust plan']);

  // Rooms taken by other departments.
  const room = (id: string, at: number, from: string, to: string, title: Both) =>
    put('admin', 'internal', at, from, to, title, { rooms: [[id, 'confirmed']] });
  yield* room(rooms.r302, 3, '09:00', '10:00', ['零售部', 'Retail']);
  yield* room(rooms.r302, 3, '13:00', '14:00', ['培训', 'Training']);
  yield* room(rooms.r302, 3, '17:00', '18:00', ['风险部', 'Risk']);
  yield* room(rooms.r305, 3, '14:30', '16:00', ['零售周会', 'Retail weekly']);
  yield* room(rooms.r302, 7, '09:00', '11:30', ['审计组', 'Auditors']);

  yield* nextWeek(put, people, weekday(demo.today) >= 4);
}

type Put = (
  owner: StoryPerson,
  kind: Appointment['kind'],
  at: number,
  from: string,
  to: string,
  title: Both,
  more?: More,
) => Generator<DemoRow, string>;

/** Invitations that wait for Wang Fang's answer and, late in a week, a clash that is still ahead. */
function* nextWeek(put: Put, people: StoryOrganisation['people'], late: boolean): Generator<DemoRow> {
  yield* put('liuYang', 'meeting', 8, '12:45', '13:30', ['票据池产品培训', 'Bill pool training'], {
    invited: [{ person: people.wangFang, answer: 'needs_action' }],
  });
  yield* put('chenJing', 'internal', 9, '12:45', '13:30', ['分行条线例会', 'Branch line meeting'], {
    invited: [
      { person: people.wangFang, role: 'optional', answer: 'needs_action' },
      { person: people.liuYang, answer: 'needs_action' },
    ],
  });
  if (!late) return;
  yield* put('wangFang', 'visit', 9, '10:00', '11:00', ['北屿新材料 担保复核', 'Beiyu Materials guarantee'], {
    travel: 20,
  });
  yield* put('liuYang', 'meeting', 9, '10:30', '11:30', ['产品定价会', 'Product pricing'], {
    invited: [{ person: people.wangFang }],
  });
}
