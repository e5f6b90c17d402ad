import { Temporal } from 'temporal-polyfill';
import type { HeldRow } from './held-row.ts';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const WORD = /zq\d+q/;

/**
 * What others see of the calendars, held against the calendars: said once more in the plainest way, for events as the
 * simulation makes them (timed, single or `FREQ=WEEKLY;COUNT=n`, without overrides). `teamOf` is null for people whose
 * time no team shows, `wasAway` tells who had left at some time. Returns what is wrong.
 */
export function projectionFaults(
  rows: readonly HeldRow[],
  teamOf: (person: string) => string | null,
  wasAway: (person: string) => boolean,
): string[] {
  const live = (table: string): HeldRow[] => rows.filter((row) => row.table === table && row.deleted === 0);
  const events = live('event');
  const attendees = Map.groupBy(
    live('attendee'),
    (row) => `${ownerOf(row.scope)} ${String(row.cells['event_id'])}`,
  );
  const asked = (event: HeldRow): Map<string, HeldRow> =>
    new Map(
      (attendees.get(`${ownerOf(event.scope)} ${event.id}`) ?? [])
        .filter(({ cells }) => cells['person_id'] !== null && cells['person_id'] !== organiserOf(event))
        .map((row) => [String(row.cells['person_id']), row]),
    );
  const singles = new Map(
    live('instance_answer')
      .filter(({ scope, cells }) => cells['copy_of'] === null && ownerOf(scope) === cells['person_id'])
      .filter(({ cells }) => cells['answer'] !== 'needs_action')
      .map(({ cells }) => [
        `${String(cells['event_id'])} ${String(cells['person_id'])} ${String(cells['recurrence_id'])}`,
        String(cells['answer']),
      ]),
  );
  return [
    ...blockFaults(events, asked, singles, live('busy_block'), teamOf),
    ...invitationFaults(events, asked, live('invitation')),
    ...copyFaults(events, asked, live('instance_answer'), SAID),
    ...copyFaults(events, asked, live('proposal'), PROPOSED),
    ...roomFaults(events, live('event_resource')),
    ...stepFaults(live('task'), live('assignment'), live('assignment_step')),
    ...offerFaults(live('task'), live('assignment'), new Set(live('person').map(({ id }) => id)), wasAway),
  ];
}

/** Whose calendar it is; private events lie in the owner's own scope. */
const ownerOf = (scope: string): string => scope.slice(scope.indexOf(':') + 1);
const organiserOf = (event: HeldRow): string => ownerOf(event.scope);

/** Nobody's time is shown wrong, and nothing of it but when. */
function blockFaults(
  events: readonly HeldRow[],
  asked: (event: HeldRow) => Map<string, HeldRow>,
  singles: ReadonlyMap<string, string>,
  blocks: readonly HeldRow[],
  teamOf: (person: string) => string | null,
): string[] {
  const wanted = new Set<string>();
  for (const event of events) {
    if (event.cells['status'] === 'cancelled' || event.cells['transparency'] === 'free') continue;
    const organiser = organiserOf(event);
    const guests = asked(event);
    for (const person of [organiser, ...guests.keys()]) {
      const team = teamOf(person);
      if (team === null) continue;
      for (const { start, end, wall } of stretches(event)) {
        // What is said of one meeting counts before what is said of the series.
        const said = singles.get(`${event.id} ${person} ${wall}`) ?? guests.get(person)?.cells['answer'];
        if (person !== organiser && said === 'declined') continue;
        const status = person === organiser || said === 'accepted' ? 'busy' : 'tentative';
        wanted.add(`busy:${team} ${person} ${event.id} ${start} ${end} ${status}`);
      }
    }
  }
  const faults: string[] = [];
  for (const { scope, cells } of blocks) {
    if (Object.values(cells).some((cell) => typeof cell === 'string' && WORD.test(cell)))
      faults.push(`a busy block says more than when: ${JSON.stringify(cells)}`);
    if (cells['subject_kind'] !== 'person') continue;
    const line = [
      scope,
      ...['subject_id', 'event_id', 'start', 'end', 'status'].map((one) => cells[one]),
    ].join(' ');
    if (!wanted.delete(line)) faults.push(`a busy block that no calendar asks for: ${line}`);
  }
  return [...faults, ...[...wanted].map((line) => `a busy block is missing: ${line}`)];
}

const COPIED = ['start', 'end', 'zone', 'rrule', 'title', 'description', 'status'] as const;

