import { formatAs, parseWall } from '../../../../src-shared/domain/calendar/civil.ts';
import { instanceKey } from '../../../../src-shared/domain/calendar/instance-key.ts';
import { remindersByDay, transparencyAs } from '../../../../src-shared/domain/calendar/whole-days.ts';
import { wallIn } from '../../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { editEvent, type Edit } from './edit-event.ts';
import { oncePerSeries, seriesIdOf } from './once-per-series.ts';
import { findTarget, type Target } from './target.ts';

/** An occurrence as a command names it. */
interface Named {
  readonly id: Id;
  readonly recurrence_id: string | null;
}

/**
 * A drag says where on the reader's wall the instance goes. The event keeps its own zone: a meeting set up in London
 * and moved from Shanghai still follows London's clock.
 */
export const moveEvent: UseCase<'event.move'> = (context, { which, start, end, zone, ...named }) => {
  const found = findTarget(context, named);
  if (!found.ok) return found;
  const target = found.value;
  const own = target.kind === 'single' ? target.event.zone : target.series.zone;
  return editEvent(context, target, which, {
    fields: otherwise(target, start),
    slot: { start: wallIn(own, start, zone), end: wallIn(own, end, zone), zone: own },
  });
};

/** What an event of hours is otherwise once it lasts whole days, and the other way round. */
function otherwise(target: Target, start: string): Edit['fields'] {
  const row = target.kind === 'single' ? target.event : target.series;
  const was = target.kind === 'instance' ? (target.override ?? row) : row;
  const allDay = start.length === 10 ? 1 : 0;
  if (allDay === was.all_day) return {};
  const transparency = transparencyAs(was, allDay);
  return allDay === 1 ? { transparency, reminders: remindersByDay(was.reminders) } : { transparency };
}

/** Several at once, as one step; a series that is moved as a whole is moved once, whichever of its instances are named. */
export const moveEvents: UseCase<'event.moveSeveral'> = (context, { moves, which, zone }) => {
  const series = new Map(moves.map(({ id }) => [id, seriesIdOf(context, id)]));
  const went = new Map<Id, Went>();
  const keys = new Map<Named, string>();
  for (const move of oncePerSeries(context, moves, which)) {
    const { id, recurrence_id, start, end } = move;
    const moved = moveEvent(context, { id, recurrence_id, which, start, end, zone });
    if (!moved.ok) return moved;
    const to = nameNow(context, moved.value);
    keys.set(move, instanceKey(to.id, to.recurrence_id));
    went.set(series.get(id)!, { from: recurrence_id, to });
  }
  return ok({
    keys: moves.map((move) => keys.get(move) ?? keyAlong(context, move, went.get(series.get(move.id)!)!)),
  });
};

/** Where the instance of a series went that was touched. */
interface Went {
  readonly from: string | null;
  readonly to: Named;
}

/** What replaces an instance is called by its original start, too. */
const nameNow = ({ tx }: CommandContext, { id, recurrence_id }: Named): Named => ({
  id,
  recurrence_id: recurrence_id ?? tx.row('event', id)?.recurrence_id ?? null,
});

/** Another instance of a series that was moved as a whole went as far as the one that was touched. */
function keyAlong(context: CommandContext, { id, recurrence_id: was }: Named, { from, to }: Went): string {
  const row = context.tx.row('event', id);
  if (row && row.series_id !== null) return instanceKey(id, row.recurrence_id);
  const home = seriesIdOf(context, to.id);
  if (was === null || from === null || to.recurrence_id === null) return instanceKey(home, was);
  const at = parseWall(was) + parseWall(to.recurrence_id) - parseWall(from);
  return instanceKey(home, formatAs(at, was.length === 10 ? 1 : 0));
}
