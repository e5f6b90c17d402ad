import { addDays, mondayOf } from '../../../db/demo/dates.ts';
import { figureOf, section, timed, type Section, type Time } from '../report.ts';
import type { BenchDesk } from './bench-desk.ts';
import { listQuestions, todayIn, todayQuestions, ZONE } from './screens.ts';

const MOVES = 100;

/** Commands up to their acknowledgement, which means: on disk; and what the open screens then ask again. */
export function writeSection(desk: BenchDesk): Section {
  const { ask, run, queries, engine } = desk;
  const me = ask('session.state', {}).me!.id;
  const today = todayIn(Date.now());
  const monday = mondayOf(today);
  const window = { from: monday, to: addDays(monday, 42), zone: ZONE, people: [me] };
  const own = ask('calendar.window', window).instances.filter(
    (one) => one.editable && !one.series && one.all_day === 0 && one.source === 'event',
  );
  let told = 0;
  const stops = [...todayQuestions(me, today), ...listQuestions()].map(({ name, input }) =>
    queries.watch(name, input, () => (told += 1)),
  );
  const stopListening = engine.onChange((topics) => queries.changed(topics));
  const moves: Time[] = [];
  const reruns: Time[] = [];
  const toldBefore = told;
  // There and back again: the day looks as before, only the marks are newer.
  for (let n = 0; n < MOVES; n += 1) {
    const one = own[(n >> 1) % own.length]!;
    const shift = n % 2 === 0 ? 5 : 0;
    const at = { start: later(one.startWall, shift), end: later(one.endWall, shift), zone: ZONE };
    moves.push(
      timed(() =>
        run('event.move', { id: one.event_id, recurrence_id: one.recurrence_id, which: 'all', ...at }),
      ),
    );
    reruns.push(timed(() => queries.refreshAll()));
  }
  stopListening();
  for (const stop of stops) stop();
  return section(
    'A command',
    [
      figureOf('event.move until it is on disk, derived tables too', moves),
      figureOf('what Today and the list watch, asked again after it', reruns),
    ],
    [`${own.length} own events in six weeks; ${told - toldBefore} answers differed and were told`],
  );
}

/** A wall time some minutes later on the same day. */
function later(wall: string, minutes: number): string {
  const at = new Date(`${wall}:00Z`).getTime() + minutes * 60_000;
  return new Date(at).toISOString().slice(0, 16);
}
