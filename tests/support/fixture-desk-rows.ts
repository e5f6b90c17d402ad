import type { Found } from '../../src-renderer/app/desk-data.ts';

/** 17 March 2026, 14:22 in the zone of this computer: the moment of all pictures. */
export const fixtureNow = new Date(2026, 2, 17, 14, 22).getTime();

export const fixturePeople = { 'zh-CN': '王芳', en: 'Wang Fang' } as const;

const rows: readonly Found[] = [
  { kind: 'customer', id: 'c1', title: '云岫精密制造有限公司', detail: '重点客户', link: '#/customers/c1' },
  {
    kind: 'customer',
    id: 'c2',
    title: 'Yunxiu Precision Mfg Co.',
    detail: 'key account',
    link: '#/customers/c2',
  },
  { kind: 'person', id: 'p1', title: '刘洋', detail: '产品经理', link: '#/calendar' },
  { kind: 'event', id: 'e1', title: '云岫授信面谈', detail: '3 月 19 日 周四 10:00', link: '#/calendar' },
  { kind: 'task', id: 't1', title: '云岫授信申请书送审', link: '#/tasks/t1' },
  { kind: 'note', id: 'n1', title: '云岫二期厂房', link: '#/notes/n1' },
];

export async function fixtureFound(text: string): Promise<readonly Found[]> {
  return rows.filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()));
}
