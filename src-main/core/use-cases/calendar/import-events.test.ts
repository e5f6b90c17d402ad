import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ImportOutcome } from '../../../../src-shared/contract/calendar-file.ts';
import { formatDay, parseWall } from '../../../../src-shared/domain/calendar/civil.ts';
import { readIcs, type IcsFile } from '../../../../src-shared/domain/calendar/ics.ts';
import { expandIcs, seriesOf } from '../../../../src-shared/domain/calendar/ics-expand.ts';
import { planImport } from '../../../../src-shared/domain/calendar/ics-import.ts';
import { instantToWall, wallToInstant } from '../../../../src-shared/domain/calendar/zone.ts';
import { aDesk, aPerson, ME, type Desk } from '../../../../tests/support/desk.ts';
import { aMeeting, invitedBy, slotAt } from '../../../../tests/support/drafts.ts';
import { sharedData } from '../../../../tests/support/shared-data.ts';

const ZONE = 'Asia/Shanghai';
let desk: Desk;
beforeEach(() => {
  desk = aDesk();
});

const file = (...lines: string[]): string => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const WEEKLY = event(
  'UID:weekly@other',
  'DTSTART;TZID=Asia/Shanghai:20261102T090000',
  'DTEND;TZID=Asia/Shanghai:20261102T100000',
  'RRULE:FREQ=WEEKLY;COUNT=6',
  'EXDATE;TZID=Asia/Shanghai:20261109T090000',
  'SUMMARY:例会',
  'X-ROOM-CODE;KIND=big:A\\,12',
);
const MOVED = event(
  'UID:weekly@other',
  'RECURRENCE-ID;TZID=Asia/Shanghai:20261116T090000',
  'DTSTART;TZID=Asia/Shanghai:20261117T140000',
  'DTEND;TZID=Asia/Shanghai:20261117T150000',
  'SUMMARY:例会 改期',
);

function importText(text: string, batch = 'b'): ImportOutcome {
  const { items } = planImport(readIcs(text, ZONE));
  let sum: ImportOutcome = { created: 0, changed: 0, unchanged: 0, refused: [] };
  for (let at = 0; at < items.length; at += 200) {
    const one = desk.did('event.import', { batch, items: items.slice(at, at + 200), dryRun: false });
    sum = {
      created: sum.created + one.created,
      changed: sum.changed + one.changed,
      unchanged: sum.unchanged + one.unchanged,
      refused: [...sum.refused, ...one.refused],
    };
  }
  return sum;
}

const exported = (): string => desk.seen('event.export', { from: null, to: null }).text;

/** Every occurrence of a file within three years of its first start, as text, in order. */
function occurrences(parsed: IcsFile): string[] {
  const starts = parsed.events.map(({ slot }) => Math.floor(parseWall(slot.start) / 86_400_000));
  if (starts.length === 0) return [];
  const from = starts.reduce((a, b) => Math.min(a, b)) - 2;
  const window = {
    from: Date.parse(`${formatDay(from)}T00:00:00Z`),
    to: Date.parse(`${formatDay(from + 1_100)}T00:00:00Z`),
  };
  return seriesOf(parsed.events)
    .flatMap((series) => {
      const expanded = expandIcs(series, window);
      // A time without a zone is on the clock of whoever reads the file.
      const at = (instant: number, floating: boolean): number =>
        floating ? wallToInstant(instantToWall(instant, 'UTC'), ZONE) : instant;
      return expanded.ok
        ? expanded.value.map(
            // An all-day event lasts its day, also where a file lets it end when it begins.
            ({ start, end, event: of }) =>
              `${at(start, of.floating)} ${at(end === start && of.slot.allDay === 1 ? start + 86_400_000 : end, of.floating)} ${of.summary.trim() || '–'}`,
          )
        : [];
    })
    .sort();
}

