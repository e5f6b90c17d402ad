import type { WallTime } from '../../kernel/brand.ts';
import {
  DAY,
  dayOfWall,
  formatDay,
  formatWall,
  MINUTE,
  parseWall,
  type DayNumber,
} from '../calendar/civil.ts';
import { parseRule } from '../calendar/rule.ts';
import { walk } from '../calendar/rule-walk.ts';
import type { EventKind } from '../calendar/tables.ts';
import { asksToCancel, readChange, type Change } from './change.ts';
import { readKind, USUAL_MINUTES } from './kind.ts';
import { setNamesAside } from './day-like-name.ts';
import { asTyped, unglued } from './glued.ts';
import { CLOCK_SAYING } from './clock-zh.ts';
import { DAY_SAYING } from './day-zh.ts';
import { readDays, readLength } from './length.ts';
import { QUICK_ENTRY_MAX } from './limit.ts';
import { spreadOverMonth } from './month-alone.ts';
import { readReminders } from './reminder.ts';
import { readRepeat } from './repeat.ts';
import { readTimeOff } from './time-off.ts';
import { plain, Scan, type Piece } from './scan.ts';
import { readLater, readWhen, type When } from './when.ts';
import { readPlace, readWho } from './who.ts';

/** A sentence, understood. Names are as they were written; `quickEntry.match` finds who is meant. */
export interface QuickEntry {
  /**
   * An event where a time is said, a task where none is or the words say so (待办, 提醒我, todo, "by Friday"). 取消明天的会 makes
   * nothing: it is about an event that exists.
   */
  readonly is: 'event' | 'task' | Change;
  readonly kind: EventKind;
  readonly title: string;
  /** Null where the sentence says no time. For a task: when it is due. */
  readonly when: {
    readonly allDay: 0 | 1;
    readonly start: WallTime;
    /** Exclusive. */
    readonly end: WallTime;
    /** RFC 5545, without the name. */
    readonly rrule: string | null;
  } | null;
  /** Minutes before the start. */
  readonly reminders: readonly number[];
  readonly who: readonly string[];
  /**
   * Words that may be somebody, or begin or end with a name: 云岫 in 周二10点 云岫 授信面谈, and in 云岫授信. They count only
   * where somebody is called so.
   */
  readonly maybe: readonly string[];
  readonly place: string | null;
  readonly room: string | null;
  readonly car: string | null;
  /** What each stretch of the sentence was understood as, in order. */
  readonly pieces: readonly Piece[];
}

