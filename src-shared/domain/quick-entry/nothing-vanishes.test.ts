import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, parseWall } from '../calendar/civil.ts';
import { slotError } from '../calendar/slot.ts';
import { readQuickEntry, type QuickEntry } from './quick-entry.ts';
import type { Piece } from './scan.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** What sentences are put together from: of each kind what people write, and what they mistype. */
const FRAGMENTS = {
  day: '明天|周三|下周一|12月3日|2月30日|13月5日|32号|3/4|30/2|月底|今晚|春节前一天|tomorrow|Mon|next Tue|5 Dec|30 Feb|04.03.2027|Dec 8-10|2027-02-30|下周一到周三|the 15th'.split(
    '|',
  ),
  time: '下午3点|9点半|15:20|25:70|下午3点-2点|9-11点|晚上10点到早上6点|3pm|3-4pm|3-2|10pm-6am|13pm|at noon|half past two|一刻钟后|in a quarter of an hour|上午'.split(
    '|',
  ),
  zone: '东京时间|New York time|JST|（伦敦时间）'.split('|'),
  length: '一个半小时|90分钟|1h30|for 45 min|半天|三天|for 3 days'.split('|'),
  repeat: '每天|每周一|每月25号|每月32号|every day|every Mon and Wed|weekly|共5次|for 5 days|隔周三'.split(
    '|',
  ),
  reminder:
    '提前一天和15分钟提醒|提前30分钟提醒|remind 1 day before and 15 min before|1 hour reminder|remind me 10 min before'.split(
      '|',
    ),
  priority: '!高|!low|！低'.split('|'),
  place: '302室|大会议室|room 5|地点:港区二路8号|在滨江园区|at Grand Hotel|公务车1'.split('|'),
  title:
    '拜访王总|开会|交材料|与陈静讨论方案|visit Acme|review|call Wang|report|lunch with Bob|请假|改到|取消'.split(
      '|',
    ),
  lead: '提醒我|待办:|周五前|by Friday|todo:|最晚'.split('|'),
  joint: '和|,|，|-|到|and|to|、|的'.split('|'),
} as const;

const fragment = fc.oneof(...Object.values(FRAGMENTS).map((words) => fc.constantFrom(...words)));
const sentences = fc
  .array(fc.tuple(fragment, fc.constantFrom(' ', ' ', '')), { minLength: 1, maxLength: 7 })
  .map((parts) =>
    parts
      .map(([word, gap]) => word + gap)
      .join('')
      .trim(),
  );

/** A day and another one. */
const SEVERAL_DAYS = /下周一到周三|Dec 8-10/;
/** Words that join what was taken, and marks: they go with what they stand between. */
const JOINTS = /[\s,，、。;；:：()（）~～\-–—]|和|及|\band\b|\bto\b/gi;

/** The stretches of a sentence that are in no part that is shown. */
function unexplained(sentence: string, pieces: readonly Piece[]): string[] {
  let left = '';
  for (let i = 0; i < sentence.length; i += 1)
    left += pieces.some(({ from, to }) => from <= i && i < to) ? '\n' : (sentence[i] ?? '');
  return left.split('\n').map(bare);
}

const bare = (text: string): string => text.replaceAll(JOINTS, '').toLowerCase();

test('of whatever is put together nothing vanishes, nothing is taken twice, and what is made is a slot', () => {
  fc.assert(
    fc.property(sentences, (sentence) => {
      const entry = readQuickEntry(sentence, NOW);
      if (entry.refused !== null && entry.refused.type !== 'noTitle') {
        // Told in the words that were typed, and nothing is made of it.
        expect(sentence).toContain(entry.refused.words);
        expect([entry.when, entry.title]).toEqual([null, sentence]);
        return;
      }
      const lost = unexplained(sentence, entry.pieces).filter((part) => !bare(entry.title).includes(part));
      expect(lost, `${sentence} → ${entry.title}`).toEqual([]);
      expectApart(sentence, entry.pieces);
      expectSlot(sentence, entry);
    }),
    { numRuns: 2_000 },
  );
});

function expectApart(sentence: string, pieces: readonly Piece[]): void {
  let end = 0;
  for (const { from, to } of pieces.filter(({ role }) => role !== 'who' && role !== 'kind')) {
    expect(end <= from && from < to && to <= sentence.length, sentence).toBe(true);
    end = to;
  }
}

function expectSlot(sentence: string, { is, when, pieces }: QuickEntry): void {
  if (when === null) return;
  expect(slotError({ ...when, zone: 'Asia/Shanghai', rdate: null, exdate: null }), sentence).toBeNull();
  const hours = (parseWall(when.end) - parseWall(when.start)) / HOUR;
  if (is !== 'event' || when.allDay === 1 || hours <= 24) return;
  const isSaid = pieces.some(({ role }) => role === 'duration') || SEVERAL_DAYS.test(sentence);
  expect(isSaid, `${sentence}: ${hours} h`).toBe(true);
}
