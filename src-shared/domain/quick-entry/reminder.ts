import { chineseNumber, NUMBER } from './chinese-number.ts';
import { FEAST } from './festival-zh.ts';
import type { Scan } from './scan.ts';

/** 会前半小时, 到期前三天提醒; but 春节前一天 is a day, and so is 月底前三天. */
const BARE = `(?<!(?:${FEAST})节?)前(?=(?:${NUMBER})(?:个?半?(?:分钟|小时|钟头|刻钟|分)|天(?:提醒|通知|叫)))`;
const ZH = new RegExp(
  `(?:提前(?!\\d+个工作日)|${BARE})(${NUMBER})(个)?(半)?(分钟|小时|钟头|刻钟|天|分)(?:钟)?(?:提醒|通知|叫)?(?:我|一下)?|(?:提醒提前)(${NUMBER})分钟`,
);
/** 提前30分钟和1天提醒: the word once for all of them. */
const UNIT = '(?:分钟|小时|钟头|刻钟|天|分)';
const SEVERAL = new RegExp(
  `提前(?:${NUMBER})个?${UNIT}(?:\\s*(?:[、,和及]|还有)\\s*(?:提前)?(?:${NUMBER})个?${UNIT})+(?:各?提醒|通知)?(?:我|一下)?`,
);
const EACH = new RegExp(`(${NUMBER})(个)?()(${UNIT})`, 'g');
const EN =
  /\b(?:remind(?:er)?(?: me)?|alert(?: me)?|notify(?: me)?)(?: at)?\s+(\d+|an?|half an)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?)(?:\s+(?:before|early|ahead|earlier|prior))?\b|\b(\d+|an?|half an)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?)\s+(?:early |earlier |before |prior |ahead )?(?:reminder|alert)\b/i;

/** Minutes before the start; as many as the sentence names. */
export function readReminders(scan: Scan): number[] {
  const several = scan.take(SEVERAL, 'reminder');
  const minutes = several ? [...several[0].matchAll(EACH)].map(minutesOf) : [];
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
  if (!en) return null;
  const number = (en[1] ?? en[3] ?? '').toLowerCase();
  const unit = (en[2] ?? en[4] ?? '').toLowerCase();
  const size = unit.startsWith('d') ? 1440 : unit.startsWith('h') ? 60 : 1;
  const count = number.startsWith('half') ? 0.5 : number === 'a' || number === 'an' ? 1 : Number(number);
  return Math.round(count * size);
}
