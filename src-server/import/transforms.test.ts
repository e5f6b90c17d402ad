import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readBirthNumber,
  readDate,
  readDecimal,
  readInteger,
  readMoney,
  readWord,
  type Cell,
} from './transforms.ts';

const value = (cell: Cell) => (cell.ok ? cell.value : 'refused');

describe('a date of a feed', () => {
  it.each([
    ['930101', 'yymmdd', 0, '1993-01-01'],
    ['050101', 'yymmdd', 30, '2005-01-01'],
    ['300101', 'yymmdd', 30, '1930-01-01'],
    ['931107 00:00:00', 'yymmdd HH:MM:SS', 0, '1993-11-07'],
    ['20240229', 'yyyymmdd', 30, '2024-02-29'],
    ['2024-02-29', 'yyyy-mm-dd', 30, '2024-02-29'],
    ['29.02.2024', 'dd.mm.yyyy', 30, '2024-02-29'],
    ['02/29/2024', 'mm/dd/yyyy', 30, '2024-02-29'],
    ['29/02/2024', 'dd/mm/yyyy', 30, '2024-02-29'],
  ] as const)('reads %s as %s with pivot %i', (text, format, pivot, expected) => {
    expect(value(readDate(text, format, pivot))).toBe(expected);
  });

  it.each([
    ['930230', 'yymmdd'],
    ['931301', 'yymmdd'],
    ['93010', 'yymmdd'],
    ['1930101', 'yymmdd'],
    ['2023-02-29', 'yyyy-mm-dd'],
    ['1900-02-29', 'yyyy-mm-dd'],
    ['29x02x2024', 'dd.mm.yyyy'],
  ] as const)('refuses %s as %s', (text, format) => {
    expect(value(readDate(text, format, 30))).toBe('refused');
  });

  it('is a day of the calendar or refused, whatever the digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/), (text) => {
        const read = value(readDate(text, 'yyyymmdd', 0));
        const given = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
        const real = new Date(`${given}T00:00:00Z`);
        const exists = !Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === given;
        expect(read).toBe(exists ? given : 'refused');
      }),
    );
  });
});

describe('a birth number', () => {
  it.each([
    ['706213', '1970-12-13', 'female'],
    ['450204', '1945-02-04', 'male'],
    ['405101', '1940-01-01', 'female'],
  ])('%s is a day and a gender', (text, date, gender) => {
    expect(value(readBirthNumber(text, 'date', 0))).toBe(date);
    expect(value(readBirthNumber(text, 'gender', 0))).toBe(gender);
  });

  it.each(['702313', '706413', '70621', 'abcdef'])('%s is refused', (text) => {
    expect(value(readBirthNumber(text, 'date', 0))).toBe('refused');
  });
});

describe('an amount', () => {
  it.each([
    ['2452.00', '.', 245_200],
    ['96396', '.', 9_639_600],
    ['-12.5', '.', -1_250],
    ['12,34', ',', 1_234],
    ['0.07', '.', 7],
    ['-0', '.', 0],
  ] as const)('%s is whole minor units', (text, mark, minor) => {
    expect(value(readMoney(text, mark))).toBe(minor);
  });

  it.each(['1.234', '1,5', '1e3', '', '--1', '1 000', '99999999999999999'])('%s is refused', (text) => {
    expect(value(readMoney(text, '.'))).toBe('refused');
  });

  it('loses no minor unit, however large it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) }), (minor) => {
        const text = `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
        expect(value(readMoney(text, '.'))).toBe(Number(minor));
      }),
    );
  });
});

describe('numbers and words', () => {
  it('keeps a decimal as it was written', () => expect(value(readDecimal('0.40'))).toBe('0.40'));
  it.each(['0.', '.5', '1,5', 'x'])('%s is no decimal', (text) =>
    expect(value(readDecimal(text))).toBe('refused'),
  );
  it('reads whole numbers only', () => {
    expect(value(readInteger('-42'))).toBe(-42);
    expect(value(readInteger('42.0'))).toBe('refused');
    expect(value(readInteger('9007199254740993'))).toBe('refused');
  });
  it('refuses a word that the mapping does not know, so that a new code is noticed', () => {
    expect(value(readWord('VYBER', { VYBER: 'out' }))).toBe('out');
    expect(value(readWord('NEW', { VYBER: 'out' }))).toBe('refused');
    expect(value(readWord('constructor', {}))).toBe('refused');
  });
});