/** What the attendee says to the organiser, and the organiser's word on it. */
const CARRIED = [
  'answer_note',
  'answered_by',
  'counter_at',
  'counter_start',
  'counter_end',
  'counter_zone',
  'counter_recurrence_id',
  'counter_was',
  'counter_note',
  'counter_reply',
  'counter_word',
  'counter_reply_to',
] as const;

/** Whoever is asked has the event as it is, and the organiser has the answer. */
function invitationFaults(
  events: readonly HeldRow[],
  asked: (event: HeldRow) => Map<string, HeldRow>,
  invitations: readonly HeldRow[],
): string[] {
  const faults: string[] = [];
  const waiting = new Map<string, { event: HeldRow; attendee: HeldRow }>(
    events.flatMap((event) =>
      [...asked(event)].map(([person, attendee]) => [`${person} ${event.id}`, { event, attendee }] as const),
    ),
  );
  for (const { scope, cells } of invitations) {
    const key = `${String(cells['person_id'])} ${String(cells['event_id'])}`;
    const found = waiting.get(key);
    waiting.delete(key);
    const place = found?.event.cells['privacy'] === 'private' ? 'person' : 'calendar';
    if (scope !== `${place}:${String(cells['person_id'])}` || !found) {
      faults.push(`an invitation that nobody sent: ${key} in ${scope}`);
      continue;
    }
    const differing = COPIED.filter((column) => cells[column] !== found.event.cells[column]);
    if (differing.length > 0)
      faults.push(`invitation ${key} differs from its event in ${differing.join(', ')}`);
    const unlike = CARRIED.filter((column) => cells[column] !== found.attendee.cells[column]);
    if (unlike.length > 0)
      faults.push(`invitation ${key} and the organiser disagree in ${unlike.join(', ')}`);
    if (cells['answer'] !== found.attendee.cells['answer'])
      faults.push(
        `the organiser of ${key} reads ${String(found.attendee.cells['answer'])}, said was ${String(cells['answer'])}`,
      );
  }
  return [...faults, ...[...waiting.keys()].map((key) => `an invitation is missing: ${key}`)];
}

/** What lies on the attendee's row about one meeting, and on the organiser's copy of it. */
const SAID = ['event_id', 'person_id', 'recurrence_id', 'answer', 'answer_note', 'answered_by'] as const;
const PROPOSED = [
  'event_id',
  'person_id',
  ...CARRIED.filter((column) => column.startsWith('counter_')),
] as const;

/** The organiser reads what was said of single meetings as it was said, and nothing that nobody said. */
function copyFaults(
  events: readonly HeldRow[],
  asked: (event: HeldRow) => Map<string, HeldRow>,
  rows: readonly HeldRow[],
  columns: readonly string[],
): string[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const copies = new Map(
    rows.filter(({ cells }) => cells['copy_of'] !== null).map((row) => [String(row.cells['copy_of']), row]),
  );
  const faults: string[] = [];
  for (const { id, table, cells } of rows) {
    if (cells['copy_of'] !== null) continue;
    const event = byId.get(String(cells['event_id']));
    if (!event || !asked(event).has(String(cells['person_id']))) continue;
    const copy = copies.get(id);
    copies.delete(id);
    const differing = columns.filter((column) => copy?.cells[column] !== cells[column]);
    if (!copy) faults.push(`the organiser has no copy of ${table}/${id}`);
    else if (copy.scope !== event.scope || differing.length > 0)
      faults.push(`the organiser's copy of ${table}/${id} differs in ${differing.join(', ') || 'its place'}`);
  }
  return [...faults, ...[...copies.values()].map(({ table, id }) => `${table}/${id} is a copy of nothing`)];
}

const HANDED = ['title', 'detail', 'due', 'start', 'zone', 'status', 'done_at'] as const;

/** A delegate's checklist is what hangs on the task, done where that is done, for as long as the task is theirs. */
function stepFaults(
  tasks: readonly HeldRow[],
  copies: readonly HeldRow[],
  steps: readonly HeldRow[],
): string[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const wanted = new Set<string>();
  for (const { id, scope, cells } of copies) {
    const task = byId.get(String(cells['task_id']));
    if (!task || task.cells['delegate_id'] !== cells['person_id']) continue;
    if (cells['answer'] === 'declined' || cells['answer'] === 'handed_back') continue;
    for (const below of tasks) {
      const its = below.cells;
      if (its['parent_id'] !== task.id || below.scope !== task.scope || its['status'] === 'cancelled')
        continue;
      if (its['delegate_id'] !== null || its['rrule'] !== null) continue;
      wanted.add([scope, id, below.id, its['title'], its['step_rank'], its['done_at']].join(' '));
    }
  }
  const faults: string[] = [];
  for (const { scope, cells } of steps) {
    const said = ['assignment_id', 'task_id', 'title', 'step_rank', 'done_at'].map((one) => cells[one]);
    const line = [scope, ...said].join(' ');
    if (!wanted.delete(line)) faults.push(`a step that no task has: ${line}`);
  }
  return [...faults, ...[...wanted].map((line) => `a step is missing: ${line}`)];
}

