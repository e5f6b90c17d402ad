import { beforeEach, expect, test } from 'vitest';
import { aDesk, aPerson, BOOK, type Desk } from '../../../tests/support/desk.ts';
import { aMeeting, slotAt, ZONE } from '../../../tests/support/drafts.ts';

let desk: Desk;
beforeEach(() => {
  desk = aDesk();
});

const customer = (kind: 'person' | 'company', name: string, more: object = {}): string =>
  desk.did('customer.create', { book_id: BOOK, fields: { kind, name, ...more } }).id;
const called = (text: string): string[] => {
  const [one] = desk.seen('quickEntry.match', { who: [text], maybe: [], room: null, car: null }).who;
  return (one?.found ?? []).map(({ name, detail }) => (detail === null ? name : `${name} · ${detail}`));
};

test('王总 is first of all who leads a firm, and the firm is said', () => {
  const firm = customer('company', '云岫精密制造有限公司', { short_name: '云岫精密', address: '1 号厂区' });
  customer('person', '王安');
  const leader = customer('person', '王建国');
  desk.did('relation.put', {
    id: null,
    from_id: leader,
    to_id: firm,
    kind: 'legal_representative',
    share: null,
    remark: null,
  });
  customer('person', '李敏');
  expect(called('王总')).toEqual(['王建国 · 云岫精密', '王安']);
  const [match] = desk.seen('quickEntry.match', { who: ['王总'], maybe: [], room: null, car: null }).who;
  expect(match?.found[0]?.address).toBe('1 号厂区');
});

test('a colleague comes before a customer of the same name', () => {
  customer('person', '刘洋');
  desk.given('person', 'bank', aPerson({ name: '刘洋', name_en: 'Liu Yang', title: '产品经理' }));
  expect(called('刘洋')).toEqual(['刘洋 · 产品经理', '刘洋']);
  expect(called('Liu Yang')[0]).toBe('刘洋 · 产品经理');
});

test('Wang is a person of that name before a firm that has it as a word, and no firm that merely begins so', () => {
  customer('company', '王庭包装有限公司', { name_en: 'Wangting Pack Co.' });
  expect(called('Wang')).toEqual([]);
  customer('company', '王氏食品有限公司', { name_en: 'Wang Foods Co.' });
  customer('person', '王建国', { name_en: 'Wang Jianguo' });
  expect(called('Wang')).toEqual(['王建国', '王氏食品有限公司']);
  expect(called('Wangting')).toEqual(['王庭包装有限公司']);
  expect(called('wang jianguo')).toEqual(['王建国']);
});

test('a firm is found by the short name colleagues use', () => {
  customer('company', '明渡港务有限公司', { short_name: '明渡', industry: '港口' });
  expect(called('明渡港务')).toEqual(['明渡港务有限公司 · 港口']);
});

test('a word that stands alone is somebody only where a name is that, or begins so', () => {
  customer('company', '松涛医疗器械有限公司');
  customer('person', '高明远', { remark: '培训' });
  desk.given('person', 'bank', aPerson({ name: '刘洋', name_en: 'Liu Yang', title: '产品经理' }));
  const asked = { who: [], maybe: ['松涛医疗', '刘洋', '刘', '培训', '医疗'], room: null, car: null };
  const { maybe } = desk.seen('quickEntry.match', asked);
  expect(maybe.map(({ text, found }) => [text, found[0]?.name])).toEqual([
    ['松涛医疗', '松涛医疗器械有限公司'],
    ['刘洋', '刘洋'],
  ]);
});

