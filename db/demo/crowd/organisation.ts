import type { Role } from '../../../src-shared/domain/organisation/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { BANK } from '../../../src-shared/sync/scope.ts';
import type { Demo } from '../demo.ts';
import { personName } from '../names/people.ts';
import { CITIES, SUB_BRANCHES } from '../names/places.ts';
import type { DemoRow } from '../row.ts';
import { WORK, type StoryOrganisation } from '../story/organisation.ts';

/** Every further team has the same eight posts. */
const POSTS: readonly (readonly [Role, string, string])[] = [
  ['lead', '团队主管', 'Lead'],
  ['manager', '客户经理', 'RM'],
  ['manager', '客户经理', 'RM'],
  ['manager', '客户经理', 'RM'],
  ['manager', '产品经理', 'Product'],
  ['manager', '财富顾问', 'Wealth'],
  ['marketing', '营销人员', 'Marketing'],
  ['teller', '柜员', 'Teller'],
];
const TEAM_SIZE = POSTS.length;

/** How many teams a bank of so many people has beyond the story's. */
export const otherTeamCount = (people: number): number => Math.floor(people / TEAM_SIZE) - 1;

/** People of those teams who keep a calendar. */
export const otherPlanners = (people: number): number =>
  otherTeamCount(people) * POSTS.filter(([role]) => role !== 'teller').length;

export interface CrowdTeam {
  readonly people: readonly { readonly id: Id; readonly role: Role }[];
  /** A book of each manager. */
  readonly books: readonly { readonly id: Id; readonly owner: Id }[];
  readonly rooms: readonly Id[];
}

/** Branches beyond the story's, one for each of the larger bank's cities. */
export function* crowdBranches({ make, amounts }: Demo, story: StoryOrganisation): Generator<DemoRow, Id[]> {
  const branches = [story.branch];
  for (let index = 1; index < amounts.branches; index += 1) {
    const [name, name_en] = CITIES[index]!;
    const row = make('org_unit', BANK, {
      kind: 'branch',
      parent_id: story.headOffice,
      name: `${name}分行`,
      name_en: `${name_en} Branch`,
      code: `${index + 1}00`,
    });
    yield row;
    branches.push(row.id);
  }
  return branches;
}

/** A sub-branch with one team, its people, books and rooms. */
export function* crowdTeam(
  { make, random }: Demo,
  branch: Id,
  index: number,
  logins: Set<string>,
): Generator<DemoRow, CrowdTeam> {
  const [place, placeEn] = SUB_BRANCHES[(index + 1) % SUB_BRANCHES.length]!;
  const subBranch = make('org_unit', BANK, {
    kind: 'sub_branch',
    parent_id: branch,
    name: `${place}支行`,
    name_en: `${placeEn} Sub-branch`,
    code: `S${index + 2}`,
  });
  yield subBranch;
  const team = make('org_unit', BANK, {
    kind: 'team',
    parent_id: subBranch.id,
    name: '对公一部',
    name_en: 'Corporate I',
    code: `T${index + 2}`,
  });
  yield team;
  const people: { id: Id; role: Role }[] = [];
  const books: { id: Id; owner: Id }[] = [];
  for (const [role, title, title_en] of POSTS) {
    const { zh, en, login } = personName(random);
    const row = make('person', BANK, {
      ...WORK,
      name: zh,
      name_en: en,
      role,
      unit_id: role === 'teller' || role === 'marketing' ? subBranch.id : team.id,
      login: freeLogin(login, logins),
      title,
      title_en,
    });
    yield row;
    people.push({ id: row.id, role });
    if (role !== 'manager') continue;
    const book = make('book', BANK, {
      name: `${zh}客户组合`,
      name_en: `${en}’s book`,
      kind: 'personal',
      unit_id: team.id,
    });
    yield book;
    yield make('book_member', BANK, { book_id: book.id, person_id: row.id, role: 'owner' });
    books.push({ id: book.id, owner: row.id });
  }
  const rooms: Id[] = [];
  for (const [number, seats] of [
    ['201', 8],
    ['203', 16],
  ] as const) {
    const room = make('resource', BANK, {
      kind: 'room',
      unit_id: subBranch.id,
      name: `${number} 会议室`,
      name_en: `Room ${number}`,
      seats,
    });
    yield room;
    rooms.push(room.id);
  }
  return { people, books, rooms };
}

function freeLogin(login: string, taken: Set<string>): string {
  let free = login;
  for (let number = 2; taken.has(free); number += 1) free = `${login}${number}`;
  taken.add(free);
  return free;
}