/** Whoever is offered a task has it as it is, and whoever handed it over has the answer to this offer. */
function offerFaults(
  tasks: readonly HeldRow[],
  copies: readonly HeldRow[],
  people: ReadonlySet<string>,
  wasAway: (person: string) => boolean,
): string[] {
  const faults: string[] = [];
  const offers = new Map(
    tasks
      .filter(
        ({ scope, cells }) =>
          people.has(String(cells['delegate_id'])) && cells['delegate_id'] !== ownerOf(scope),
      )
      .map((task) => [`${String(task.cells['delegate_id'])} ${task.id}`, task]),
  );
  for (const { scope, cells } of copies) {
    const key = `${String(cells['person_id'])} ${String(cells['task_id'])}`;
    const task = offers.get(key);
    offers.delete(key);
    if (scope !== `person:${String(cells['person_id'])}` || !task) {
      faults.push(`a task that nobody handed over: ${key} in ${scope}`);
      continue;
    }
    const differing: string[] = HANDED.filter((column) => cells[column] !== task.cells[column]);
    if (cells['offered_at'] !== task.cells['delegated_at']) differing.push('offered_at');
    if (differing.length > 0) faults.push(`the copy ${key} differs from its task in ${differing.join(', ')}`);
    const told = task.cells['reply_to'] === cells['offered_at'];
    if (told ? task.cells['reply'] !== cells['answer'] : cells['answer'] !== 'offered')
      faults.push(
        `whoever handed ${key} over reads ${String(task.cells['reply'])}, said was ${String(cells['answer'])}`,
      );
    if (told && task.cells['reply_note'] !== cells['answer_note'])
      faults.push(`the word on ${key} did not arrive`);
  }
  // To somebody who had left it was given back at once; what was done by then waits for nobody.
  for (const [key, { cells }] of offers) {
    const givenBack = cells['reply'] === 'handed_back' && cells['reply_to'] === cells['delegated_at'];
    if (!wasAway(String(cells['delegate_id'])) || (!givenBack && cells['status'] === 'open'))
      faults.push(`a copy is missing: ${key}`);
  }
  return faults;
}

/** Every request for a room is decided, and it is never given twice. */
function roomFaults(events: readonly HeldRow[], links: readonly HeldRow[]): string[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const faults: string[] = [];
  const given: (Stretch & { room: string; event: string })[] = [];
  for (const { scope, cells } of links) {
    const event = byId.get(String(cells['event_id']));
    if (!event || ownerOf(event.scope) !== ownerOf(scope) || event.cells['status'] === 'cancelled') continue;
    if (cells['status'] === 'requested') faults.push(`the room for ${event.id} was never decided`);
    if (cells['status'] !== 'confirmed') continue;
    const room = String(cells['resource_id']);
    for (const one of stretches(event)) {
      const other = given.find(
        (g) => g.room === room && g.event !== event.id && g.start < one.end && one.start < g.end,
      );
      if (other) faults.push(`${room} is given twice: ${other.event} and ${event.id}`);
      given.push({ ...one, room, event: event.id });
    }
  }
  return faults;
}

function stretches({ cells }: HeldRow): (Stretch & { wall: string })[] {
  const count = /^FREQ=WEEKLY;COUNT=(\d+)$/.exec(String(cells['rrule']))?.[1] ?? '1';
  const at = (wall: unknown, weeks: number): number =>
    Temporal.PlainDateTime.from(String(wall)).add({ weeks }).toZonedDateTime(String(cells['zone']))
      .epochMilliseconds;
  return Array.from({ length: Number(count) }, (_, week) => ({
    start: at(cells['start'], week),
    end: at(cells['end'], week),
    wall: Temporal.PlainDateTime.from(String(cells['start']))
      .add({ weeks: week })
      .toString({ smallestUnit: 'minute' }),
  }));
}