test('a customer is found in words that are written in one, where the name begins or ends them', () => {
  customer('company', '云岫精密制造有限公司', { short_name: '云岫' });
  customer('company', '松涛医疗器械有限公司');
  customer('person', '李敏');
  const about = (...maybe: string[]): (string | undefined)[] => {
    const found = desk.seen('quickEntry.match', { who: [], maybe, room: null, car: null }).maybe;
    return maybe.map((text) => found.find((one) => one.text === text)?.found[0]?.name);
  };
  expect(about('云岫授信', '讨论云岫', '松涛医疗面签', '松涛续贷', '李敏存单')).toEqual([
    '云岫精密制造有限公司',
    '云岫精密制造有限公司',
    '松涛医疗器械有限公司',
    '松涛医疗器械有限公司',
    '李敏',
  ]);
  const [one] = desk.seen('quickEntry.match', { who: [], maybe: ['云岫授信'], room: null, car: null }).maybe;
  expect(one?.called).toBe('云岫');
  expect(about('把云岫的材料交了', '云岫精密制造有限公司面谈')).toEqual([undefined, '云岫精密制造有限公司']);
  // Who leads to a name takes more along than the name.
  expect(called('松涛补材料')).toEqual(['松涛医疗器械有限公司']);
});

test('a customer whose name is also a word, or a part of it, is not found in every sentence', () => {
  customer('company', '平安科技有限公司', { short_name: '平安' });
  customer('company', '上海松涛物流有限公司', { short_name: '上海物流' });
  customer('person', '高明');
  customer('company', '云岫模具有限公司', { short_name: '云岫模具' });
  const maybe = ['平安出差', '上海出差', '高明访客', '云岭授信', '云岫'];
  const { maybe: found } = desk.seen('quickEntry.match', { who: [], maybe, room: null, car: null });
  expect(found.map(({ text }) => text)).toEqual(['云岫']);
  // Named by the sentence already, they are not named twice.
  customer('person', '王建国');
  const asked = { who: ['王建国'], maybe: ['带上王建国'], room: null, car: null };
  expect(desk.seen('quickEntry.match', asked).maybe).toEqual([]);
});

test('nobody is invented', () => {
  expect(called('欧阳总')).toEqual([]);
  expect(called('无名氏')).toEqual([]);
});

test('302 is the room that is called so', () => {
  desk.given('resource', 'branch:one', {
    kind: 'room',
    name: '302 室',
    name_en: 'Room 302',
    unit_id: 'u',
    seats: 8,
  });
  expect(desk.seen('quickEntry.match', { who: [], maybe: [], room: '302', car: null }).room).toMatchObject({
    name: '302 室',
    seats: 8,
  });
  expect(desk.seen('quickEntry.match', { who: [], maybe: [], room: '909', car: null }).room).toBeNull();
});

test('a car is found with or without the blank in its name, and no room is taken for one', () => {
  for (const [kind, name, seats] of [
    ['car', '公务车 1', 5],
    ['car', '公务车 2', 5],
    ['room', '车管所会议室', 8],
  ] as const)
    desk.given('resource', 'branch:one', { kind, name, unit_id: 'u', seats });
  const found = (car: string) =>
    desk.seen('quickEntry.match', { who: [], maybe: [], room: null, car }).car?.name;
  expect([found('公务车2'), found('公务车'), found('9号车')]).toEqual(['公务车 2', '公务车 1', undefined]);
});

test('a sentence that cancels means what its person takes part in, with whom it names, and nothing called off already', () => {
  const wang = customer('person', '王建国');
  const meet = (title: string, from: string, to: string, more: object = {}): string =>
    desk.did('event.create', { fields: aMeeting({ title, ...more }), slot: slotAt(from, to) }).id;
  meet('授信评审', '2026-12-02T10:00', '2026-12-02T11:00');
  const talk = meet('票据面谈', '2026-12-02T15:00', '2026-12-02T16:00', { customers: [wang] });
  meet('票据面谈', '2026-12-03T15:00', '2026-12-03T16:00', { customers: [wang] });
  const asked = {
    sentence: '取消周三和王总的会',
    from: '2026-12-02',
    to: '2026-12-03',
    zone: ZONE,
    at: null,
    word: { text: '会', kind: 'meeting' as const },
    who: ['王总'],
  };
  const meant = desk.seen('quickEntry.meant', asked);
  expect(meant.found.map(({ event_id }) => event_id)).toEqual([talk]);
  expect(meant.exact).toBe(true);
  desk.did('event.remove', { id: talk, recurrence_id: null, which: 'all' });
  expect(desk.seen('quickEntry.meant', asked).found).toEqual([]);
});
