import type { CSSProperties, ReactElement } from 'react';
import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { eventClass, useEventWords } from '../calendar/event-box.tsx';
import { minutesOf } from '../calendar/geometry.ts';
import { stripHours, stripSpan } from './strip-hours.ts';

type Vars = CSSProperties & Record<`--${string}`, number>;

/** The hours around the wish, with what is there already above it and what it covers between them. */
export function DayStrip({
  event,
  conflicts,
  title,
  zone,
}: {
  event: CommandInput<'event.create'>;
  conflicts: readonly ConflictView[];
  title: string;
  zone: string;
}): ReactElement | null {
  const { me } = useDesk();
  const words = useEventWords();
  const date = event.slot.start.slice(0, 10);
  const found = useLiveQuery(
    'calendar.window',
    me === null ? null : { from: date, to: addDays(date, 1), zone, people: [me.id] },
  );
  const sameDay = event.slot.end.slice(0, 10) === date;
  const wish = { from: minutesOf(event.slot.start), to: sameDay ? minutesOf(event.slot.end) : 1440 };
  const hours = stripHours(wish);
  const clashing = new Map(
    conflicts.flatMap((one) =>
      [one.a, one.b].flatMap((side) => (side === null ? [] : [[side.event_id, one.severity] as const])),
    ),
  );
  const shown = (found?.instances ?? []).flatMap((instance) => {
    if (instance.all_day === 1 || instance.cancelled) return [];
    const span = stripSpan(instance, date, hours);
    return span === null
      ? []
      : [{ instance: { ...instance, severity: clashing.get(instance.event_id) ?? null }, span }];
  });
  const lane: Vars = { '--hours': hours.to - hours.from, '--f': hours.from };
  return (
    <div className="strip quick-strip" aria-hidden="true">
      <div className="hh3">
        {Array.from({ length: hours.to - hours.from - 1 }, (_, i) => (
          <span key={i} style={{ left: `${((i + 1) / (hours.to - hours.from)) * 100}%` }}>
            {hours.from + i + 1}
          </span>
        ))}
      </div>
      <div className="mt lane" style={lane}>
        {shown.map(({ instance, span }) => (
          <div
            key={instance.key}
            className={`${eventClass(instance, { past: false, selected: false, stale: false })} quick-there`}
            style={{ '--a': span.from, '--b': span.to } as Vars}
          >
            <span className="cut">
              <b>{words(instance).head}</b>
            </span>
          </div>
        ))}
        <div
          className="ghost quick-wish"
          style={{ '--a': wish.from / 60, '--b': Math.min(wish.to / 60, hours.to) } as Vars}
        >
          <span className="cut">{title}</span>
        </div>
        {shown
          .filter(({ span }) => span.from * 60 < wish.to && wish.from < span.to * 60)
          .map(({ instance, span }) => (
            <div
              key={`clash ${instance.key}`}
              className="clash quick-clash"
              style={
                { '--a': Math.max(span.from, wish.from / 60), '--b': Math.min(span.to, wish.to / 60) } as Vars
              }
            />
          ))}
      </div>
    </div>
  );
}
