import { describe, expect, it } from 'vitest';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { agendaOf, weekRhythm } from './agenda.ts';

const at = (time: string): number => Date.parse(`2026-03-17T${time}:00+08:00`);

function anEvent(from: string, to: string, more: Partial<CalendarInstance> = {}): CalendarInstance {
  return {
    key: `${from} ${to}`,
    event_id: `${from} ${to}`,
    source: 'event',
    invitation_id: null,
    uid: from,
    recurrence_id: null,
    series: false,
    subject_id: 'me',
    kind: 'visit',
    title: from,
    title_en: null,
    short: null,
    short_en: null,
    place: null,
    start: at(from),
    end: at(to),
    startWall: `2026-03-17T${from}`,
    endWall: `2026-03-17T${to}`,
    all_day: 0,
    status: 'busy',
    cancelled: false,
    private: false,
    answer: null,
    organiser_id: 'me',
    travel_min: null,
    outcome: null,
    severity: null,
    conflicts: [],
    changed: false,
    refused: false,
    editable: true,
    ...more,
  };
}

const types = (now: string, ...events: CalendarInstance[]): string[] =>
  agendaOf('2026-03-17', events, [], '2026-03-17', at(now)).lines.map((line) =>
    line.type === 'event'
      ? `${line.instance.startWall.slice(11)}${line.past ? ' past' : ''}${line.next ? ' next' : ''}${line.ask ? ' ask' : ''}`
      : line.type,
  );

describe('the agenda of today', () => {
  it('draws now between what was and what comes, then how long until the next', () => {
    expect(types('14:22', anEvent('15:00', '16:00'), anEvent('09:30', '10:30', { outcome: 'done' }))).toEqual(
      ['09:30 past', 'now', 'wait', '15:00 next', 'free'],
    );
  });

  it('asks for the outcome of the latest visit that is over, not of the stand-up', () => {
    expect(
      types(
        '14:22',
        anEvent('08:30', '09:00', { kind: 'internal' }),
        anEvent('09:30', '10:30'),
        anEvent('11:00', '12:00'),
      ),
    ).toEqual(['08:30 past', '09:30 past', '11:00 past ask', 'now']);
  });

  it('names the time to leave where the way is known', () => {
    const { lines } = agendaOf(
      '2026-03-17',
      [anEvent('15:00', '16:00', { travel_min: 22 })],
      [],
      '2026-03-17',
      at('14:22'),
    );
    expect(lines.find((line) => line.type === 'wait')).toMatchObject({
      minutes: 38,
      travelMin: 22,
      leaveAt: at('14:38'),
    });
  });

  it('leaves out what was cancelled or declined', () => {
    expect(
      types(
        '08:00',
        anEvent('09:00', '10:00', { cancelled: true }),
        anEvent('10:00', '11:00', { answer: 'declined' }),
      ),
    ).toEqual([]);
  });
});

describe('the rhythm of the week', () => {
  it('counts a visit that is over as done unless it was missed', () => {
    const visits = [
      anEvent('09:00', '10:00'),
      anEvent('10:00', '11:00', { outcome: 'missed' }),
      anEvent('16:00', '17:00'),
    ];
    expect(weekRhythm(visits, 0.4, at('14:00'))).toEqual([
      { kind: 'visit', done: 1, planned: 3, due: 3 * 0.4 },
    ]);
  });
});
