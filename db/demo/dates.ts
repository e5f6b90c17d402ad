import type { DateText, EpochMs, WallTime } from '../../src-shared/kernel/brand.ts';

/** The demo bank lives in one zone without daylight saving, eight hours ahead of UTC. */
export const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const OFFSET = 8 * HOUR;

/** A bank names the same few hundred days a million times: making each text once halves the generator's work. */
function cached<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = make(key)));
    return value;
  };
}

const utc = cached((date: DateText): EpochMs => Date.parse(`${date}T00:00:00Z`));
const dateText = cached((ms: EpochMs): DateText => new Date(ms).toISOString().slice(0, 10));

export const addDays = (date: DateText, days: number): DateText => dateText(utc(date) + days * DAY);

/** 1 is Monday, 7 is Sunday. */
export const weekday = (date: DateText): number => ((new Date(utc(date)).getUTCDay() + 6) % 7) + 1;

export const mondayOf = (date: DateText): DateText => addDays(date, 1 - weekday(date));

export const isWorkday = (date: DateText): boolean => weekday(date) <= 5;

export const daysBetween = (from: DateText, to: DateText): number => Math.round((utc(to) - utc(from)) / DAY);

/** The instant of a wall time in the bank's zone. */
export const instantOf = (date: DateText, time: string): EpochMs =>
  utc(date) - OFFSET + Number(time.slice(0, 2)) * HOUR + Number(time.slice(3, 5)) * MINUTE;

export const wall = (date: DateText, time: string): WallTime => `${date}T${time}`;

/** `YYYY-MM` of the month `back` months before that of the date. */
export function monthBack(date: DateText, back: number): string {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - back;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}
