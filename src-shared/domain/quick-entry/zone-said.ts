import { citiesOfZones } from '../calendar/zone-city.ts';
import type { Scan } from './scan.ts';

/** What people say for a zone beside its cities. */
const ALSO: readonly (readonly [string, string])[] = [
  ['中国', 'Asia/Shanghai'],
  ['china', 'Asia/Shanghai'],
  ['日本', 'Asia/Tokyo'],
  ['japan', 'Asia/Tokyo'],
  ['韩国', 'Asia/Seoul'],
  ['korea', 'Asia/Seoul'],
  ['英国', 'Europe/London'],
  ['uk', 'Europe/London'],
  ['美东', 'America/New_York'],
  ['美国东部', 'America/New_York'],
  ['eastern', 'America/New_York'],
  ['美西', 'America/Los_Angeles'],
  ['美国西部', 'America/Los_Angeles'],
  ['pacific', 'America/Los_Angeles'],
  ['格林尼治', 'UTC'],
  ['世界', 'UTC'],
  ['greenwich', 'UTC'],
];
/** Only after an hour. */
const SHORT: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  GMT: 'UTC',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  HKT: 'Asia/Hong_Kong',
  SGT: 'Asia/Singapore',
  BST: 'Europe/London',
  CET: 'Europe/Paris',
  CEST: 'Europe/Paris',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
};
/** Names of several zones are the one of whoever writes, else what a bank in China means by them: it is shown as it was read. */
const SEVERAL: Readonly<Record<string, readonly [RegExp, string, string]>> = {
  CST: [/^America\//, 'America/Chicago', 'Asia/Shanghai'],
  IST: [/^(?:Asia\/Jerusalem|Europe\/Dublin)$/, '', 'Asia/Kolkata'],
};
const ZONES = new Map([
  ...citiesOfZones().map(([city, zone]) => [city.toLowerCase(), zone] as const),
  ...ALSO,
]);
const names = (han: boolean): string =>
  [...ZONES.keys()]
    .filter((name) => /[\u4e00-\u9fff]/.test(name) === han)
    .toSorted((a, b) => b.length - a.length)
    .join('|');
const SAID = new RegExp(
  [
    `[(]?(${names(true)})(?:当地|本地)?(?:夏令|标准)?时间[)]?`,
    `[(]?\\b(?:in\\s+)?(${names(false)})(?:\\s+(?:local|standard|daylight|summer))?\\s+time\\b(?!\\s+zones?\\b)[)]?`,
  ].join('|'),
  'i',
);
const SAID_SHORT = new RegExp(
  `(?<=\\d\\s?(?:[ap]m)?\\s?)\\b(${[...Object.keys(SHORT), ...Object.keys(SEVERAL)].join('|')})\\b`,
);

/** 东京时间, "Tokyo time", "10am JST": the zone whose hours the sentence speaks of; null for one's own. */
export function readZone(scan: Scan, own: string | undefined): string | null {
  const said = scan.take(SAID, 'zone');
  if (said) return ZONES.get((said[1] ?? said[2] ?? '').toLowerCase()) ?? null;
  const short = scan.take(SAID_SHORT, 'zone');
  const name = short?.[1] ?? '';
  const several = SEVERAL[name];
  if (several === undefined) return SHORT[name] ?? null;
  const [ofWriter, there, usual] = several;
  if (own === undefined || !ofWriter.test(own)) return usual;
  return there === '' ? own : there;
}
