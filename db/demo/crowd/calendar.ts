import type { DateText } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { appointment, type Appointment } from '../appointment.ts';
import { addDays, daysBetween, isWorkday } from '../dates.ts';
import type { Demo } from '../demo.ts';
import { CALL_TOPICS, TEAM_TOPICS, VISIT_TOPICS } from '../names/event-topics.ts';
import { REGIONS } from '../names/places.ts';
import type { DemoRow } from '../row.ts';
import type { CrowdCustomer } from './customers.ts';

/** Where a day's appointments may lie; they leave room for the road and for the series of the story. */
const PLACES = [
  { from: '10:00', to: '11:00', use: 'visit' },
  { from: '11:30', to: '12:00', use: 'call' },
  { from: '13:00', to: '13:45', use: 'team' },
  { from: '14:00', to: '15:00', use: 'visit' },
  { from: '15:45', to: '16:45', use: 'visit' },
  { from: '17:00', to: '17:20', use: 'call' },
] as const;
type Place = (typeof PLACES)[number];

/** A team meeting is asked for over somebody's visit now and then: real calendars clash. */
const CLASH = 0.02;

export interface CalendarFill {
  readonly person: Id;
  readonly customers: readonly CrowdCustomer[];
  /** How many events to make, spread over the days. */
  readonly events: number;
  /** Whom and which rooms this person asks to meetings, by turns with the others of the team. */
  readonly team?: {
    readonly turn: number;
    readonly turns: number;
    readonly colleagues: readonly Id[];
    readonly rooms: readonly Id[];
  };
  /** Times that the story has filled already. */
  keepFree(date: DateText, from: string): boolean;
}

/** A person's appointments around today, exactly as many as asked for, none of them over another of the same person. */
export function* crowdCalendar(demo: Demo, fill: CalendarFill): Generator<DemoRow> {
  const { random, amounts, today } = demo;
  const places: [date: DateText, place: Place][] = [];
  for (let offset = -amounts.pastDays; offset <= amounts.futureDays; offset += 1) {
    const date = addDays(today, offset);
    if (!isWorkday(date)) continue;
    for (const place of PLACES) {
      if (place.use === 'team' && !isTurn(fill, date)) continue;
      if (!fill.keepFree(date, place.from)) places.push([date, place]);
    }
  }
  let wanted = fill.events;
  for (const [index, [date, place]] of places.entries()) {
    // Selection sampling: every place has the same chance, and the count comes out exactly.
    if (random.next() * (places.length - index) >= wanted) continue;
    wanted -= 1;
    yield* appointment(
      demo,
      place.use === 'team' ? meeting(demo, fill, date, place) : own(demo, fill, date, place),
    );
  }
}

/** One of the team asks the others on a day, so that rooms and people are not taken twice at that time. */
const isTurn = ({ team }: CalendarFill, date: DateText): boolean =>
  team !== undefined && daysBetween('2020-01-01', date) % team.turns === team.turn;

function meeting(demo: Demo, fill: CalendarFill, date: DateText, place: Place): Appointment {
  const { random } = demo;
  const { colleagues, rooms } = fill.team!;
  const topic = random.pick(TEAM_TOPICS);
  const time = random.chance(CLASH) ? { from: '10:30', to: '11:15' } : { from: place.from, to: place.to };
  return {
    ...base(demo, fill, date),
    ...time,
    kind: topic.kind,
    title: topic.title,
    invited: random
      .shuffle(colleagues)
      .slice(0, random.int(1, 3))
      .map((person) => ({ person })),
    rooms: random.chance(0.6) ? [[random.pick(rooms), 'confirmed']] : [],
  };
}

function own(demo: Demo, fill: CalendarFill, date: DateText, { from, to, use }: Place): Appointment {
  const { random } = demo;
  const slot = { ...base(demo, fill, date), from, to };
  const customer = fill.customers.length > 0 && random.chance(0.85) ? random.pick(fill.customers) : null;
  if (!customer) {
    const topic = random.pick(TEAM_TOPICS);
    return { ...slot, kind: topic.kind, title: topic.title };
  }
  const [topic, topicEn] = random.pick(use === 'visit' ? VISIT_TOPICS : CALL_TOPICS);
  return {
    ...slot,
    ...(use === 'visit' ? { kind: 'visit', place: random.pick(REGIONS)[0], travel: 15 } : { kind: 'call' }),
    title: [`${customer.short[0]} ${topic}`, `${customer.short[1]} ${topicEn}`],
    customers: [customer.id],
  };
}

const OUTCOMES = ['done', 'done', 'done', 'done', 'partly', 'missed'] as const;

function base(
  { random, today }: Demo,
  { person }: CalendarFill,
  date: DateText,
): Pick<Appointment, 'owner' | 'date' | 'outcome'> {
  const outcome = random.pick(OUTCOMES);
  return { owner: person, date, ...(date < today && { outcome }) };
}
