import { describe, expect, it } from 'vitest';
import { readIcs } from './ics.ts';
import { exportOf, type ExportableEvent } from './ics-export.ts';
import { planImport } from './ics-import.ts';
import type { ImportItem } from './ics-item.ts';
import { writeIcs } from './ics-write.ts';

const event = (...lines: string[]): string =>
  [
    'BEGIN:VEVENT',
    'UID:u',
    'DTSTART:20260303T100000Z',
    'DTEND:20260303T110000Z',
    ...lines,
    'END:VEVENT',
  ].join('\r\n');
const planOf = (text: string) => planImport(readIcs(text));
const itemOf = (text: string): ImportItem => planOf(text).items[0]!;
/** The unfolded lines of an event as the desk exports it, changed there or not. */
function exported(item: ImportItem, changes: Partial<ExportableEvent> = {}): string[] {
  const out = exportOf(
    { ...item, seriesZone: null, organiser: null, attendees: [], ...changes },
    '2026-01-01T00:00',
  );
  return writeIcs([out], '-//Semicolon//Test//EN').replaceAll('\r\n ', '').split('\r\n');
}

describe('what a file says beyond a field', () => {
  it.each([
    ['the language of a text', 'SUMMARY;LANGUAGE=de:Besuch', { title: 'Visit' }],
    ['where a text is told otherwise', 'DESCRIPTION;ALTREP="cid:1":Plan', { description: 'Other plan' }],
    ['a class stricter than private', 'CLASS:CONFIDENTIAL', { privacy: 'normal' }],
    ['a class that nobody knows', 'CLASS:X-BOARD', { privacy: 'normal' }],
    ['a status that nobody knows', 'STATUS:X-ASKED', { status: 'tentative' }],
    ['a tentative time', 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE', { status: 'confirmed' }],
    [
      'another kind of time',
      'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE',
      { transparency: 'out_of_office' },
    ],
    [
      'a text that was cut',
      `Description:${'long '.repeat(2_000)}end`,
      { description: 'long '.repeat(1_000) },
    ],
  ] as const)('%s goes out again as it was, until it is changed here', (_, line, changes) => {
    const item = itemOf(event(line));
    expect(exported(item)).toContain(line);
    expect(exported(item, changes)).not.toContain(line);
    // What went out is taken as the same when it comes back.
    expect(itemOf(exported(item).join('\r\n'))).toEqual({ ...itemOf(event(line)), ics: expect.any(String) });
  });

  it('takes a tentative time as tentative, and a class that nobody knows as private', () => {
    expect(itemOf(event('X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'))).toMatchObject({
      status: 'tentative',
      transparency: 'busy',
    });
    expect(itemOf(event('CLASS:X-BOARD')).privacy).toBe('private');
  });

  it('keeps a reminder that says more than when it rings, for as long as it rings', () => {
    const alarm = [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT15M',
      'REPEAT:2',
      'DURATION:PT5M',
      'DESCRIPTION:Bring the contract',
      'X-SOUND:bell',
      'END:VALARM',
    ];
    const item = itemOf(event('SUMMARY:a', ...alarm));
    expect(item.reminders).toBe('15');
    const text = (lines: readonly string[]): string => lines.join('\n');
    expect(text(exported(item))).toContain(text(alarm));
    expect(exported(item).filter((line) => line === 'BEGIN:VALARM')).toHaveLength(1);
    expect(text(exported(item, { reminders: '30' }))).not.toContain('contract');
    expect(itemOf(exported(item).join('\r\n')).reminders).toBe('15');
    const plain = itemOf(event('SUMMARY:a', ...alarm.slice(0, 3), 'END:VALARM'));
    expect(plain).toMatchObject({ reminders: '15', ics: null });
  });

  it('of an instance without its series keeps which it was, and tells that it stands alone', () => {
    const lone = planOf(event('RECURRENCE-ID:20260303T090000Z', 'RRULE:FREQ=DAILY', 'SUMMARY:one'));
    expect(lone.problems.map(({ type }) => type)).toEqual(['IcsLone']);
    expect(lone.items[0]).toMatchObject({ recurrence_id: null, slot: { rrule: null } });
    expect(lone.items[0]?.ics?.split('\n')).toEqual([
      'X-SEMICOLON-UNREAD-RECURRENCE-ID:20260303T090000Z',
      'X-SEMICOLON-UNREAD-RRULE:FREQ=DAILY',
    ]);
  });

  it('tells seconds that are cut off a date of a list, and what is said of the calendar as a whole', () => {
    expect(planOf(event('RDATE:20260304T100030Z')).problems.map(({ type }) => type)).toEqual(['IcsSeconds']);
    const whole = ['VERSION:2.0', 'PRODID:x', 'CALSCALE:GREGORIAN', 'METHOD:CANCEL', 'X-WR-CALNAME:Mine'];
    const { problems } = planOf(['BEGIN:VCALENDAR', ...whole, event(), 'END:VCALENDAR'].join('\r\n'));
    expect(problems.map(({ type, text }) => [type, text])).toEqual([
      ['IcsCalendar', 'METHOD:CANCEL'],
      ['IcsCalendar', 'X-WR-CALNAME:Mine'],
    ]);
  });

  it('is the same once an export has come back, so that nothing is changed by it', () => {
    const text = event(
      'X-ODD:1',
      'SUMMARY;LANGUAGE=de:Besuch',
      'CLASS:CONFIDENTIAL',
      'RRULE:FREQ=DAILY;COUNT=3',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'RDATE:never',
      'DTSTAMP:20260101T000000Z',
      'BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT30M\r\nEND:VALARM',
      'BEGIN:VALARM\r\nACTION:EMAIL\r\nTRIGGER:-PT30M\r\nEND:VALARM',
      'BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT5M\r\nEND:VALARM',
    );
    expect(itemOf(exported(itemOf(text)).join('\r\n'))).toEqual(itemOf(text));
  });
});

describe('an exported event', () => {
  it('holds no character that would end one of its lines', () => {
    for (const end of ['\r', '\n', '\r\n', '\u000b', '\u000c', '\u0085', '\u2028', '\u2029', '\u0000']) {
      const lines = exported(itemOf(event('SUMMARY:a')), {
        title: `a${end}STATUS:CANCELLED`,
        attendees: [{ name: `b${end}X-A:b`, email: null, role: 'required', answer: 'accepted' }],
      });
      const text = lines.join('\r\n');
      expect(
        text.split(/\r\n|[\r\n\v\f\u0085\u2028\u2029\0]/).filter((line) => /^(?:STATUS:CANC|X-A)/.test(line)),
      ).toEqual([]);
      expect(readIcs(text).events[0]?.cancelled).toBe(false);
    }
  });

  it('says who asks wherever it says who is asked, and else nobody', () => {
    const attendees = [{ name: 'B', email: 'b@bank', role: 'required', answer: 'accepted' }] as const;
    const organiser = { name: 'A', email: 'a@bank' };
    const item = itemOf(event('SUMMARY:a'));
    expect(exported(item, { organiser, attendees })).toContain('ORGANIZER;CN="A":mailto:a@bank');
    expect(exported(item, { organiser }).join()).not.toContain('ORGANIZER');
    const theirs = itemOf(event('ORGANIZER:mailto:c@bank'));
    expect(exported(theirs, { organiser, attendees }).filter((line) => line.startsWith('ORGANIZER'))).toEqual(
      ['ORGANIZER:mailto:c@bank'],
    );
  });
});
