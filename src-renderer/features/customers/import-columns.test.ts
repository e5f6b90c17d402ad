import { expect, it } from 'vitest';
import { guessColumns, headOf } from './import-columns.ts';

it('reads the names of the first line, quoted or not, with a mark at the beginning', () => {
  expect(headOf('\uFEFF客户名称,"地址, 邮编",Remark\r\na,b,c')).toEqual(['客户名称', '地址, 邮编', 'Remark']);
});

it('matches what it knows and leaves the rest to the person', () => {
  expect(guessColumns(['客户名称', 'Name EN', 'remark', 'x'])).toEqual({
    客户名称: 'name',
    'Name EN': 'name_en',
    remark: 'remark',
  });
});
