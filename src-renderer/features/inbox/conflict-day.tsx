import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { layoutDay } from '../../../src-shared/domain/calendar/layout.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { useNow } from '../../app/use-now.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { vars } from '../../ui/vars.ts';
import { eventClass, NarrowWords, useEventWords } from '../calendar/event-box.tsx';
import { bannerOn, isBanner, minutesOf, onDay } from '../calendar/geometry.ts';
import { useOverlapWords } from '../calendar/conflict-words.ts';

type Detail = NonNullable<QueryResult<'inbox.schedule'>>;

/** The hours shown: a working day, wider where the conflict or what touches it lies outside. */
function hoursOf(detail: Detail, date: string): { from: number; to: number } {
  const edges = detail.lanes.flatMap((lane) =>
    lane.instances.filter((one) => !isBanner(one)).flatMap((one) => onDay(one, date) ?? []),
  );
  const from = Math.min(8 * 60, ...edges.map((one) => one.from));
  const to = Math.max(18.5 * 60, ...edges.map((one) => one.to));
  return { from: Math.floor(from / 60) - 0.5, to: Math.ceil(to / 60) + 0.5 };
}

/** The day of the conflict for everybody it concerns: what overlaps is marked once, over all lines. */
export function ConflictDay({
  detail,
  moving,
}: {
  detail: Detail;
  /** The meeting that would be moved: its free slots are drawn for those whom it needs. */
  moving: Detail['slots'][number] | undefined;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const calendar = useTranslation('calendar');
  const format = useFormat();
  const overlapWords = useOverlapWords();
  const names = useNames();
  const zone = useZone();
  const now = useNow();
  const words = useEventWords();
  const { conflict } = detail;
  const date = format.dateOf(conflict.overlap.start);
  const { from, to } = hoursOf(detail, date);
  const span = to - from;
  const hours = Array.from(
    { length: Math.floor(to - 0.5) - Math.ceil(from + 0.5) + 1 },
    (_, at) => Math.ceil(from + 0.5) + at,
  );
  const overlap = {
    a: minutesOf(instantToWall(conflict.overlap.start, zone)) / 60,
    b: minutesOf(instantToWall(conflict.overlap.end, zone)) / 60,
  };
  const shownSlots = (moving?.options ?? [])
    .map((slot, index) => ({
      index,
      start: instantToWall(slot.start, zone),
      end: instantToWall(slot.end, zone),
    }))
    .filter((one) => one.start.slice(0, 10) === date);
  const clashes =
    conflict.b !== null &&
    conflict.kind !== 'travel' &&
    conflict.kind !== 'customer' &&
    overlap.b > overlap.a;
  // Leave takes the whole day; what is only written above the days has nothing to do with it.
  const clashing = (one: { event_id: string }): boolean =>
    one.event_id === conflict.a.event_id || one.event_id === conflict.b?.event_id;
  // In a narrow window the day is wider than what is seen of it.
  const scroller = useRef<HTMLDivElement>(null);
  const at = (overlap.a - from) / span;
  useEffect(() => {
    const box = scroller.current;
    if (box) box.scrollLeft = at * box.scrollWidth - box.clientWidth / 3;
  }, [conflict.id, at]);
  return (
    <div className="conflict-day-scroll" ref={scroller}>
      <div className="mini2 conflict-day" style={vars({ '--hours': span, '--f': from })}>
        <div className="who2 conflict-corner" />
        <div className="hh2">
          {hours.map((hour) => (
            <span key={hour} style={{ left: `${((hour - from) / span) * 100}%` }}>
              {String(hour).padStart(2, '0')}
            </span>
          ))}
          {clashes ? (
            <div className="ovh" style={vars({ '--a': overlap.a, '--b': overlap.b })}>
              <span>{overlapWords(conflict.minutes)}</span>
            </div>
          ) : null}
        </div>
        {detail.lanes.map((lane) => {
          const room = lane.subject_kind === 'resource';
          const involved =
            conflict.subjects.some((one) => one.id === lane.subject_id) ||
            conflict.subject.id === lane.subject_id;
          const placed = layoutDay(
            lane.instances.filter((one) =>
              isBanner(one) ? clashing(one) && bannerOn(one, date) : onDay(one, date) !== null,
            ),
          );
          return (
            <Lane key={`${lane.subject_kind} ${lane.subject_id}`}>
              <div className="who2">
                <Avatar
                  name={names.name(lane)}
                  me={lane.me}
                  {...(room ? { icon: lane.resource === 'car' ? ('car' as const) : ('door' as const) } : {})}
                />
                <div className="cut">
                  <div className="x g6">
                    <b className="med nw">{names.name(lane)}</b>
                    <span className="small t3 cut">
                      {room
                        ? calendar.t('seats', { count: lane.seats ?? 0 })
                        : [lane.me ? t('mine') : '', lane.required ? '' : t('optional')]
                            .filter(Boolean)
                            .join(' · ')}
                    </span>
                  </div>
                  <AsOf
                    text={
                      lane.me
                        ? t('here')
                        : lane.asOf.at === null
                          ? calendar.t('neverSeen')
                          : format.asOf(lane.asOf.at, now)
                    }
                    stale={lane.asOf.stale && !lane.me}
                  />
                </div>
              </div>
              <div className="lane" role="group" aria-label={names.name(lane)}>
                {involved && clashes ? (
                  <div className="ovl" style={vars({ '--a': overlap.a, '--b': overlap.b })} />
                ) : null}
                {placed.map(({ item, index, of }) => {
                  const part = isBanner(item) ? { from: from * 60, to: to * 60 } : onDay(item, date)!;
                  return (
                    <div
                      key={item.key}
                      className={eventClass(item, {
                        past: false,
                        selected: false,
                        stale: lane.asOf.stale && !lane.me,
                      })}
                      style={vars(
                        { '--a': part.from / 60, '--b': Math.max(part.to, part.from + 15) / 60 },
                        {
                          left: `calc((${part.from / 60} - var(--f)) / var(--hours) * 100%)`,
                          width: `calc((${(Math.max(part.to, part.from + 15) - part.from) / 60}) / var(--hours) * 100% - 1px)`,
                          top: of > 1 ? `calc(4px + (100% - 8px) * ${index / of})` : 5,
                          bottom: of > 1 ? `calc(4px + (100% - 8px) * ${1 - (index + 1) / of} + 1px)` : 5,
                        },
                      )}
                      title={
                        item.all_day === 1
                          ? words(item).head
                          : `${words(item).head} ${format.timeRange(item.startWall, item.endWall)}`
                      }
                    >
                      {of > 1 || item.source === 'busy' ? (
                        <div className="tl">
                          {item.source === 'busy' ? <Icon name="lock" size="xs" /> : null}
                          {item.source === 'busy' && part.to - part.from < 45 ? null : (
                            <span className="cut">
                              <b>{words(item).head}</b>
                            </span>
                          )}
                        </div>
                      ) : (
                        <NarrowWords instance={item} minutes={part.to - part.from} words={words(item)} />
                      )}
                    </div>
                  );
                })}
                {(moving?.subjects.includes(lane.subject_id) ? shownSlots : []).map((slot) => (
                  <div
                    key={slot.start}
                    className="ghost"
                    style={vars({ '--a': minutesOf(slot.start) / 60, '--b': minutesOf(slot.end) / 60 })}
                  >
                    <Keys spec={String(slot.index + 1)} accent />
                  </div>
                ))}
              </div>
            </Lane>
          );
        })}
      </div>
    </div>
  );
}

const Lane = ({ children }: { children: ReactElement[] }): ReactElement => <>{children}</>;
