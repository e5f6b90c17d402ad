import { expect, it } from 'vitest';
import { foldLogin } from './login.ts';

it.each([
  'wang.fang2',
  'Wang.Fang2',
  'WANG.FANG2',
  ' wang.fang2\t',
  'ｗａｎｇ．ｆａｎｇ２',
  '　Ｗang.fang２',
])('a person who types %j means one login', (typed) => expect(foldLogin(typed)).toBe('wang.fang2'));