describe('a calendar file', () => {
  test('becomes a series with its exceptions, in the own calendar', () => {
    expect(importText(file(...WEEKLY, ...MOVED))).toEqual({
      created: 2,
      changed: 0,
      unchanged: 0,
      refused: [],
    });
    const { instances } = desk.seen('calendar.window', {
      from: '2026-11-01',
      to: '2026-12-20',
      zone: ZONE,
      people: [ME],
    });
    expect(instances.map(({ startWall, title }) => `${startWall} ${title}`)).toEqual([
      '2026-11-02T09:00 例会',
      '2026-11-17T14:00 例会 改期',
      '2026-11-23T09:00 例会',
      '2026-11-30T09:00 例会',
      '2026-12-07T09:00 例会',
    ]);
  });

  test('changes nothing when it is imported again', () => {
    const text = file(...WEEKLY, ...MOVED);
    importText(text);
    expect(importText(text, 'again')).toEqual({ created: 0, changed: 0, unchanged: 2, refused: [] });
  });

  test('changes what it says otherwise the second time', () => {
    importText(file(...WEEKLY, ...MOVED));
    const later = file(...WEEKLY, ...MOVED).replace('例会 改期', '例会 改到周二');
    expect(importText(later, 'later')).toEqual({ created: 0, changed: 1, unchanged: 1, refused: [] });
  });

  test('of an export of this desk finds who comes to one meeting alone, which is no event of its own', () => {
    const colleague = desk.given('person', 'bank', aPerson({ name: '乙', email: 'b@bank' }));
    const attendees = [{ person_id: colleague, customer_id: null, role: 'required' as const }];
    const slot = slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: 'FREQ=WEEKLY;COUNT=4' });
    const series = desk.did('event.create', { fields: aMeeting({ title: '周会', attendees }), slot }).id;
    const said = { event_id: series, person_id: colleague, answer: 'declined', copy_of: 'theirs' } as const;
    desk.given('instance_answer', `calendar:${ME}`, { ...said, recurrence_id: '2026-12-08T10:00' });
    desk.given('instance_answer', `calendar:${ME}`, { ...said, recurrence_id: '2027-12-08T10:00' });
    const text = exported().replaceAll('\r\n ', '');
    expect(text.match(/^RECURRENCE-ID.*|PARTSTAT=[A-Z-]*/gm)).toEqual([
      'PARTSTAT=NEEDS-ACTION',
      'RECURRENCE-ID;TZID=Asia/Shanghai:20261208T100000',
      'PARTSTAT=DECLINED',
    ]);
    expect(importText(text)).toMatchObject({ created: 0, refused: [] });
    desk.did('event.remove', { id: series, recurrence_id: null, which: 'all' });
    expect(importText(text)).toMatchObject({ created: 1, unchanged: 1 });
  });

  test('of an export of this desk finds its own events again', () => {
    desk.did('event.create', {
      slot: { all_day: 0, start: '2026-11-26T10:00', end: '2026-11-26T11:00', zone: ZONE, rrule: null, rdate: null, exdate: null },
      fields: {
        kind: 'visit', title: '拜访王总', description: null, place: '滨江园区', status: 'confirmed', transparency: 'busy', privacy: 'normal',
        travel_min: null, buffer_min: null, reminders: '15,60', attendees: [{ person_id: 'colleague', customer_id: null, role: 'required' }], resources: [], customers: [],
      },
    }); // prettier-ignore
    const [item] = planImport(readIcs(exported(), ZONE)).items;
    expect(item).toMatchObject({ kind: 'visit', title: '拜访王总', place: '滨江园区', reminders: '15,60' });
    expect(importText(exported())).toMatchObject({ created: 0, changed: 0, unchanged: 1 });
    // What another calendar put into it is kept.
    const more = exported().replace('STATUS:', 'X-COLOUR:teal\r\nSTATUS:');
    expect(importText(more)).toMatchObject({ created: 0, changed: 1 });
    expect(exported()).toContain('X-COLOUR:teal');
  });

  test('of an export of this desk changes nothing, of events that came in a file without a date of its own either', () => {
    const day = event('UID:no-stamp', 'DTSTART:20261203T020000Z', 'DTEND:20261203T030000Z', 'SUMMARY:一次');
    const series = event(
      'UID:until-a-day',
      'DTSTART;TZID=Asia/Shanghai:20261203T100000',
      'DTEND;TZID=Asia/Shanghai:20261203T110000',
      'RRULE:FREQ=WEEKLY;UNTIL=20270103',
      'SUMMARY:每周',
    );
    expect(importText(file(...day, ...series, ...WEEKLY, ...MOVED))).toMatchObject({ created: 4 });
    const colleague = desk.given('person', 'bank', aPerson({ name: '乙', email: 'b@bank' }));
    const window = { from: '2026-12-03', to: '2026-12-04', zone: ZONE, people: [ME] };
    const asking = desk.seen('calendar.window', window).instances.find(({ title }) => title === '一次');
    const fields = { attendees: [{ person_id: colleague, customer_id: null, role: 'required' as const }] };
    desk.did('event.update', { id: asking!.event_id, recurrence_id: null, which: 'all', fields });
    const text = exported();
    expect(importText(text)).toEqual({ created: 0, changed: 0, unchanged: 4, refused: [] });
    const other = text.replace('SUMMARY:每周', 'SUMMARY:每周例会');
    expect(importText(other)).toMatchObject({ changed: 1, unchanged: 3 });
  });

  test('of a colleague’s desk makes no second meeting of what one is asked to', () => {
    invitedBy(desk, 'colleague', { event_id: 'theirs' });
    const [theirs, other] = ['theirs', 'other'].map((id) =>
      event(
        `UID:${id}@semicolon`,
        'DTSTART;TZID=Asia/Shanghai:20261203T103000',
        'DTEND;TZID=Asia/Shanghai:20261203T113000',
        'SUMMARY:协调会',
      ),
    );
    expect(importText(file(...theirs!, ...other!))).toMatchObject({ created: 1, unchanged: 1 });
    expect(exported()).not.toContain('UID:theirs');
  });

  test('is taken back as a whole by one undo, however many pieces it came in', () => {
    // One after another: hundreds at one hour would each clash with all the others.
    const hour = (i: number): string =>
      new Date(Date.UTC(2026, 10, 26, i)).toISOString().replace(/[-:]|\.\d+/g, '');
    const many = Array.from({ length: 450 }, (_, i) =>
      event(`UID:${i}`, `DTSTART:${hour(i)}`, `SUMMARY:${i}`),
    );
    expect(importText(file(...many.flat())).created).toBe(450);
    desk.did('undo.undo', {});
    expect(desk.seen('event.export', { from: null, to: null }).events).toBe(0);
    desk.did('undo.redo', {});
    expect(desk.seen('event.export', { from: null, to: null }).events).toBe(450);
  });

  test('of a series that no laptop could reckon refuses its changed instances too, each time anew', () => {
    const series = event(
      'UID:x',
      'DTSTART:20261102T010000Z',
      'DURATION:PT1M',
      'RRULE:FREQ=SECONDLY;BYMONTH=11',
      'SUMMARY:series',
    );
    const changed = [1, 2].flatMap((minute) =>
      event(
        'UID:x',
        `RECURRENCE-ID:20261102T010${minute}00Z`,
        'DTSTART:20261102T020000Z',
        `SUMMARY:${minute}`,
      ),
    );
    const text = file(...series, ...changed);
    const refused = ['series', '1', '2'].map((title) => ({ uid: 'x', title, problem: 'RuleTooExpensive' }));
    const nothing = { created: 0, changed: 0, unchanged: 0, refused };
    expect([importText(text), importText(text, 'again')]).toEqual([nothing, nothing]);
    const [, one] = planImport(readIcs(text, ZONE)).items;
    expect(desk.did('event.import', { batch: 'c', items: [one!], dryRun: false })).toMatchObject({
      created: 0,
      refused: [{ title: '1', problem: 'NoSeries' }],
    });
  });

  test('is tried without writing', () => {
    const { items } = planImport(readIcs(file(...WEEKLY, ...MOVED), ZONE));
    const tried = desk.did('event.import', { batch: 'b', items: [...items], dryRun: true });
    expect(tried).toEqual({ created: 2, changed: 0, unchanged: 0, refused: [] });
    expect(desk.seen('event.export', { from: null, to: null }).events).toBe(0);
  });

  test('keeps what the desk has no field for, and gives it back', () => {
    importText(file(...WEEKLY, ...MOVED));
    expect(exported()).toContain('X-ROOM-CODE;KIND=big:A\\,12');
    expect(exported()).toContain('UID:weekly@other');
  });

  test('with a change of this and all following instances gives the same days back', () => {
    const future = event(
      'UID:weekly@other',
      'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Shanghai:20261123T090000',
      'DTSTART;TZID=Asia/Shanghai:20261123T110000',
      'DTEND;TZID=Asia/Shanghai:20261123T113000',
      'SUMMARY:例会 新时间',
    );
    const text = file(...WEEKLY, ...future);
    importText(text);
    expect(occurrences(readIcs(exported(), ZONE))).toEqual(occurrences(readIcs(text, ZONE)));
  });

  test('that is cut in two on the desk goes out as two series, and both come back', () => {
    importText(file(...WEEKLY, ...MOVED));
    const { id } = desk.engine.sqlite
      .prepare<[], { id: string }>('SELECT id FROM event WHERE series_id IS NULL')
      .get()!;
    const before = occurrences(readIcs(exported(), ZONE));
    const tail = desk.did('event.update', {
      id,
      recurrence_id: '2026-11-16T09:00',
      which: 'following',
      fields: { place: '302' },
    });
    // What is told is the instance that was moved before, which stays with its series.
    const series = desk.row('event', tail.id)?.series_id ?? tail.id;
    const text = exported();
    const parsed = readIcs(text, ZONE);
    const masters = parsed.events.filter((one) => one.recurrenceId === null);
    expect(masters.map(({ uid }) => uid).sort()).toEqual([`${series}@semicolon`, 'weekly@other'].sort());
    expect(text.replaceAll('\r\n ', '')).toContain('RELATED-TO;RELTYPE=SIBLING:weekly@other');
    // The instance that was edited is as its series from now on; the others are where they were.
    expect(occurrences(parsed)).toHaveLength(before.length);
    expect(importText(text)).toMatchObject({ created: 0, refused: [] });
    expect(occurrences(readIcs(exported(), ZONE))).toEqual(occurrences(parsed));
  });

  test('says what it could not take as it is written', () => {
    const { items, problems } = planImport(
      readIcs(
        file(
          ...event('UID:1', 'DTSTART:20261126T101530Z', 'SUMMARY:seconds'),
          ...event('UID:2', 'SUMMARY:no start'),
          ...event('UID:3', 'DTSTART:20261126T100000Z', `SUMMARY:${'长'.repeat(300)}`),
          'BEGIN:VTODO',
          'UID:4',
          'END:VTODO',
        ),
        ZONE,
      ),
    );
    expect(items.map(({ uid }) => uid)).toEqual(['1', '3']);
    expect(problems.map(({ type }) => type).sort()).toEqual([
      'IcsLong',
      'IcsNoStart',
      'IcsNotAnEvent',
      'IcsSeconds',
    ]);
    importText(file(...event('UID:3', 'DTSTART:20261126T100000Z', `SUMMARY:${'长'.repeat(300)}`)));
    expect(readIcs(exported()).events[0]?.summary).toBe('长'.repeat(300));
  });
});

