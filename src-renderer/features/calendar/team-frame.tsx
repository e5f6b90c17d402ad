import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useLayoutEffect,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
} from 'react';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { usePrinting } from '../../app/use-printing.ts';
import { useCalendar } from '../../state/calendar.ts';
import { vars } from '../../ui/vars.ts';
import { TeamGroup } from './team-group.tsx';
import type { Hours } from './team-hours.ts';
import { heightBefore, type GroupLine, type LaneLine } from './team-lines.ts';
import type { TeamGhost } from './use-team-drag.ts';

/** What is done with what is on the lines of a team. */
export interface TeamActs {
  readonly onOpen: (instance: CalendarInstance) => void;
  readonly onEdit: (instance: CalendarInstance) => void;
  /** Something was dragged along a line or to another one; a new event where `instance` is null. */
  readonly onDrop: (
    ghost: TeamGhost,
    instance: CalendarInstance | null,
    from: TeamLane,
    to: TeamLane,
  ) => void;
}

/** What a team's day and its week are given alike. */
export interface TeamShown extends TeamActs {
  readonly lanes: readonly TeamLane[];
  /** Who they are, at the head of their names. */
  readonly corner: string;
  readonly now: EpochMs;
  readonly selected: string | null;
  /** What follows the lines. */
  readonly children: ReactNode;
}

/**
 * What the lines of a team stand in: a head that stays, the lines in groups that fold, and what follows them. Only the
 * lines in sight exist; on paper, where nothing scrolls, all of them.
 */
export function TeamFrame<L extends LaneLine>({
  scroller,
  label,
  corner,
  head,
  lines,
  days,
  hours,
  drawn,
  onKeyDown,
  children,
}: {
  scroller: RefObject<HTMLDivElement | null>;
  label: string;
  corner: string;
  head: {
    readonly px: number;
    readonly content: ReactNode;
    readonly className?: string;
    readonly columns?: string;
  };
  lines: readonly (GroupLine | L)[];
  /** Of which a group says how many are taken, and from when to when. */
  days: readonly DateText[];
  hours: Hours;
  drawn: (line: L) => ReactElement;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  children: ReactNode;
}): ReactElement {
  const toggleFold = useCalendar((state) => state.toggleFold);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => lines[index]!.height,
    getItemKey: (index) => lines[index]!.key,
    overscan: 6,
    scrollMargin: head.px,
  });
  const shown = usePrinting()
    ? lines.map((_, index) => ({ index, start: heightBefore(lines, index) }))
    : virtual.getVirtualItems().map(({ index, start }) => ({ index, start: start - head.px }));
  useLayoutEffect(() => {
    virtual.measure();
  }, [virtual, lines]);
  const columns = head.columns === undefined ? {} : { gridTemplateColumns: head.columns };
  return (
    <div
      ref={scroller}
      className="scroll team-scroll"
      role="group"
      aria-label={label}
      tabIndex={-1}
      style={vars({ '--first': hours.from, '--hours': hours.to - hours.from })}
      onKeyDown={onKeyDown}
    >
      <div className={['team team-head', head.className].filter(Boolean).join(' ')} style={columns}>
        <div className="who team-corner">
          <span className="small t3 cut">{corner}</span>
        </div>
        {head.content}
      </div>
      <div className="team-lines" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <div
              key={line.key}
              className="team team-line"
              style={{ height: line.height, transform: `translateY(${start}px)`, ...columns }}
            >
              {line.type === 'group' ? (
                <TeamGroup
                  unit={line.unit}
                  lanes={line.lanes}
                  folded={line.folded}
                  days={days}
                  hours={hours}
                  onFold={() => toggleFold(line.key)}
                />
              ) : (
                drawn(line)
              )}
            </div>
          );
        })}
      </div>
      {children}
    </div>
  );
}
