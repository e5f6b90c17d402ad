import { expect, test } from 'vitest';
import type { Id } from '../../kernel/ids.ts';
import { meantOf, type Candidate, type Description } from './meant.ts';

const WANG = 'wang' as Id;

function anOccurrence(more: Partial<Candidate> & { title: string }): Candidate {
  return {
    title_en: null,
    kind: 'meeting',
    startWall: '2026-11-27T15:00',
    endWall: '2026-11-27T16:00',
    all_day: 0,
    with: new Set(),
    ...more,
  };
}

const standup = anOccurrence({
  title: '晨会',
  kind: 'internal',
  startWall: '2026-11-27T08:30',
  endWall: '2026-11-27T09:00',
});
const visit = anOccurrence({ title: '拜访云岫', kind: 'visit', with: new Set([WANG]) });
const review = anOccurrence({
  title: '授信评审',
  startWall: '2026-11-27T16:30',
  endWall: '2026-11-27T18:00',
});
const DAY = [standup, visit, review];

function meant(more: Partial<Description>, all = DAY): string {
  const { found, exact } = meantOf(all, { sentence: '', at: null, word: null, who: [], ...more });
  return `${exact ? '' : 'near: '}${found.map(({ title }) => title).join(', ')}`;
}

const meeting = { text: '会', kind: 'meeting' } as const;

test('what its title names is meant, though others are of its kind', () => {
  expect(meant({ sentence: '取消明天的晨会', word: { text: '晨会', kind: 'internal' } })).toBe('晨会');
  expect(meant({ sentence: '取消明天的评审', word: { text: '评审', kind: 'meeting' } })).toBe('授信评审');
});

test('会 is every meeting and no visit; a visit comes near where there is no meeting', () => {
  expect(meant({ word: meeting })).toBe('晨会, 授信评审');
  expect(meant({ word: meeting }, [visit])).toBe('near: 拜访云岫');
});

test('an hour means what begins then, else what goes on then; the same part of the day only comes near', () => {
  expect(meant({ at: '2026-11-27T15:00' })).toBe('拜访云岫');
  expect(meant({ at: '2026-11-27T17:00' })).toBe('授信评审');
  expect(meant({ at: '2026-11-27T09:00' })).toBe('near: 晨会');
  expect(meant({ at: '2026-11-27T20:00' })).toBe('');
});

test('who is named takes part or stands in the title, else nothing is meant', () => {
  expect(meant({ who: [{ text: '王总', ids: [WANG] }] })).toBe('拜访云岫');
  expect(meant({ who: [{ text: '云岫', ids: [] }] })).toBe('拜访云岫');
  expect(meant({ who: [{ text: '李总', ids: ['li' as Id] }] })).toBe('');
});
