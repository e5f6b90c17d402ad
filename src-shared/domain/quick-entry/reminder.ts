import { chineseNumber, NUMBER } from './chinese-number.ts';
import type { Scan } from './scan.ts';

const ZH = new RegExp(
  `(?:提前|前)(${NUMBER})(个)?(半)?(分钟|小时|钟头|刻钟|天|分)(?:钟)?(?:提醒|通知|叫)?(?:我|一下)?|(?:提醒提前)(${NUMBER})分钟`,
);
const EN =
  /\b(?:remind(?:er)?(?: me)?|alert(?: me)?|notify(?: me)?)(?: at)?\s+(\d+|an?|half an)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?)(?:\s+(?:before|early|ahead|earlier|prior))?\b|\b(\d+|an?|half an)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?)\s+(?:early |earlier |before |prior |ahead )?(?:reminder|alert)\b/i;

/** Minutes before the start; as many as the sentence names. */
export function readReminders(scan: Scan): number[] {
  const minutes: number[] = [];
  for (let found = one(scan); found !== null && minutes.length < 5; found = one(scan)) minutes.push(found);
  return [...new Set(minutes)].sort((a, b) => a - b);
}

function one(scan: Scan): number | null {
  const zh = scan.take(ZH, 'reminder');
  if (zh) {
    const [, number = '', , half, unit = ''] = zh;
    const size = unit === '天' ? 1440 : unit === '小时' || unit === '钟头' ? 60 : unit === '刻钟' ? 15 : 1;
    return Math.round((chineseNumber(number) + (half === undefined ? 0 : 0.5)) * size);
  }
  const en = scan.take(EN, 'reminder');
  if (!en) return null;
  const number = (en[1] ?? en[3] ?? '').toLowerCase();
  const unit = (en[2] ?? en[4] ?? '').toLowerCase();
  const size = unit.startsWith('d') ? 1440 : unit.startsWith('h') ? 60 : 1;
  const count = number.startsWith('half') ? 0.5 : number === 'a' || number === 'an' ? 1 : Number(number);
  return Math.round(count * size);
}
