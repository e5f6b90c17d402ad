import { memo, type PointerEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { Icon } from '../../ui/icon.tsx';
import { eventClass, useEventWords } from './event-box.tsx';
import { statesOf } from './event-states.ts';
import { firstFree } from './first-free.ts';
import { DAY_MINUTES, isBanner, minutesOf, onDay } from './geometry.ts';
import { MoreEvents } from './more-events.tsx';
import { takes } from './team-capacity.ts';
import type { TeamCell, WeekLine } from './team-lines.ts';
import { TeamWho } from './team-who.tsx';
import type { DayMarks } from './use-day-marks.ts';
import type { CellTarget } from './use-team-week-drag.ts';

/** From here on name and age stand below each other, however many lines there are. */
const TWO_LINES_PX = 50;

/** Somebody's week, or a room's: a cell a day, in each what is on, one line a thing. */
export const TeamWeekRow = memo(function TeamWeekRow({
  line,
  compact,
  marks,
  now,
  today,
  selected,
  target,
  onOpen,
  onEdit,
  onMake,
  onGrab,
}: {
  line: WeekLine;
  compact: boolean;
  marks: DayMarks;
  now: EpochMs;
  today: DateText;
  selected: string | null;
  /** Where what is held would come to be, where that is on this line. */
  target: CellTarget | null;
  onOpen: (instance: CalendarInstance) => void;
  onEdit: (instance: CalendarInstance) => void;
  onMake: (lane: string, date: DateText) => void;
  onGrab: (
    held: { instance: CalendarInstance; lane: string; date: DateText },
    event: PointerEvent<HTMLElement>,
  ) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const zone = useZone();
  const names = useNames();
  const { lane, cells } = line;
  const name = names.name(lane);
  const works = (date: DateText): boolean =>
    lane.openings === null
      ? marks.works(date)
      : lane.openings.some(({ start }) => instantToWall(start, zone).slice(0, 10) === date);
  const cellClass = ({ date }: TeamCell): string =>
    [
      'week-cell',
      lane.subject_kind === 'resource' ? 'res' : '',
      works(date) ? '' : 'off',
      date === today ? 'today' : '',
      lane.asOf.stale ? 'staled' : '',
      target?.date === date ? 'drop' : '',
    ]
      .filter(Boolean)
      .join(' ');
  return (
    <>
      <TeamWho lane={lane} compact={compact && line.height < TWO_LINES_PX} now={now} />
      {cells.map((cell) => {
        const { date, shown, hidden } = cell;
        const count = shown.length + hidden.length;
        return (
          <div
            key={date}
            className={cellClass(cell)}
            role="group"
            aria-label={`${name}, ${t('column', { day: format.dayMedium(date), count })}`}
            tabIndex={-1}
            data-lane={lane.subject_id}
            data-cell={date}
            onDoubleClick={(event) => {
              if (event.target === event.currentTarget) onMake(lane.subject_id, date);
            }}
          >
            {shown.map((instance) => (
              <Chip
                key={instance.key}
                instance={instance}
                date={date}
                name={name}
                stale={lane.asOf.stale}
                past={instance.end <= now}
                selected={instance.key === selected}
                onOpen={onOpen}
                onEdit={onEdit}
                onGrab={(event) => onGrab({ instance, lane: lane.subject_id, date }, event)}
              />
            ))}
            {hidden.length === 0 ? null : (
              <MoreEvents instances={hidden} of={`${name}, ${format.dayMedium(date)}`} onOpen={onOpen} />
            )}
            {target?.date === date && target.mode === 'copy' ? (
              <span className="week-copy">
                <Icon name="plus" size="xs" label={t('several.copy')} />
              </span>
            ) : null}
          </div>
        );
      })}
    </>
  );
});

function Chip({
  instance,
  date,
  name,
  stale,
  past,
  selected,
  onOpen,
  onEdit,
  onGrab,
}: {
  instance: CalendarInstance;
  date: DateText;
  name: string;
  stale: boolean;
  past: boolean;
  selected: boolean;
  onOpen: (instance: CalendarInstance) => void;
  onEdit: (instance: CalendarInstance) => void;
  onGrab: (event: PointerEvent<HTMLElement>) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const { head, short } = useEventWords()(instance);
  const part = isBanner(instance) ? null : onDay(instance, date);
  const when = part === null ? t('allDay') : format.timeRange(instance.startWall, instance.endWall);
  return (
    <button
      type="button"
      className={`${eventClass(instance, { past, selected, stale })} in-cell`}
      title={`${instance.private ? t('privateTitle') : head} ${when}`}
      aria-label={[`${name}: ${head}`, when, ...statesOf(instance).map((state) => t(state))].join(', ')}
      data-key={instance.key}
      onClick={() => onOpen(instance)}
      onDoubleClick={() => onEdit(instance)}
      onPointerDown={onGrab}
    >
      <span className="tl">
        {part === null ? null : <span className="num chip-time">{format.timeOfMinutes(part.from)}</span>}
        {instance.private || instance.source === 'busy' ? <Icon name="lock" size="xs" /> : null}
        <span className="cut">
          <b>{short || head}</b>
        </span>
        {instance.severity === 'hard' ? (
          <span className="team-mark inline">
            <Icon name="clash" size="xs" />
          </span>
        ) : null}
      </span>
    </button>
  );
}

/** The first free hour on somebody's day: where a meeting with them begins. */
export function freeOn(lane: TeamLane, date: DateText, zone: string): { from: number; to: number } {
  const open = (lane.openings ?? []).flatMap(({ start, end }) => {
    const [startWall, endWall] = [instantToWall(start, zone), instantToWall(end, zone)];
    return startWall.slice(0, 10) === date
      ? [{ from: minutesOf(startWall), to: endWall.slice(0, 10) > date ? DAY_MINUTES : minutesOf(endWall) }]
      : [];
  });
  const taken = lane.instances
    .filter(takes)
    .flatMap((one) => (isBanner(one) ? [] : (onDay(one, date) ?? [])));
  return firstFree(open, taken);
}
