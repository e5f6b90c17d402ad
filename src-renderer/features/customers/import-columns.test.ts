import { expect, it } from 'vitest';
import { guessColumns, headOf, textOf } from './import-columns.ts';

it('reads the names of the first line, quoted or not, with a mark at the beginning', () => {
  expect(headOf('\uFEFF客户名称,"地址, 邮编",Remark\r\na,b,c')).toEqual(['客户名称', '地址, 邮编', 'Remark']);
});

it('reads what Chinese Excel writes, which is not UTF-8', () => {
  const gb18030 = Uint8Array.of(0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0xd4, 0xc6, 0xe1, 0xb6);
  expect(textOf(gb18030)).toBe('名称\n云岫');
  expect(textOf(new TextEncoder().encode('名称\n云岫'))).toBe('名称\n云岫');
});

it('matches what it knows and leaves the rest to the person', () => {
  expect(guessColumns(['客户名称', 'Name EN', 'remark', 'x'])).toEqual({
    客户名称: 'name',
    'Name EN': 'name_en',
    remark: 'remark',
  });
});
