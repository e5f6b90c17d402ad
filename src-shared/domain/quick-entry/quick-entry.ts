import type { WallTime } from '../../kernel/brand.ts';
import {
  DAY,
  dayOfWall,
  formatDay,
  formatWall,
  MINUTE,
  parseWall,
  type DayNumber,
  type WallMs,
} from '../calendar/civil.ts';
import { slotError } from '../calendar/slot.ts';
import { wallIn } from '../calendar/zone.ts';
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
import type { Doubt, Refusal } from './doubt.ts';
import { readImpossible } from './impossible.ts';
import { QUICK_ENTRY_MAX } from './limit.ts';
import { spreadOverMonth } from './month-alone.ts';
import { readPriority, type Priority } from './priority.ts';
import { readReminders } from './reminder.ts';
import { readRepeat } from './repeat.ts';
import { daysOfWeekOff, readTimeOff } from './time-off.ts';
import { plain, Scan, type Piece, type PieceRole } from './scan.ts';
import { readLater, readWhen, type When } from './when.ts';
import { readPlace, readWho } from './who.ts';
import { readZone } from './zone-said.ts';

/** A sentence, understood. Names are as they were written; `quickEntry.match` finds who is meant. */
export interface QuickEntry {
  /**
   * An event where a time is said, a task where none is or where it is refused, or the words say so (待办, 提醒我, todo, "by Friday"). 取消明天的会 makes
   * nothing: it is about an event that exists.
   */
  readonly is: 'event' | 'task' | Change;
  readonly kind: EventKind;
  readonly title: string;
  /** What it is called as a task, which has no reminder, no length and no room: what was said of them stays in the title. */
  readonly taskTitle: string;
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
  /** The zone whose hours were said; null for one's own. */
  readonly zone: string | null;
  /** Of a task; null where it was not said. */
  readonly priority: Priority | null;
  /** Why nothing is made of it, although something was said that looks like it; else null. */
  readonly refused: Refusal | null;
  readonly doubts: readonly Doubt[];
  /** What each stretch of the sentence was understood as, in order. */
  readonly pieces: readonly Piece[];
}