const TASK =
  /^(?:任务|待办|todo|task)[:：\s]\s*|^提醒[:：]\s*|^(?:别忘了?|不要忘了?|勿忘|务必)|(?<=过\S{1,4}(?:分钟|小时|钟头)\s*)提醒我(?:要|去|记得)?|(?<!(?:分钟?|小时|钟头|[\d一二两三四五六七八九十半个]天|刻钟)\s*)(?:要|请)?提醒我(?:要|去|记得)?(?=\s*\S)|^记得|\bremind me to\b|\bremind me(?=\s+(?!at\s+\d+\s*m)(?:in|at|on|today|next|this|(?:tom|ton|mon|tue|wed|thu|fri|sat|sun)\w*)\b.*\bto\b)|^remember to\b|^(?:please\s+)?(?:do not|don['’]?t) forget to\b|^(?:i\s+)?need to\b/i;
const DUE_ZH =
  /(?:之前|以前|前)(?:要|须|需)?(?=完成|交|提交|报|办|发|送|回复|填|做|[\s\uE000]|$)|(?<=\uE000\s*)(?:下班)?(?:(?:之前|以前|前)(?![往台来去期后提])|(?:之|以)?内(?![部容外勤控审]))|截止|\b[dD][dD][lL]\b|(?<=\uE000\s*)[dD][dD][lL]/;
/** 最晚周五, 不晚于12月10日: when it is due. */
const LATEST_ZH = new RegExp(
  `(?:最晚|最迟|至迟|至晚|不晚于|不迟于)(?:在|于)?\\s*(?=${DAY_SAYING}|${CLOCK_SAYING})`,
);
const DAY_END =
  /\b(?:by|before)\s+(?:eod|cob|cop|(?:the\s+)?(?:end|close) of (?:the\s+)?(?:day|business|play))\b(?:\s+on\b)?|^(?:eod|cob)\b/i;
const DUE_EN =
  /(?<!(?:day|week)s?\s+)\b(?:due(?: on| by)?|by|before|within(?=\s+\d+\s+(?:working|business)))\s+(?=(?:mon|tue|wed|thu|fri|sat|sun|tom|today|tonight|next|the|end|eo[mw]|christmas|new year|chinese new|lunar new|cny|spring fest|national day|labou?r day|mid-?autumn|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;

/**
 * Reads a sentence as people write an appointment down, in Chinese, English or both.
 * @param now Wall time of whoever writes, `YYYY-MM-DDTHH:mm`.
 */
export function readQuickEntry(sentence: string, now: WallTime): QuickEntry {
  const written = unglued(sentence.slice(0, QUICK_ENTRY_MAX));
  const { cuts } = written;
  const asked = TASK.test(plain(written.text)) ? null : readChange(plain(written.text));
  const text = written.text.slice(0, asked?.upTo);
  const scan = new Scan(text);
  const at = parseWall(now);
  const named = setNamesAside(scan, text);
  const isTask = scan.take(TASK, 'kind') !== null;
  const reminders = readReminders(scan);
  const period = readRepeat(scan, at);
  const dayEnd = scan.take(DAY_END, 'time') !== null;
  const within = /\bwithin\s+(?:\d|an?\b|half\b)/i.test(scan.rest);
  const due = scan.take(DUE_EN, 'time') !== null || dayEnd || within;
  const latest = scan.take(LATEST_ZH, 'time') !== null;
  const later = readLater(scan, at);
  const minutes = readLength(scan);
  const { place, room, car } = readPlace(scan);
  const said = later ?? readWhen(scan, at);
  const day = dayEnd && said.day === null ? { ...said, day: dayOfWall(at) } : said;
  const month = spreadOverMonth(scan, day, period, { today: dayOfWall(at), isDue: due });
  const { when, repeat } = month ?? { when: day, repeat: period };
  const hasWhen = when.day !== null || when.from !== null || repeat !== null;
  const dueZh = hasWhen && scan.take(DUE_ZH, 'time') !== null;
  const days = when.from === null ? readDays(scan) : null;
  scan.bringBack();
  const who = readWho(scan, named);
  const left = isTask ? scan.title(text).replace(/^to\s+/i, '') : scan.title(text);
  const change = asked?.change ?? (!isTask && asksToCancel(left) ? 'cancel' : null);
  // What is left of it is no title: 取消 的会.
  const title = change === null ? left : written.text.trim();
  // To call a meeting off is no call.
  const word = readKind(plain(text).replace(/\bcall off\b/i, ' '.repeat(8)));
  const kind = word?.kind ?? 'meeting';
  if (word && !scan.pieces.some(({ from, to }) => from < word.to && word.from < to))
    scan.mark(word.from, word.to, 'kind');
  const off = kind === 'leave' ? readTimeOff(plain(text), when, minutes) : { when, minutes };
  const slot = slotOf(off.when, { minutes: off.minutes, days, repeat, kind }, at);
  const isAbout = hasWhen || who.length > 0;
  return {
    is:
      change !== null && isAbout
        ? change
        : isTask || due || latest || dueZh || month?.due === true || slot === null
          ? 'task'
          : 'event',
    kind,
    title,
    when: slot,
    reminders,
    who,
    maybe: standingAlone(title, who),
    place,
    room,
    car,
    pieces: scan.pieces
      .map(({ role, from, to }) => ({ role, from: asTyped(from, cuts), to: asTyped(to, cuts) }))
      .toSorted((a, b) => a.from - b.from || a.to - b.to),
  };
}

const MOST_MAYBE = 5;

/** The Chinese words of a title between all else, without what leads to a name: 去松涛医疗 is perhaps 松涛医疗. */
function standingAlone(title: string, who: readonly string[]): string[] {
  const words = title
    .split(/[^\u4e00-\u9fff]+/)
    .map((word) => word.replace(/^(?:去|到|见|找|约|给|跟|和|陪|接)(?=[\u4e00-\u9fff]{2})/, ''))
    .filter((word) => /^.{2,20}$/.test(word) && !who.some((name) => name.includes(word)));
  return [...new Set(words)].slice(0, MOST_MAYBE);
}

interface Extent {
  readonly minutes: number | null;
  readonly days: number | null;
  readonly repeat: string | null;
  readonly kind: EventKind;
}

function slotOf(when: When, extent: Extent, now: number): QuickEntry['when'] {
  const { repeat } = extent;
  if (when.day === null && when.from === null && repeat === null && extent.days === null) return null;
  const day = dayOfFirst(when, repeat, now);
  // 下周一到周三 9点, 每天 or not: each of the days, the last of which ends the rule.
  const daily = repeat === null ? when.to === null : /^FREQ=DAILY(?!.*(?:COUNT|UNTIL))/.test(repeat);
  if (when.from !== null && when.lastDay !== null && daily) {
    const until = `${repeat ?? 'FREQ=DAILY'};UNTIL=${formatDay(when.lastDay).replaceAll('-', '')}`;
    return slotOf({ ...when, lastDay: null }, { ...extent, repeat: until }, now);
  }
  if (when.from === null) {
    const last = when.lastDay ?? day + (extent.days ?? 1) - 1;
    return { allDay: 1, start: formatDay(day), end: formatDay(last + 1), rrule: repeat };
  }
  const start = day * DAY + when.from * MINUTE;
  const end = endOf(when, extent, day, start);
  return { allDay: 0, start: formatWall(start), end: formatWall(end), rrule: repeat };
}

function endOf(when: When, { minutes, kind }: Extent, day: DayNumber, start: number): number {
  if (when.to !== null) {
    const end = (when.lastDay ?? day) * DAY + when.to * MINUTE;
    if (end > start) return end;
  }
  return start + (minutes ?? USUAL_MINUTES[kind]) * MINUTE;
}

/** Today where no day is said, or tomorrow where that time has passed; the first day that a rule allows. */
function dayOfFirst(when: When, repeat: string | null, now: number): DayNumber {
  const today = dayOfWall(now);
  const passed = when.from !== null && today * DAY + when.from * MINUTE <= now;
  // A bare weekday whose hour has passed is the one of next week; 今天9点 is written down afterwards, and stays.
  const from =
    when.day === null
      ? passed
        ? today + 1
        : today
      : when.day === today && passed && when.anyWeek
        ? today + 7
        : when.day;
  if (repeat === null) return from;
  // INTERVAL counts from the first one, so it says nothing about which that is.
  const rule = parseRule(repeat.replaceAll(/;(?:INTERVAL|COUNT|UNTIL)=\d+/g, ''));
  if (!rule.ok || !repeat.includes(';BY')) return from;
  let first = from;
  walk(
    { rule: rule.value, start: from * DAY, from: from * DAY, to: Infinity, until: Infinity },
    { left: 2_000 },
    (wall) => {
      first = dayOfWall(wall);
      return false;
    },
  );
  return first;
}
