import { chineseNumber, NUMBER } from './chinese-number.ts';
import { FEAST } from './festival-zh.ts';
import type { Scan } from './scan.ts';

/** 会前半小时, 到期前三天提醒; but 春节前一天 is a day, and so is 月底前三天. */
const BARE = `(?<!(?:${FEAST})节?)前(?=(?:${NUMBER})(?:个?半?(?:分钟|小时|钟头|刻钟|分)|天(?:提醒|通知|叫)))`;
const ZH = new RegExp(
  `(?:(?:提醒\\s*:\\s*)?提前(?!\\d+个工作日)|${BARE})(${NUMBER})(个)?(半)?(分钟|小时|钟头|刻钟|天|分)(?:钟)?(?:提醒|通知|叫)?(?:我|一下)?|(?:提醒提前)(${NUMBER})分钟`,
);
/** 提前30分钟和1天提醒: the word once for all of them. */
const UNIT = '(?:分钟|小时|钟头|刻钟|天|分)';
const SEVERAL = new RegExp(
  `提前(?:${NUMBER})个?${UNIT}(?:\\s*(?:[、,和及]|还有)\\s*(?:提前)?(?:${NUMBER})个?${UNIT})+(?:各?提醒|通知)?(?:我|一下)?`,
);
const EACH = new RegExp(`(${NUMBER})(个)?()(${UNIT})`, 'g');
const EN =
  /\b(?:remind(?:er)?(?: me)?|alert(?: me)?|notify(?: me)?)(?: at)?\s+(\d+|an?|half an)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?)(?:\s+(?:before|early|ahead|earlier|prior))?\b|\b(\d+|an?|half an)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?)\s+(?:early |earlier |before |prior |ahead )?(?:reminder|alert)\b/i;

/** remind 1 day before and 15 min before: the word once for all of them. */
const EN_ALSO =
  /(?<=\uE000)\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|\+\s*)(?:again\s+)?(?:at\s+)?(\d+|an?|half an)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?)\s+(?:before(?:hand)?|early|ahead|earlier|prior)\b/i;
/** remind me 1 day and 15 min before: what is before is said once. */
const EN_SEVERAL =
  /\b(?:remind(?:ers?)?(?: me)?|alerts?(?: me)?|notify(?: me)?)(?: at)?((?:\s*(?:,|and|&)?\s*(?:\d+|an?|half an)\s*(?:m|mins?|minutes?|h|hrs?|hours?|d|days?)\b){2,5})\s+(?:before(?:hand)?|early|ahead|earlier|prior)\b/i;
const EN_EACH = /(\d+|an?|half an)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?)\b/gi;

/** Minutes before the start; as many as the sentence names. */
export function readReminders(scan: Scan): number[] {
  const several = scan.take(SEVERAL, 'reminder');
  const minutes = several ? [...several[0].matchAll(EACH)].map(minutesOf) : [];
  const english = scan.take(EN_SEVERAL, 'reminder');
  if (english) minutes.push(...[...(english[1] ?? '').matchAll(EN_EACH)].map(englishMinutes));
  for (let found = one(scan); found !== null && minutes.length < 5; found = one(scan)) minutes.push(found);
  return [...new Set(minutes)].sort((a, b) => a - b);
}

function minutesOf([, number = '', , half = '', unit = '']: RegExpExecArray): number {
  const size = unit === '天' ? 1440 : unit === '小时' || unit === '钟头' ? 60 : unit === '刻钟' ? 15 : 1;
  return Math.round((chineseNumber(number) + (half === '' ? 0 : 0.5)) * size);
}

function one(scan: Scan): number | null {
  const zh = scan.take(ZH, 'reminder');
  if (zh) {
    return minutesOf(zh);
  }
  const en = scan.take(EN, 'reminder');
  if (en) return englishMinutes([en[0], en[1] ?? en[3], en[2] ?? en[4]]);
  const also = scan.pieces.some(({ role }) => role === 'reminder') ? scan.take(EN_ALSO, 'reminder') : null;
  return also === null ? null : englishMinutes(also);
}

function englishMinutes([, counted = '', said = '']: readonly (string | undefined)[]): number {
  const number = counted.toLowerCase();
  const unit = said.toLowerCase();
  const size = unit.startsWith('d') ? 1440 : unit.startsWith('h') ? 60 : 1;
  const count = number.startsWith('half') ? 0.5 : number === 'a' || number === 'an' ? 1 : Number(number);
  return Math.round(count * size);
}
