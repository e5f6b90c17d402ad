import { describe, expect, test } from 'vitest';
import type { NameMatch } from '../../../src-shared/contract/quick-entry.ts';
import { readQuickEntry } from '../../../src-shared/domain/quick-entry/quick-entry.ts';
import { newDraft } from '../calendar/event-draft.ts';
import { eventOf, taskOf, taskWritten, understand } from './understood.ts';

const ZONE = 'Asia/Shanghai';
const entry = (text: string) => readQuickEntry(text, '2026-11-26T10:00');
const somebody = (id: string, table: NameMatch['table'] = 'customer', more: Partial<NameMatch> = {}): NameMatch => ({
  table, id, name: id, name_en: null, detail: null, detail_en: null, address: null, ...more,
}); // prettier-ignore

describe('who is meant', () => {
  const said = entry('周三下午3点拜访王总');
  const match = {
    who: [{ text: '王总', found: [somebody('a'), somebody('b')] }],
    maybe: [],
    room: null,
    car: null,
  };

  test('of words that are written in one only the name is shown, once', () => {
    const twice = entry('下周二10点 云岫授信 讨论云岫');
    const maybe = ['云岫授信', '讨论云岫'].map((text) => ({
      text,
      called: '云岫',
      found: [somebody('yunxiu')],
    }));
    const { who } = understand(twice, { who: [], maybe, room: null, car: null }, 0);
    expect(who.map(({ text, match: one }) => [text, one?.id])).toEqual([['云岫', 'yunxiu']]);
  });

  test('is the likeliest, until somebody asks for the next', () => {
    expect(understand(said, match, 0).who[0]?.match?.id).toBe('a');
    expect(understand(said, match, 1).who[0]?.match?.id).toBe('b');
    expect(understand(said, match, 2).who[0]?.match?.id).toBe('a');
  });

  test('is nobody while the laptop has answered for an older sentence', () => {
    expect(understand(entry('周三下午3点拜访李总'), match, 0).who[0]?.match).toBeNull();
  });
});

test('a word that stands alone is somebody where the laptop knows one called so', () => {
  const said = entry('下周二10点 云岫 授信视频会议');
  expect(said.maybe).toEqual(['云岫', '授信视频会议']);
  const match = {
    who: [],
    maybe: [{ text: '云岫', called: '云岫', found: [somebody('yunxiu')] }],
    room: null,
    car: null,
  };
  expect(understand(said, match, 0).who.map((one) => one.match?.id)).toEqual(['yunxiu']);
  expect(understand(said, undefined, 0).who).toEqual([]);
});

test('customers are linked, colleagues are asked, the room is requested', () => {
  const said = entry('周三下午3点 302室 约云岫精密和刘洋会谈');
  const understood = understand(
    said,
    {
      who: [
        { text: '云岫精密', found: [somebody('yunxiu')] },
        { text: '刘洋', found: [somebody('liu', 'person')] },
      ],
      maybe: [],
      room: { id: 'r302', name: '302 室', name_en: null, seats: 8 },
      car: null,
    },
    0,
  );
  expect(eventOf(understood, ZONE, 15)?.fields).toMatchObject({
    customers: ['yunxiu'],
    attendees: [{ person_id: 'liu', customer_id: null, role: 'required' }],
    resources: ['r302'],
    place: null,
    reminders: '15',
  });
});

test('a whole day takes no time, as in the form; leave does, and so do hours', () => {
  const takes = (text: string) => {
    const event = eventOf(understand(entry(text), undefined, 0), ZONE, null);
    return [event?.slot.all_day, event?.fields.transparency];
  };
  expect(takes('下个月15号 还款提醒')).toEqual([1, 'free']);
  expect(takes('下周五请假')).toEqual([1, 'out_of_office']);
  expect(takes('下个月15号10点 还款提醒')).toEqual([0, 'busy']);
  const written = newDraft({ date: '2026-12-15', from: null, to: null }, ZONE, null);
  expect(written.transparency).toBe(takes('下个月15号 还款提醒')[1]);
});

test('a visit is at the customer, unless the sentence says where', () => {
  const at = {
    who: [{ text: '王总', found: [somebody('w', 'customer', { address: '滨江园区 3 号' })] }],
    maybe: [],
    room: null,
    car: null,
  };
  expect(eventOf(understand(entry('周三3点拜访王总'), at, 0), ZONE, null)?.fields.place).toBe(
    '滨江园区 3 号',
  );
  expect(eventOf(understand(entry('周三3点在滨江支行 拜访王总'), at, 0), ZONE, null)?.fields.place).toBe(
    '滨江支行',
  );
});

test('leave is out of office, and a hold is tentative', () => {
  expect(eventOf(understand(entry('下周一请假'), undefined, 0), ZONE, 15)?.fields).toMatchObject({
    transparency: 'out_of_office',
    reminders: null,
  });
  expect(eventOf(understand(entry('暂占周三3点'), undefined, 0), ZONE, 15)?.fields.status).toBe('tentative');
});

test('a task is due when the sentence says', () => {
  const fields = taskOf(understand(entry('周五前提交授信申请书'), undefined, 0), ZONE).fields;
  expect(fields).toMatchObject({ title: '提交授信申请书', due: '2026-11-27', zone: ZONE });
});

describe('a task that is written into a field for tasks', () => {
  const written = (text: string) => {
    const said = entry(text);
    return taskWritten(said.when === null ? null : understand(said, undefined, 0), ZONE, text);
  };

  test('is due when the sentence says, and called what is left', () => {
    expect(written('下周五前 交季报')).toMatchObject({ title: '交季报', due: '2026-12-04', rrule: null });
    expect(written('每月15号 催收')).toMatchObject({
      title: '催收',
      due: '2026-12-15',
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=15',
    });
    expect(written('明天下午3点 给王总回电话')).toMatchObject({
      title: '给王总回电话',
      due: '2026-11-27T15:00',
    });
  });

  test('is called by all of it where no day is said', () => {
    for (const text of ['Book the third visit', 'Ask for the second quote', 'Check the collateral papers'])
      expect(written(text)).toEqual({ title: text, detail: null, zone: ZONE });
  });
});

describe('a task in a field for tasks', () => {
  const written = (text: string) => taskWritten(understand(entry(text), undefined, 0), ZONE, text);
  test('is as urgent as was said, and keeps in its title the reminder that it cannot have', () => {
    expect(written('每月25号 提交月报 提前一天提醒 !高')).toMatchObject({
      title: '提交月报 提前一天提醒',
      priority: 'high',
      due: '2026-12-25',
    });
    expect(written('周五 提交月报')).not.toHaveProperty('priority');
  });
});

test('hours of another zone are kept in that zone', () => {
  const understood = understand(entry('tomorrow 10am review Tokyo time'), undefined, 0);
  expect(eventOf(understood, ZONE, null)?.slot).toMatchObject({
    start: '2026-11-27T10:00',
    zone: 'Asia/Tokyo',
  });
});