const corpora = sharedData('ics_corpora');
describe.skipIf(corpora === null)('files of other programs', () => {
  const files = corpora === null ? [] : globSync('**/*.ics', { cwd: corpora }).sort();
  test.each(files)('%s has the same occurrences after it went through the desk', (name) => {
    const text = readFileSync(path.join(corpora ?? '', name), 'utf8');
    const before = readIcs(text, ZONE);
    const plan = planImport(before);
    const outcome = importText(text);
    const whole = plan.problems.every(
      ({ type }) => type !== 'IcsNotKept' && type !== 'IcsSeconds' && type !== 'IcsLong',
    );
    if (whole && outcome.refused.length === 0)
      expect(occurrences(readIcs(exported(), ZONE))).toEqual(occurrences(before));
    // Whatever could not be kept is named.
    else expect(plan.problems.length + outcome.refused.length).toBeGreaterThan(0);
  });
});

test('what one declined in another calendar takes no time here, and says so again when it is given back', () => {
  desk = aDesk({ me: { email: 'Jia@Bank.example' } });
  const asked = (uid: string, who: string, answer: string): string[] =>
    event(
      `UID:${uid}@other`,
      'DTSTART;TZID=Asia/Shanghai:20261203T090000',
      'DTEND;TZID=Asia/Shanghai:20261203T100000',
      `SUMMARY:${uid}`,
      `ATTENDEE;CN="A, B";PARTSTAT=${answer}:${who}`,
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:somebody@bank.example',
    );
  const whole = file(
    ...asked('declined', 'MAILTO:jia@bank.example', 'DECLINED'),
    ...asked('coming', 'mailto:jia@bank.example', 'ACCEPTED'),
    ...asked('theirs', 'mailto:yi@bank.example', 'DECLINED'),
  );
  importText(whole);
  const taken = desk
    .seen('calendar.window', { from: '2026-12-03', to: '2026-12-04', zone: ZONE, people: [ME] })
    .instances.map((one) => [one.title, one.status]);
  expect(taken.sort()).toEqual([
    ['coming', 'busy'],
    ['declined', 'free'],
    ['theirs', 'busy'],
  ]);
  expect(exported()).toContain('PARTSTAT=DECLINED:MAILTO:jia@bank.example');
  expect(importText(whole, 'again')).toMatchObject({ created: 0, unchanged: 3 });
});

