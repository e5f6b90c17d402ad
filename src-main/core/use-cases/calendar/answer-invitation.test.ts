import { beforeEach, describe, expect, test } from 'vitest';
import { occupiedBetween } from '../../../../db/client/queries/occupancy.ts';
import { instanceAnswersOf } from '../../../../db/client/queries/instance-answer.ts';
import { instantToWall } from '../../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { calendarBed } from '../../../../tests/support/calendar-bed.ts';
import { ME, type Desk } from '../../../../tests/support/desk.ts';
import { ZONE } from '../../../../tests/support/drafts.ts';
import { takenInDecember, WEEKLY, weeklySeries } from '../../../../tests/support/weekly-series.ts';

const bed = calendarBed();
let desk: Desk;
let colleague: Id;
let room: Id;
let id: Id;
const [first, second, third] = ['2026-12-01T10:00', '2026-12-08T10:00', '2026-12-15T10:00'] as const;
const slot = { all_day: 0, start: first, end: '2026-12-01T11:00', zone: ZONE } as const;
beforeEach(() => {
  ({ desk, colleague, room } = bed.open());
  id = bed.anInvitation({ ...slot, rrule: WEEKLY, event_id: 's1', answer: 'accepted' });
});

const answer = (recurrence_id: string | null, how: 'accepted' | 'tentative' | 'declined' | 'needs_action') =>
  desk.did('invitation.answer', { id, recurrence_id, answer: how, note: null });
const said = () =>
  instanceAnswersOf(desk.engine, ['s1']).map((row) => [row.recurrence_id, row.answer, row.answer_note]);
const statusAt = (subject: Id, wall: string) =>
  occupiedBetween(
    desk.engine,
    [subject],
    Date.parse('2026-12-01T00:00Z'),
    Date.parse('2026-12-31T00:00Z'),
  ).find((row) => instantToWall(row.start, ZONE) === wall)?.status;

describe('one meeting of a series', () => {
  test('is declined alone: that one takes no time, the others stay, and undo takes it back', () => {
    answer(second, 'declined');
    expect(takenInDecember(desk, ME)).not.toContain('12-08T10:00');
    expect(takenInDecember(desk, ME)).toContain('12-15T10:00');
    expect(desk.row('invitation', id)).toMatchObject({ answer: 'accepted' });
    expect(desk.seen('calendar.event', { id: 's1', recurrence_id: second, zone: ZONE })?.invitations).toEqual(
      [
        expect.objectContaining({
          answer: 'declined',
          ofSeries: { answer: 'accepted', alone: true, others: 0 },
        }),
      ],
    );
    expect(desk.seen('calendar.event', { id: 's1', recurrence_id: third, zone: ZONE })?.invitations).toEqual([
      expect.objectContaining({
        answer: 'accepted',
        ofSeries: { answer: 'accepted', alone: false, others: 1 },
      }),
    ]);
    desk.did('undo.undo', {});
    expect(takenInDecember(desk, ME)).toContain('12-08T10:00');
    desk.did('undo.redo', {});
    expect(takenInDecember(desk, ME)).not.toContain('12-08T10:00');
  });

  test('takes its time again where the answer leaves this laptop alone, as one does that the server refused', () => {
    answer(second, 'declined');
    const [row] = instanceAnswersOf(desk.engine, ['s1']);
    desk.engine.apply([], (rows) => rows.remove(rows.read('instance_answer', row!.id)!));
    expect(takenInDecember(desk, ME)).toContain('12-08T10:00');
  });

  test('keeps its answer when the whole series is answered, until it is said to be as the series', () => {
    answer(second, 'declined');
    answer(null, 'declined');
    answer(third, 'accepted');
    answer(null, 'accepted');
    expect(statusAt(ME, second)).toBe('free');
    answer(second, 'needs_action');
    expect(statusAt(ME, second)).toBe('busy');
    answer(null, 'declined');
    expect(takenInDecember(desk, ME)).toEqual(['12-15T10:00']);
    expect(said()).toHaveLength(2);
  });

  test('is answered where it is now, once it was replaced', () => {
    const moved = bed.anInvitation({
      ...slot,
      start: '2026-12-09T14:00',
      end: '2026-12-09T15:00',
      event_id: 'o1',
      series_id: 's1',
      recurrence_id: second,
      answer: 'accepted',
    });
    answer(second, 'declined');
    expect(desk.row('invitation', moved)).toMatchObject({ answer: 'declined' });
    expect(said()).toEqual([]);
  });

  test('of an unanswered series leaves the series to be answered', () => {
    const open = bed.anInvitation({ ...slot, rrule: WEEKLY, event_id: 's2', answer: 'needs_action' });
    desk.did('invitation.answer', { id: open, recurrence_id: first, answer: 'accepted', note: '到' });
    expect(desk.row('invitation', open)).toMatchObject({ answer: 'needs_action', seen_at: desk.now() });
  });

  test('and others are answered at once, as one step; one that may not be answered refuses all', () => {
    const alone = bed.anInvitation({ event_id: 'e9', answer: 'accepted' });
    desk.did('invitation.answerSeveral', {
      meetings: [
        { id, recurrence_id: first },
        { id, recurrence_id: second },
        { id: alone, recurrence_id: null },
      ],
      answer: 'declined',
      note: '休假',
    });
    expect(said()).toEqual([
      [first, 'declined', '休假'],
      [second, 'declined', '休假'],
    ]);
    expect(desk.row('invitation', alone)).toMatchObject({ answer: 'declined', answer_note: '休假' });
    desk.did('undo.undo', {});
    expect(said()).toEqual([]);
    expect(desk.row('invitation', alone)).toMatchObject({ answer: 'accepted' });
    const bad = { id: 'nowhere', recurrence_id: null };
    const refused = desk.run('invitation.answerSeveral', {
      meetings: [{ id, recurrence_id: first }, bad],
      answer: 'declined',
      note: null,
    });
    expect(refused.ok).toBe(false);
    expect(said()).toEqual([]);
  });
});

