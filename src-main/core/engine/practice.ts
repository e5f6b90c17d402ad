import type { QueryInput, QueryName, QueryResult } from '../../../src-shared/contract/contract.ts';
import { DAY, dayOfWall, formatDay } from '../../../src-shared/domain/calendar/civil.ts';
import type { Timers } from '../sync/network.ts';
import type { Queries } from './queries.ts';

/** Nobody has asked for anything for so long. */
const QUIET_MS = 2_000;
/** Between two checks, so that a question never waits for more than one. */
const PAUSE_MS = 20;
const CHECKS = 60;
const PEOPLE = 10;
const FIRST_HOUR = 9;
const HOURS = 8;
const DAYS = 28;
const NEAREST = 40;

type Person = QueryResult<'org.people'>[number];

/**
 * Questions that nobody asked, one a step: a form is checked at each key, and the first hundred checks of a process cost
 * half as much again until their code is compiled. The times of the nearest colleagues are in memory after it.
 */
export function* practise(queries: Pick<Queries, 'ask'>, now: number): Generator<undefined> {
  const ask = <N extends QueryName>(name: N, input: QueryInput<N>): QueryResult<N> | null => {
    const answer = queries.ask(name, input);
    return answer.ok ? (answer.value as QueryResult<N>) : null;
  };
  const people = ask('org.people', {}) ?? [];
  const me = people.find((one) => one.me);
  const colleagues = nearest(people, me?.unit_id);
  if (me === undefined || colleagues.length === 0) return;
  const room = ask('org.resources', {})?.[0];
  for (const { id } of [me, ...colleagues, ...(room ? [room] : [])]) {
    ask('calendar.taken', { subjects: [id], start: now, end: now + DAY, except: null });
    yield;
  }
  for (let at = 0; at < CHECKS; at += 1) {
    ask('calendar.check', draftOf(now, at, colleagues, room?.id));
    yield;
  }
}

/** Of the own unit first, since they are asked most. */
const nearest = (people: readonly Person[], unit: string | undefined): Person[] =>
  people
    .filter((one) => !one.me)
    .sort((a, b) => Number(b.unit_id === unit) - Number(a.unit_id === unit))
    .slice(0, NEAREST);

function draftOf(
  now: number,
  at: number,
  colleagues: readonly Person[],
  room: string | undefined,
): QueryInput<'calendar.check'> {
  const date = formatDay(dayOfWall(now) + 1 + ((at * 5) % DAYS));
  const hour = FIRST_HOUR + (at % HOURS);
  const asked = Array.from({ length: PEOPLE - 1 }, (_, i) => colleagues[(at * 4 + i) % colleagues.length]!);
  const [start, end] = [hour, hour + 1].map((one) => `${date}T${String(one).padStart(2, '0')}:00`);
  return {
    id: null,
    recurrence_id: null,
    slot: { all_day: 0, start: start!, end: end!, zone: 'UTC', rrule: null, rdate: null, exdate: null },
    kind: 'meeting',
    status: 'confirmed',
    transparency: 'busy',
    travel_min: null,
    buffer_min: null,
    place: null,
    attendees: [...new Set(asked)].map((one) => ({ person_id: one.id, customer_id: null, role: 'required' })),
    resources: room === undefined ? [] : [room],
    customers: [],
  };
}

/** Practises while nobody asks anything, until it is done. */
export class Practice {
  readonly #timers: Timers;
  readonly #begin: () => Generator<undefined>;
  #steps: Generator<undefined> | null = null;
  #done = false;
  #cancel = (): void => undefined;

  constructor(timers: Timers, begin: () => Generator<undefined>) {
    this.#timers = timers;
    this.#begin = begin;
  }

  /** Somebody asked for something: waits until it is quiet again. */
  disturb(): void {
    this.#cancel();
    if (!this.#done) this.#cancel = this.#timers.after(QUIET_MS, () => this.#step());
  }

  stop(): void {
    this.#cancel();
    this.#done = true;
  }

  #step(): void {
    this.#steps ??= this.#begin();
    if (this.#steps.next().done) this.stop();
    else this.#cancel = this.#timers.after(PAUSE_MS, () => this.#step());
  }
}
