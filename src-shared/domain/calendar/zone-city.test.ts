import { describe, expect, test } from 'vitest';
import { zoneCity, zoneLabel, zonesMeant } from './zone-city.ts';

const zones = Intl.supportedValuesOf('timeZone');
const meant = (text: string): string[] => zonesMeant(text, zones);

describe('a zone', () => {
  test('is called after its city in the language of the reader', () => {
    expect(zoneLabel('Asia/Shanghai', 'zh-CN')).toBe('北京、上海（Asia/Shanghai）');
    expect(zoneLabel('Asia/Shanghai', 'en')).toBe('Beijing, Shanghai (Asia/Shanghai)');
    expect(zoneCity('America/Port_of_Spain', 'zh-CN')).toBe('Port of Spain');
  });

  test.each([
    ['北京', 'Asia/Shanghai'],
    ['上海', 'Asia/Shanghai'],
    ['beijing', 'Asia/Shanghai'],
    ['纽约', 'America/New_York'],
    ['new york', 'America/New_York'],
    ['旧金山', 'America/Los_Angeles'],
    ['shang', 'Asia/Shanghai'],
    ['los_ang', 'America/Los_Angeles'],
  ])('is found by its city in either language: %s', (text, zone) => {
    expect(meant(text)).toEqual([zone]);
  });

  test.each([
    'Asia/Shanghai',
    ' asia/shanghai ',
    '北京、上海（Asia/Shanghai）',
    'Beijing, Shanghai (Asia/Shanghai)',
  ])('that is written whole means itself alone: %s', (text) => {
    expect(meant(text)).toEqual(['Asia/Shanghai']);
  });

  test('that is written whole and not in the list is taken as it is', () => {
    const listed = zones.filter((zone) => zone !== 'Asia/Kolkata');
    expect(zonesMeant('Asia/Kolkata', listed)).toEqual(['Asia/Kolkata']);
    expect(zonesMeant('MST', listed)).toEqual(['MST']);
  });

  test.each(['Asia/Nowhere', 'Europe/Berlinn', '+08:00', 'http://Europe/Paris'])(
    'that does not exist is nothing, never another one: %s',
    (text) => {
      expect(meant(text)).toEqual([]);
    },
  );
});

test('without a text all zones are offered, those first that people here name most', () => {
  expect(meant('').slice(0, 2)).toEqual(['Asia/Shanghai', 'Asia/Hong_Kong']);
  expect(new Set(meant(''))).toEqual(new Set(zones));
});