describe('the organiser', () => {
  /** The server's copy of a colleague's answer to the second meeting. */
  const declinedByColleague = (event_id: Id): Id =>
    desk.given('instance_answer', `calendar:${ME}`, {
      event_id,
      person_id: colleague,
      recurrence_id: second,
      answer: 'declined',
      answer_note: '休假',
      copy_of: 'theirs',
    });

  test('sees the answer at that meeting alone, and moving it takes the answer along', () => {
    const series = weeklySeries(desk, colleague, room);
    declinedByColleague(series);
    const at = (recurrence_id: string) =>
      desk.seen('calendar.event', { id: series, recurrence_id, zone: ZONE })?.attendees[0];
    expect(at(second)).toMatchObject({ answer: 'declined', answer_note: '休假', alone: true });
    expect(at(third)).toMatchObject({ answer: 'needs_action', alone: false });
    expect(statusAt(colleague, second)).toBe('free');
    const moved = desk.did('event.move', {
      id: series,
      recurrence_id: second,
      which: 'this',
      start: '2026-12-09T14:00',
      end: '2026-12-09T15:00',
      zone: ZONE,
    });
    expect(
      desk.seen('calendar.event', { id: moved.id, recurrence_id: null, zone: ZONE })?.attendees[0],
    ).toMatchObject({
      answer: 'declined',
      answer_note: '休假',
    });
  });

  test('sees it at the meeting of a series that was just moved, before the server has taken it along', () => {
    const series = weeklySeries(desk, colleague, room);
    declinedByColleague(series);
    const move = (id: string, hour: number) =>
      desk.did('event.move', {
        id: series,
        recurrence_id: `${id.slice(0, 10)}T${String(hour - 1).padStart(2, '0')}:00`,
        which: 'all',
        start: `${id.slice(0, 10)}T${String(hour).padStart(2, '0')}:00`,
        end: `${id.slice(0, 10)}T${String(hour + 1).padStart(2, '0')}:00`,
        zone: ZONE,
      });
    const hour = Number(second.slice(11, 13));
    move(second, hour + 1);
    move(second, hour + 2);
    const later = `${second.slice(0, 11)}${String(hour + 2).padStart(2, '0')}:00`;
    expect(statusAt(colleague, later)).toBe('free');
    expect(
      desk.seen('calendar.event', { id: series, recurrence_id: later, zone: ZONE })?.attendees[0],
    ).toMatchObject({ answer: 'declined', alone: true });
    desk.did('undo.undo', {});
    desk.did('undo.undo', {});
    expect(statusAt(colleague, second)).toBe('free');
  });
});
