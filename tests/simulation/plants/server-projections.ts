import type { Plant } from './plant.ts';

/** Bugs in what others see of a calendar. */
export const SERVER_PROJECTIONS: readonly Plant[] = [
  {
    name: 'a commit projects nothing',
    file: 'src-server/projections/project.ts',
    find: 'if (SOURCES.some((table) => touched.has(table)))',
    put: 'if (touched.size > 99)',
  },
  {
    name: 'a busy block says what for',
    file: 'src-server/projections/projected-rows.ts',
    find: '      required: one.required,',
    put: '      required: one.required, title: family.events[0]?.title ?? null,',
  },
  {
    name: 'a busy block lies in everybody’s scope',
    file: 'src-server/projections/places.ts',
    find: "? scopeOf('busy', unit) : null;",
    put: "? scopeOf('busy', 'near') : null;",
  },
  {
    name: 'new busy blocks are not written',
    file: 'src-server/projections/write-projections.ts',
    find: "for (const { id, scope, cells } of wanted.values()) set.write('busy_block', id, scope, cells);",
    put: "for (const { id, scope, cells } of wanted.values()) if (there.includes(id)) set.write('busy_block', id, scope, cells);",
  },
  {
    name: 'busy blocks of an event stay when it is gone',
    file: 'src-server/projections/write-projections.ts',
    find: "for (const id of there) if (!wanted.has(id)) set.vanish('busy_block', id);",
    put: '',
  },
  {
    name: 'an invitation is not taken back',
    file: 'src-server/projections/write-projections.ts',
    find: "set.remove('invitation', id);",
    put: '',
  },
  {
    name: 'an invitation stays as it was when it was sent',
    file: 'src-server/projections/write-projections.ts',
    find: "    set.write('invitation', row.id, row.scope, {",
    put: "    if (isNew) set.write('invitation', row.id, row.scope, {",
  },
  {
    name: 'an answer does not reach the organiser',
    file: 'src-server/projections/take-answers.ts',
    find: 'answer: now.answer,\n        answer_note: now.answer_note,',
    put: 'answer_note: now.answer_note,',
  },
  {
    name: 'whoever is asked takes no time',
    file: 'src-server/projections/occupied.ts',
    find: 'if (id === null || known.has(id)) continue;',
    put: 'if (id !== null) continue;',
  },
  {
    name: 'whoever declines still takes time',
    file: 'src-shared/domain/calendar/occupancy.ts',
    find: "event.status === 'cancelled' || answer === 'declined' ||",
    put: "event.status === 'cancelled' ||",
  },
  {
    name: 'whoever declines one meeting still comes to it',
    kind: 'singles',
    file: 'src-shared/domain/calendar/instance-answer.ts',
    find: '(single?.get(recurrenceId) ?? whole)',
    put: 'whole',
  },
  {
    name: 'the organiser reads an old answer to one meeting',
    kind: 'singles',
    file: 'src-server/projections/single-answers.ts',
    find: "set.write('instance_answer', copyId, invited.event.scope, cells);",
    put: "if (!set.row('instance_answer', copyId)) set.write('instance_answer', copyId, invited.event.scope, cells);",
  },
  {
    name: 'the word on another time for one meeting stays with the organiser',
    kind: 'singles',
    file: 'src-server/projections/proposals.ts',
    find: "set.write('proposal', row.id, home, replyCells(rowOf('proposal', copy)));",
    put: '',
  },
  {
    name: 'a room is given twice',
    kind: 'singles',
    file: 'src-server/projections/decide.ts',
    find: "const status = clash ? 'refused' : isOutOfReach(",
    put: 'const status = isOutOfReach(',
  },
  {
    name: 'a request for a room is not decided',
    file: 'src-server/projections/decide.ts',
    find: "set.write('event_resource', link.id, link.scope, { status });",
    put: '',
  },
  {
    name: 'the blocks of deleted events are made anew',
    file: 'src-server/projections/family.ts',
    find: "const live = set.held('event').filter((row) => row.deleted === 0 && wanted.has(row.series_id ?? row.id));",
    put: "const live = set.held('event').filter((row) => wanted.has(row.series_id ?? row.id));",
  },
  {
    name: 'a change of attendees alone is not projected',
    file: 'src-server/projections/arrivals.ts',
    find: 'for (const id of await set.tx.calendar.rootsOf(linked',
    put: 'for (const id of await set.tx.calendar.rootsOf(linked.slice(linked.length)',
  },
  {
    name: 'an invitation lies in the calendar of its organiser',
    file: 'src-server/projections/projected-rows.ts',
    find: "scope: scopeOf(event.privacy === 'private' ? 'person' : 'calendar', attendee.person_id),",
    put: "scope: scopeOf(event.privacy === 'private' ? 'person' : 'calendar', family.organiserId),",
  },
  {
    name: 'an invitation to a private event lies where the lead of the person asked reads it',
    file: 'src-server/projections/projected-rows.ts',
    find: "scope: scopeOf(event.privacy === 'private' ? 'person' : 'calendar', attendee.person_id),",
    put: "scope: scopeOf('calendar', attendee.person_id),",
  },
];
