import type { Role } from '../../../src-shared/domain/organisation/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { BANK } from '../../../src-shared/sync/scope.ts';
import { ZONE } from '../dates.ts';
import type { Demo } from '../demo.ts';
import type { Both } from '../names/both.ts';
import type { DemoRow } from '../row.ts';

/** Working hours of everybody in the demo bank. */
export const WORK = { work_start: '08:30', work_end: '17:30', zone: ZONE } as const;

const PEOPLE = {
  wangFang: ['王芳', 'Wang Fang', 'manager', '客户经理', 'RM', '制造业授信、票据'],
  liuYang: ['刘洋', 'Liu Yang', 'manager', '产品经理', 'Product', '票据、供应链金融'],
  chenJing: ['陈静', 'Chen Jing', 'lead', '团队主管', 'Lead', '风险审查、团队管理'],
  heQing: ['何晴', 'He Qing', 'manager', '客户经理', 'RM', '财富、公私联动'],
  zhaoLei: ['赵磊', 'Zhao Lei', 'manager', '客户经理', 'RM', '物流、担保'],
  sunYue: ['孙悦', 'Sun Yue', 'manager', '财富顾问', 'Wealth', '家族信托、养老金'],
} as const satisfies Readonly<Record<string, readonly [string, string, Role, string, string, string]>>;

const FRONT = {
  teller: ['郑洁', 'Zheng Jie', 'teller', '柜员', 'Teller', null],
  admin: ['马骏', 'Ma Jun', 'admin', '系统管理员', 'Administrator', null],
} as const;

export type StoryPerson = keyof typeof PEOPLE | keyof typeof FRONT;
export type StoryManager = Exclude<keyof typeof PEOPLE, 'chenJing'>;

export interface StoryOrganisation {
  readonly headOffice: Id;
  readonly branch: Id;
  readonly team: Id;
  readonly people: Readonly<Record<StoryPerson, Id>>;
  /** Each manager's own book, and the one that Wang Fang and He Qing share. */
  readonly books: Readonly<Record<StoryManager | 'yunxiu', Id>>;
  readonly rooms: { readonly r302: Id; readonly r305: Id; readonly hall: Id };
}

/** Head office, one branch, one sub-branch and the team 对公二部 of the pictures. */
export function* storyOrganisation(demo: Demo): Generator<DemoRow, StoryOrganisation> {
  const { make } = demo;
  const unit = function* (
    kind: 'head_office' | 'branch' | 'sub_branch' | 'team',
    parent_id: Id | null,
    [name, name_en]: Both,
    code: string,
  ): Generator<DemoRow, Id> {
    const row = make('org_unit', BANK, { kind, parent_id, name, name_en, code });
    yield row;
    return row.id;
  };
  const headOffice = yield* unit('head_office', null, ['澜江银行总行', 'Lanjiang Bank'], '000');
  const branch = yield* unit('branch', headOffice, ['云州分行', 'Yunzhou Branch'], '100');
  const subBranch = yield* unit('sub_branch', branch, ['城西支行', 'Chengxi Sub-branch'], '110');
  const team = yield* unit('team', subBranch, ['对公二部', 'Corporate II'], '112');

  const people: Partial<Record<StoryPerson, Id>> = {};
  for (const [index, [key, row]] of Object.entries({ ...PEOPLE, ...FRONT }).entries()) {
    const [name, name_en, role, title, title_en, skills] = row;
    const login = name_en.toLowerCase().replace(' ', '.');
    const made = make('person', BANK, {
      ...WORK,
      name,
      name_en,
      role,
      unit_id: key in FRONT ? subBranch : team,
      login,
      title,
      title_en,
      phone: `0555-8800 11${String(index + 10)}`,
      email: `${login}@lanjiang.example`,
      skills,
    });
    people[key as StoryPerson] = made.id;
    yield made;
  }
  const ids = people as Record<StoryPerson, Id>;
  const books = yield* storyBooks(demo, team, ids);
  const room = function* (name: string, name_en: string, seats: number): Generator<DemoRow, Id> {
    const row = make('resource', BANK, { kind: 'room', unit_id: subBranch, name, name_en, seats });
    yield row;
    return row.id;
  };
  const r302 = yield* room('302 会议室', 'Room 302', 8);
  const r305 = yield* room('305 会议室', 'Room 305', 12);
  const hall = yield* room('大会议室', 'Main hall', 60);
  yield make('resource', BANK, {
    kind: 'car',
    unit_id: subBranch,
    name: '公务车 1',
    name_en: 'Car 1',
    seats: 5,
  });
  return { headOffice, branch, team, people: ids, books, rooms: { r302, r305, hall } };
}

function* storyBooks(
  { make }: Demo,
  unit_id: Id,
  people: Readonly<Record<StoryPerson, Id>>,
): Generator<DemoRow, StoryOrganisation['books']> {
  const books: Partial<Record<StoryManager | 'yunxiu', Id>> = {};
  for (const key of ['wangFang', 'liuYang', 'heQing', 'zhaoLei', 'sunYue'] as const) {
    const [name, name_en] = PEOPLE[key];
    const book = make('book', BANK, {
      name: `${name}客户组合`,
      name_en: `${name_en}’s book`,
      kind: 'personal',
      unit_id,
    });
    books[key] = book.id;
    yield book;
    yield make('book_member', BANK, { book_id: book.id, person_id: people[key], role: 'owner' });
  }
  const joint = make('book', BANK, {
    name: '云岫集团联合组合',
    name_en: 'Yunxiu joint book',
    kind: 'joint',
    unit_id,
  });
  books.yunxiu = joint.id;
  yield joint;
  yield make('book_member', BANK, { book_id: joint.id, person_id: people.wangFang, role: 'owner' });
  yield make('book_member', BANK, { book_id: joint.id, person_id: people.heQing, role: 'member' });
  return books as StoryOrganisation['books'];
}
