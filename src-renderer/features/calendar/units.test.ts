import { expect, test } from 'vitest';
import { branchUnit, teamsOf } from './units.ts';

const unit = (id: string, kind: string, parent_id: string | null): Parameters<typeof teamsOf>[0][number] => ({
  id,
  kind,
  parent_id,
  name: id,
  name_en: null,
});
const units = [
  unit('head', 'head_office', null),
  unit('branch', 'branch', 'head'),
  unit('sub', 'sub_branch', 'branch'),
  unit('t2', 'team', 'sub'),
  unit('t1', 'team', 'branch'),
  unit('other', 'team', 'head'),
];

test('the teams of one’s branch are those below it at any depth', () => {
  expect(branchUnit(units, 't2')).toBe('branch');
  expect(teamsOf(units, 'branch').map((one) => one.id)).toEqual(['t1', 't2']);
});

test('whoever belongs to no branch sees what is below the own unit', () => {
  expect(branchUnit(units, 'head')).toBe('head');
  expect(teamsOf(units, 'head').map((one) => one.id)).toEqual(['other', 't1', 't2']);
  expect([branchUnit(units, null), teamsOf(units, null)]).toEqual([null, []]);
});
