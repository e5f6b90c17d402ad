import { expect, it } from 'vitest';
import { readIcs } from './ics.ts';
import { planImport } from './ics-import.ts';
import type { ImportItem } from './ics-item.ts';

const itemsOf = (...lines: string[]): readonly ImportItem[] => planImport(readIcs(lines.join('\r\n'))).items;
const EVENT = ['BEGIN:VEVENT', 'UID:a', 'DTSTART:20261201T100000Z'];

it('reads the texts of phones that write them by their bytes, over several lines', () => {
  const [item] = itemsOf(
    'BEGIN:VCALENDAR',
    'VERSION:1.0',
    ...EVENT,
    'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E5=AE=A2=E6=88=B7=',
    '=E4=BC=9A 2',
    'LOCATION;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E4=B8=8A=E6=B5=B7',
    'DESCRIPTION;ENCODING=QUOTED-PRINTABLE:one, two=0D=0Athree; 100=25',
    'END:VEVENT',
    'END:VCALENDAR',
  );
  expect(item?.title).toBe('客户会 2');
  expect(item?.place).toBe('上海');
  expect(item?.description).toBe('one, two\nthree; 100%');
});

it('takes a text as it is where it only looks quoted', () => {
  const [item] = itemsOf(
    ...EVENT,
    'SUMMARY:A=',
    'X-ODD:=E5',
    'LOCATION;ENCODING=QUOTED-PRINTABLE:=C9',
    'END:VEVENT',
  );
  expect(item?.title).toBe('A=');
  expect(item?.ics).toContain('X-ODD:=E5');
  expect(item?.place).toBe('=C9');
});

it('a file that calls meetings off makes none', () => {
  const file = (method: string): readonly ImportItem[] =>
    itemsOf(
      'BEGIN:VCALENDAR',
      `METHOD:${method}`,
      ...EVENT,
      'SUMMARY:Gone',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
    );
  expect(file('CANCEL').map(({ status }) => status)).toEqual(['cancelled']);
  expect(file('REQUEST').map(({ status }) => status)).toEqual(['confirmed']);
});
