import type { DateText } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { appointment, type Appointment } from '../appointment.ts';
import { addDays, isWorkday } from '../dates.ts';
import type { Demo } from '../demo.ts';
import { CALL_TOPICS, TEAM_TOPICS, VISIT_TOPICS } from '../names/event-topics.ts';
import { REGIONS } from '../names/places.ts';
import type { DemoRow } from '../row.ts';
import type { CrowdCustomer } from './customers.ts';

/** Where a day's appointments may lie; they leave room for the road and for the series of the story. */
const PLACES = [
  ['10:00', '11:00', 'visit'],
  ['11:30', '12:00', 'call'],
  ['14:00', '15:00', 'visit'],
  ['15:45', '16:45', 'visit'],
  ['17:00', '17:20', 'call'],
] as const;

export interface CalendarFill {
  readonly person: Id;
  readonly customers: readonly CrowdCustomer[];
  /** Colleagues who may be asked along, and rooms that may be booked; both only in larger banks. */
  readonly colleagues: readonly Id[];
  readonly rooms: readonly Id[];
  /** How many events to make, spread over the days. */
  readonly events: number;
  /** Days that the story has filled already. */
  keepFree(date: DateText, from: string): boolean;
}

/** A person's appointments around today, exactly as many as asked for, none of them over another of the same person. */
export function* crowdCalendar(demo: Demo, fill: CalendarFill): Generator<DemoRow> {
  const { random, amounts, today } = demo;
  const places: [date: DateText, place: (typeof PLACES)[number]][] = [];
  for (let offset = -amounts.pastDays; offset <= amounts.futureDays; offset += 1) {
    const date = addDays(today, offset);
    if (!isWorkday(date)) continue;
    for (const place of PLACES) if (!fill.keepFree(date, place[0])) places.push([date, place]);
  }
  let wanted = fill.events;
  for (const [index, [date, place]] of places.entries()) {
    // Selection sampling: every place has the same chance, and the count comes out exactly.
    if (random.next() * (places.length - index) >= wanted) continue;
    wanted -= 1;
    yield* appointment(demo, crowdEvent(demo, fill, date, place));
  }
}

function crowdEvent(
  { random, today }: Demo,
  fill: CalendarFill,
  date: DateText,
  place: (typeof PLACES)[number],
): Appointment {
  const [from, to, usual] = place;
  const slot = {
    owner: fill.person,
    date,
    from,
    to,
    ...(date < today && { outcome: outcomeOf(random.next()) }),
  };
  const customer = fill.customers.length > 0 && random.chance(0.8) ? random.pick(fill.customers) : null;
  if (!customer) {
    const topic = random.pick(TEAM_TOPICS);
    const guests =
      fill.colleagues.length > 0 && random.chance(0.5) ? [{ person: random.pick(fill.colleagues) }] : [];
    const rooms =
      fill.rooms.length > 0 && random.chance(0.3) ? [[random.pick(fill.rooms), 'confirmed'] as const] : [];
    return { ...slot, kind: topic.kind, title: topic.title, invited: guests, rooms };
  }
  const [topic, topicEn] = random.pick(usual === 'visit' ? VISIT_TOPICS : CALL_TOPICS);
  const visit = usual === 'visit' ? { place: random.pick(REGIONS)[0], travel: 15 } : {};
  const title = [`${customer.short[0]} ${topic}`, `${customer.short[1]} ${topicEn}`] as const;
  return { ...slot, ...visit, kind: usual, title, customers: [customer.id] };
}

const outcomeOf = (draw: number): 'done' | 'partly' | 'missed' =>
  draw < 0.8 ? 'done' : draw < 0.92 ? 'partly' : 'missed';