describe('what only this desk has a field for', () => {
  const OWN = { travel_min: 25, buffer_min: 10, contract: 'HT-2026-0412; a, b' };

  test('goes out with an event, and comes back on another desk', () => {
    desk.did('event.create', { fields: aMeeting(OWN), slot: slotAt('2026-12-03T10:30', '2026-12-03T11:30') });
    const text = exported();
    expect(importText(text)).toMatchObject({ created: 0, changed: 0, unchanged: 1 });
    desk = aDesk();
    expect(importText(text)).toMatchObject({ created: 1 });
    expect(importText(text)).toMatchObject({ created: 0, changed: 0 });
    const out = exported();
    expect(out).toContain('X-SEMICOLON-TRAVEL:25');
    expect(out).toContain('X-SEMICOLON-BUFFER:10');
    expect(out).toContain('X-SEMICOLON-CONTRACT:HT-2026-0412\\; a\\, b');
    expect(planImport(readIcs(out, ZONE)).items[0]).toMatchObject({
      ...OWN,
      ics: expect.not.stringContaining('CONTRACT'),
    });
  });

  test('is taken away by no file that does not name it, and kept as it was where it is none', () => {
    importText(file(...event('UID:a', 'DTSTART:20261201T100000Z', 'SUMMARY:one', 'X-SEMICOLON-TRAVEL:25')));
    importText(file(...event('UID:a', 'DTSTART:20261201T110000Z', 'SUMMARY:one')));
    expect(exported()).toContain('X-SEMICOLON-TRAVEL:25');
    importText(file(...event('UID:b', 'DTSTART:20261201T100000Z', 'X-SEMICOLON-BUFFER:soon')));
    expect(exported()).toContain('X-SEMICOLON-BUFFER:soon');
  });
});
