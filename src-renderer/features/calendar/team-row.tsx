import { memo, type PointerEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { Placed } from '../../../src-shared/domain/calendar/layout.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { Icon } from '../../ui/icon.tsx';
import { vars } from '../../ui/vars.ts';
import { eventClass, NarrowWords, useEventWords } from './event-box.tsx';
import { statesOf } from './event-states.ts';
import { isBanner, onDay } from './geometry.ts';
import type { Crowd } from './crowd.ts';
import { MoreEvents } from './more-events.tsx';
import { closedHours, type Hours } from './team-hours.ts';
import { TeamWho } from './team-who.tsx';
import type { TeamGhost } from './use-team-drag.ts';

/** Somebody's day, or a room's, on one line. */
export const TeamRow = memo(function TeamRow({
  lane,
  placed,
  crowds,
  compact,
  date,
  hours,
  now,
  selected,
  ghost,
  onOpen,
  onEdit,
  onBackground,
  onGrab,
  onResize,
}: {
  lane: TeamLane;
  placed: readonly Placed<CalendarInstance>[];
  /** What there is no room for one by one. */
  crowds: readonly Crowd<CalendarInstance>[];
  /** One line high: name and age beside each other, events of one line. */
  compact: boolean;
  date: DateText;
  hours: Hours;
  now: EpochMs;
  selected: string | null;
  /** What is dragged, where it is over this line. */
  ghost: TeamGhost | null;
  onOpen: (instance: CalendarInstance) => void;
  onEdit: (instance: CalendarInstance) => void;
  onBackground: (lane: string, event: PointerEvent<HTMLElement>) => void;
  onGrab: (lane: string, instance: CalendarInstance, event: PointerEvent<HTMLElement>) => void;
  onResize: (lane: string, instance: CalendarInstance, event: PointerEvent<HTMLElement>) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const zone = useZone();
  const names = useNames();
  const words = useEventWords();
  const room = lane.subject_kind === 'resource';
  const name = names.name(lane);
  const edge = compact ? 4 : 7;
  const { from: FROM, to: TO } = hours;
  const closed =
    lane.openings === null
      ? []
      : closedHours(
          lane.openings.flatMap(({ start, end }) => {
            const part = onDay(
              { startWall: instantToWall(start, zone), endWall: instantToWall(end, zone) },
              date,
            );
            return part === null ? [] : [{ from: part.from / 60, to: part.to / 60 }];
          }),
          hours,
        );
  return (
    <>
      <TeamWho lane={lane} compact={compact} now={now} />
      <div
        className={['lane', room ? 'res' : '', lane.asOf.stale ? 'staled' : '', ghost === null ? '' : 'drop']
          .filter(Boolean)
          .join(' ')}
        role="group"
        aria-label={name}
        data-lane={lane.subject_id}
        onPointerDown={(event) => onBackground(lane.subject_id, event)}
      >
        {closed.map((one) => (
          <div
            key={one.from}
            className="offx"
            style={vars({ '--a': one.from, '--b': one.to + (one.to === TO ? 0.02 : 0) })}
          />
        ))}
        {placed.map(({ item, index, of }) => {
          const part = isBanner(item) ? { from: FROM * 60, to: TO * 60 } : onDay(item, date)!;
          const [from, to] = [
            Math.max(FROM * 60, part.from),
            Math.min(TO * 60, Math.max(part.to, part.from + 15)),
          ];
          if (to <= FROM * 60 || from >= TO * 60) return null;
          const text = words(item);
          const single = of > 1 || room || compact;
          const marked =
            item.severity === 'hard' ? (
              <span className={single ? 'team-mark inline' : 'team-mark'}>
                <Icon name="clash" size="xs" label={t('hardMark')} />
              </span>
            ) : null;
          return (
            <button
              key={item.key}
              type="button"
              className={eventClass(item, {
                past: false,
                selected: item.key === selected,
                stale: lane.asOf.stale,
              })}
              style={vars(
                { '--a': from / 60, '--b': to / 60 },
                of > 1 || compact
                  ? {
                      top: `calc(${edge}px + (100% - ${2 * edge}px) * ${index / of})`,
                      bottom: `calc(${edge}px + (100% - ${2 * edge}px) * ${1 - (index + 1) / of})`,
                    }
                  : {},
              )}
              title={`${item.private ? t('privateTitle') : text.head} ${format.timeRange(item.startWall, item.endWall)}`}
              aria-label={[
                `${name}: ${text.head}`,
                format.timeRange(item.startWall, item.endWall),
                ...statesOf(item).map((state) => t(state)),
              ].join(', ')}
              data-key={item.key}
              onClick={() => onOpen(item)}
              onDoubleClick={() => onEdit(item)}
              onPointerDown={(event) => onGrab(lane.subject_id, item, event)}
            >
              {single ? (
                <span className="tl">
                  {item.private || item.source === 'busy' ? <Icon name="lock" size="xs" /> : null}
                  <span className="cut">
                    <b>{text.head}</b>
                  </span>
                  {marked}
                </span>
              ) : (
                <NarrowWords instance={item} minutes={to - from} words={text} />
              )}
              {single ? null : marked}
              {item.editable && !isBanner(item) ? (
                <span
                  className="team-handle"
                  aria-hidden="true"
                  onPointerDown={(event) => {
                    event.stopPropagation();
                    onResize(lane.subject_id, item, event);
                  }}
                />
              ) : null}
            </button>
          );
        })}
        {crowds.map(({ start, end, items }) => {
          const walls = { startWall: instantToWall(start, zone), endWall: instantToWall(end, zone) };
          const part = onDay(walls, date);
          if (part === null) return null;
          return (
            <span
              key={start}
              className="crowd"
              style={vars({
                '--a': Math.max(FROM, part.from / 60),
                '--b': Math.min(TO, Math.max(part.to, part.from + 30) / 60),
              })}
            >
              <MoreEvents
                instances={items}
                of={`${name}, ${format.timeRange(walls.startWall, walls.endWall)}`}
                onOpen={onOpen}
              />
            </span>
          );
        })}
        {ghost === null ? null : (
          <div
            className="ghost dragged"
            role="status"
            style={vars({
              '--a': Math.max(FROM, ghost.from / 60),
              '--b': Math.min(TO, ghost.to / 60),
            })}
          >
            {ghost.mode === 'copy' ? <Icon name="plus" size="xs" label={t('several.copy')} /> : null}
            <span className="nw num">
              {`${format.timeOfMinutes(ghost.from)}–${format.timeOfMinutes(ghost.to)}`}
            </span>
          </div>
        )}
      </div>
    </>
  );
});
