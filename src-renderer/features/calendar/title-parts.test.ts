import { describe, expect, test } from 'vitest';
import { titleParts } from './title-parts.ts';

describe('a title that begins with its customer', () => {
  test('names a person whole in English, and not only by the surname', () => {
    expect(titleParts('Ye Chunhua portfolio review', 'Ye Chunhua')).toEqual({
      head: 'Ye Chunhua',
      rest: 'portfolio review',
    });
    expect(titleParts('Han Lei', 'Han Lei')).toEqual({ head: 'Han Lei', rest: '' });
  });
  test('goes to the end of the word in which the short name ends', () => {
    expect(titleParts('云岫精密 授信面谈', '云岫')).toEqual({ head: '云岫精密', rest: '授信面谈' });
    expect(titleParts('云岫授信面谈', '云岫')).toEqual({ head: '云岫授信面谈', rest: '' });
  });
  test('stays one where it begins otherwise, or has no customer', () => {
    expect(titleParts('Team meeting', '')).toEqual({ head: 'Team meeting', rest: '' });
    expect(titleParts('Visit to Yunxiu', 'Yunxiu')).toEqual({ head: 'Visit to Yunxiu', rest: '' });
  });
});