const TASK =
  /^(?:任务|待办|todo|task)[:：\s]\s*|^提醒[:：]\s*|^(?:别忘了?|不要忘了?|勿忘|务必)|(?<=过\S{1,4}(?:分钟|小时|钟头)\s*)提醒我(?:要|去|记得)?|(?<!(?:分钟?|小时|钟头|[\d一二两三四五六七八九十半个]天|刻钟)\s*)(?:要|请)?提醒我(?:要|去|记得)?(?=\s*\S)|^记得|\bremind me to\b|\bremind me(?=\s+(?!at\s+\d+\s*m)(?:in|at|on|today|next|this|(?:tom|ton|mon|tue|wed|thu|fri|sat|sun)\w*)\b.*\bto\b)|^remember to\b|^(?:please\s+)?(?:do not|don['’]?t) forget to\b|^(?:i\s+)?need to\b/i;
const DUE_ZH =
  /(?:之前|以前|前)(?:要|须|需)?(?=完成|交|提交|报|办|发|送|回复|填|做|[\s\uE000]|$)|(?<=\uE000\s*)(?:下班)?(?:(?:之前|以前|前)(?![往台来去期后提])|(?:之|以)?内(?![部容外勤控审训]))|截止|\b[dD][dD][lL]\b|(?<=\uE000\s*)[dD][dD][lL]/;
/** 最晚周五, 不晚于12月10日: when it is due. */
const LATEST_ZH = new RegExp(
  `(?:最晚|最迟|至迟|至晚|不晚于|不迟于)(?:在|于)?\\s*(?=${DAY_SAYING}|${CLOCK_SAYING})`,
);
const DAY_END =
  /\b(?:by|before)\s+(?:eod|cob|cop|(?:the\s+)?(?:end|close) of (?:the\s+)?(?:day|business|play))\b(?:\s+on\b)?|^(?:eod|cob)\b/i;
const DUE_EN =
  /(?<!(?:day|week)s?\s+)\b(?:due(?: on| by)?|by|before|within(?=\s+\d+\s+(?:working|business)))\s+(?=(?:mon|tue|wed|thu|fri|sat|sun|tom|today|tonight|next|the|end|eo[mw]|christmas|new year|chinese new|lunar new|cny|spring fest|national day|labou?r day|mid-?autumn|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;

/** How whoever writes is used to write. */
interface Writer {
  /** In which language dates are written at the desk: 3/4 is the third of April in English. A sentence in Chinese is Chinese. */
  readonly language?: 'zh-CN' | 'en';
  /** The zone that `now` is in; where it is not told it is that of the sentence. */
  readonly zone?: string;
}

const HAN = /[\u4e00-\u9fff]/;
/** For a task nothing is kept of these. */
const NO_TASK_HAS: readonly PieceRole[] = ['duration', 'reminder', 'place', 'room'];

/**
 * Reads a sentence as people write an appointment down, in Chinese, English or both.
 * @param now Wall time of whoever writes, `YYYY-MM-DDTHH:mm`.
 */
export function readQuickEntry(sentence: string, now: WallTime, writer: Writer = {}): QuickEntry {
  const impossible = readImpossible(plain(sentence.slice(0, QUICK_ENTRY_MAX)), dayOfWall(parseWall(now)));
  if (impossible !== null) return refusal(sentence.trim(), impossible);
  const entry = readPossible(sentence, now, writer);
  return isFarAway(entry.when) ? refusal(sentence.trim(), sayingOf(sentence, entry.pieces)) : entry;
}

/** No calendar keeps the year 1004: 8-1004 was hardly meant for one. */
function isFarAway(when: QuickEntry['when']): boolean {
  const slot = when && { ...when, zone: 'Etc/UTC', rdate: null, exdate: null };
  return slot !== null && slotError(slot)?.type === 'SlotFarAway';
}

function sayingOf(sentence: string, pieces: readonly Piece[]): Refusal {
  const said = pieces.find(({ role }) => role === 'time');
  return { type: 'noSuchDay', words: said ? sentence.slice(said.from, said.to) : sentence.trim() };
}

const refusal = (title: string, refused: Refusal): QuickEntry => ({
  is: 'task',
  kind: 'meeting',
  title,
  taskTitle: title,
  when: null,
  reminders: [],
  who: [],
  maybe: [],
  place: null,
  room: null,
  car: null,
  zone: null,
  priority: null,
  refused,
  doubts: [],
  pieces: [],
});

function readPossible(sentence: string, now: WallTime, writer: Writer): QuickEntry {
  const written = unglued(sentence.slice(0, QUICK_ENTRY_MAX));
  const { cuts } = written;
  const asked = TASK.test(plain(written.text)) ? null : readChange(plain(written.text));
  const text = written.text.slice(0, asked?.upTo);
  const scan = new Scan(text, writer.language !== 'zh-CN' && !HAN.test(text));
  const at = parseWall(now);
  const named = setNamesAside(scan, text);
  // Round the clock, and half each: no dates.
  for (const { index, 0: all } of text.matchAll(/(?<![\d/])(?:24\/7|50\/50)(?![\d/])/g))
    scan.setAside(index, index + all.length);
  const isTask = scan.take(TASK, 'kind') !== null;
  const priority = readPriority(scan);
  const spoken = readZone(scan, writer.zone);
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
  // Of a day as a whole, and of what is counted from now, the zone says nothing.
  const zone = when.from === null || later !== null ? null : spoken;
  if (zone === null) scan.giveBack('zone');
  const hasWhen = when.day !== null || when.from !== null || repeat !== null;
  const dueZh = hasWhen && scan.take(DUE_ZH, 'time') !== null;
  const days = when.from === null && minutes === null ? readDays(scan) : null;
  scan.bringBack();
  const who = readWho(scan, named);
  const isDone = isTask || due || latest || dueZh || month?.due === true || !(hasWhen || days !== null);
  const backwards = endsBackwards(when, text);
  const saidTwice = !backwards && minutes !== null && lengthOf(when) !== null && lengthOf(when) !== minutes;
  if (saidTwice) scan.giveBack('duration');
  const titleKeeping = (kept: readonly PieceRole[]): string =>
    isTask ? scan.title(text, kept).replace(/^to\s+/i, '') : scan.title(text, kept);
  const left = titleKeeping(['priority']);
  const change = asked?.change ?? (!isTask && asksToCancel(left) ? 'cancel' : null);
  const lacks: readonly PieceRole[] = isDone ? NO_TASK_HAS : ['priority'];
  // What is left of it is no title: 取消 的会.
  const taskTitle = change === null ? titleKeeping(NO_TASK_HAS) : written.text.trim();
  const title = change === null && !isDone ? left : taskTitle;
  // To call a meeting off is no call.
  const word = readKind(plain(text).replace(/\bcall off\b/i, ' '.repeat(8)));
  const kind = word?.kind ?? 'meeting';
  if (word && !scan.pieces.some(({ from, to }) => from < word.to && word.from < to))
    scan.mark(word.from, word.to, 'kind');
  const straight = backwards ? { ...when, to: null, lastDay: null } : when;
  const off = kind === 'leave' ? readTimeOff(plain(text), straight, minutes) : { when: straight, minutes };
  const weekOff = kind === 'leave' && off.minutes === null ? daysOfWeekOff(plain(text), off.when) : null;
  const noHour = !isDone && off.when.from === null && off.minutes !== null;
  const begun = noHour ? { ...off.when, from: usualStart(off.when, at) } : off.when;
  const there = zone === null || writer.zone === undefined ? at : parseWall(wallIn(zone, now, writer.zone));
  const slot = slotOf(
    begun,
    { minutes: off.minutes, days: days ?? weekOff, repeat, kind },
    { today: dayOfWall(at), at: there },
  );
  const isAbout = hasWhen || who.length > 0;
  return {
    is: change !== null && isAbout ? change : isDone || slot === null ? 'task' : 'event',
    kind,
    title,
    taskTitle,
    when: slot,
    reminders: isDone ? [] : reminders,
    who,
    maybe: standingAlone(title, who),
    place: isDone ? null : place,
    room: isDone ? null : room,
    car: isDone ? null : car,
    zone,
    priority,
    refused: title === '' && slot !== null ? { type: 'noTitle', words: sentence.trim() } : null,
    doubts: [...(backwards ? (['endBeforeStart'] as const) : []), ...(noHour ? (['noHour'] as const) : [])],
    pieces: scan.pieces
      .filter(({ role }) => !lacks.includes(role))
      .map(({ role, from, to }) => ({ role, from: asTyped(from, cuts), to: asTyped(to, cuts) }))
      .toSorted((a, b) => a.from - b.from || a.to - b.to),
  };
}

/** A night is no longer: what would end later than this after its beginning, on the next day, was written the wrong way round. */
const LONGEST_NIGHT = 16 * 60;
const NEXT_DAY = /次日|翌日|第二天|\bnext (?:day|morning)\b|\bthe (?:day|morning) after\b/i;

/** How many minutes from the hour at which it begins to the one at which it ends; null where two days or none are said. */
const lengthOf = ({ from, to, lastDay, eachDay }: When): number | null =>
  from === null || to === null || (lastDay !== null && eachDay !== true) ? null : to - from;

/** 下午3点-2点 would last until the next day: nobody means that without saying so. */
const endsBackwards = (when: When, text: string): boolean =>
  (when.day !== null && when.lastDay !== null && when.lastDay < when.day) ||
  (when.to !== null && when.to > 1440 && (lengthOf(when) ?? 0) > LONGEST_NIGHT && !NEXT_DAY.test(text));

/** When something begins whose length is said, and no hour: with the day, or as soon as it can today. */
function usualStart(when: When, now: WallMs): number {
  const minute = (now - dayOfWall(now) * DAY) / MINUTE;
  if (when.day !== dayOfWall(now)) return 540;
  return Math.min(Math.max(540, Math.ceil((minute + 1) / 30) * 30), 1410);
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

/** Now: which day it is for whoever writes, and what time where the sentence speaks of. */
interface Now {
  readonly today: DayNumber;
  readonly at: WallMs;
}

function slotOf(when: When, extent: Extent, now: Now): QuickEntry['when'] {
  const { repeat } = extent;
  if (when.day === null && when.from === null && repeat === null && extent.days === null) return null;
  const day = dayOfFirst(when, repeat, now);
  // 下周一到周三 9点, 每天 or not: each of the days, the last of which ends the rule.
  const daily =
    repeat === null
      ? when.to === null || when.eachDay === true
      : /^FREQ=DAILY(?!.*(?:COUNT|UNTIL))/.test(repeat);
  if (when.from !== null && when.lastDay !== null && daily) {
    const until = `${repeat ?? 'FREQ=DAILY'};UNTIL=${formatDay(when.lastDay).replaceAll('-', '')}`;
    return slotOf({ ...when, lastDay: null }, { ...extent, repeat: until }, now);
  }
  if (when.from === null) {
    // A rule may begin after the days that are named.
    const last = Math.max(day, when.lastDay ?? day + (extent.days ?? 1) - 1);
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
function dayOfFirst(when: When, repeat: string | null, { today, at }: Now): DayNumber {
  const passed = when.from !== null && today * DAY + when.from * MINUTE <= at;
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
