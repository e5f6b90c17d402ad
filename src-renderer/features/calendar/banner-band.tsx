import { useMemo, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useCalendar } from '../../state/calendar.ts';
import type { Lane } from './banner-lanes.ts';
import type { GridProps } from './day-grid.tsx';
import { EventBox, FIXED } from './event-box.tsx';
import { useDayDrag } from './use-day-drag.ts';

const LINE_PX = 26;
/** More lines than this are scrolled to; the last one in sight is cut, so that one sees it. */
const MOST = 5;
const CUT_PX = 10;
const ONE_LINE = { lines: 1, narrow: false, below: false };

export function bandHeight(lanes: readonly Lane[]): number {
  const lines = Math.max(1, ...lanes.map(({ line }) => line + 1));
  return lines > MOST ? LINE_PX * MOST - CUT_PX : LINE_PX * lines;
}

/** What lasts whole days, above the hours: one box over all of its days. It is dragged from day to day. */
export function BannerBand({
  grid,
  lanes,
  columns,
  onOpen,
}: {
  grid: GridProps;
  lanes: readonly Lane[];
  /** Of the grid, without the axis. */
  columns: string;
  onOpen: GridProps['onOpen'];
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const band = useRef<HTMLDivElement>(null);
  const drag = useDayDrag(band, {
    shift: grid.onShift,
    spread: grid.onSpread,
    days: grid.days,
    turn: grid.onTurn,
  });
  const open: GridProps['onOpen'] = (instance, how) => {
    if (!drag.justDragged()) onOpen(instance, how);
  };
  const { target } = drag;
  // What is held comes from the hours, and would be that whole day.
  const whole = useCalendar(({ ghost }) => (ghost?.whole ? ghost.date : null));
  const [from, to] = target === null ? [whole, whole] : [target.from, target.to];
  const inTarget = (date: DateText): boolean => from !== null && to !== null && from <= date && date <= to;
  const instances = useMemo(() => lanes.map(({ instance }) => instance), [lanes]);
  return (
    <div
      ref={band}
      className="band"
      style={{ gridTemplateColumns: columns }}
      role="group"
      aria-label={t('allDay')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (!drag.onKeyDown(event, instances, BY_DAY)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {grid.days.map((date, at) => (
        <div
          key={date}
          className={inTarget(date) ? 'ad drop' : 'ad'}
          style={{ gridColumn: at + 1, gridRow: `1 / ${Math.max(2, lanes.length + 2)}` }}
          data-cell={date}
          onPointerDown={(event) => drag.onBackground(date, event)}
          onDoubleClick={() => grid.onSpread(date, date)}
        />
      ))}
      {lanes.map(({ instance, line, at, span, before, after }) => (
        <EventBox
          key={instance.key}
          instance={instance}
          room={ONE_LINE}
          now={grid.now}
          selected={instance.key === grid.selected || grid.picked.has(instance.key)}
          stale={grid.staleOf(instance)}
          className={`in-band ${before ? 'from-before' : ''} ${after ? 'goes-on' : ''}`}
          style={{ gridColumn: `${at + 1} / span ${span}`, gridRow: line + 1 }}
          resizable={FIXED}
          onOpen={open}
          onEdit={grid.onEdit}
          onGrab={drag.onGrab}
        />
      ))}
      {from === null || to === null ? null : (
        <span className="sr" role="status">
          {format.range(from, to)}
        </span>
      )}
    </div>
  );
}

const BY_DAY: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
