import type { CSSProperties, PointerEvent, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { vars } from '../../ui/vars.ts';
import type { Lane } from './banner-lanes.ts';
import { DaySign } from './day-sign.tsx';
import { EventBox, FIXED } from './event-box.tsx';
import { isBanner, onDay } from './geometry.ts';
import type { MonthProps } from './month-grid.tsx';
import type { DayTarget } from './use-day-drag.ts';

const SHOWN = 4;
const ONE_LINE = { lines: 1, narrow: false, below: false };

/** One day of a month: what fits, and how many more there are. What lasts several days keeps its line over all of them. */
export function MonthDay({
  date,
  at,
  lanes,
  month,
  target,
  onOpen,
  onGrab,
  onBackground,
}: {
  date: DateText;
  /** Its position in the week. */
  at: number;
  lanes: readonly Lane[];
  month: MonthProps;
  target: DayTarget | null;
  onOpen: MonthProps['onOpen'];
  onGrab: (instance: CalendarInstance, event: PointerEvent<HTMLElement>) => void;
  onBackground: (date: DateText, event: PointerEvent<HTMLElement>) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const { marks, instances } = month;
  const here = lanes.filter((one) => one.at <= at && at < one.at + one.span);
  const timed = instances
    .filter((one) => !isBanner(one) && onDay(one, date) !== null)
    .sort((a, b) => a.start - b.start);
  // Whether a line is shown is the same on all of its days.
  const kept = here.filter(({ line }) => line < SHOWN - 1);
  const lines: (Lane | CalendarInstance | null)[] = Array.from(
    { length: Math.max(0, ...kept.map(({ line }) => line + 1)) },
    (_, line) => kept.find((one) => one.line === line) ?? null,
  );
  lines.push(...timed);
  const count = here.length + timed.length;
  const shown = lines.slice(0, lines.length > SHOWN || kept.length < here.length ? SHOWN - 1 : SHOWN);
  const hidden = count - shown.filter((line) => line !== null).length;
  const box = (instance: CalendarInstance, className = '', style: CSSProperties = {}): ReactElement => (
    <EventBox
      key={instance.key}
      instance={instance}
      room={ONE_LINE}
      now={month.now}
      selected={instance.key === month.selected || month.picked.has(instance.key)}
      stale={month.staleOf(instance)}
      className={`in-month ${className}`.trim()}
      style={style}
      resizable={FIXED}
      onOpen={onOpen}
      onEdit={month.onEdit}
      onGrab={onGrab}
    />
  );
  const mark = marks.markOf(date);
  return (
    <div
      className={[
        'month-day',
        date.slice(0, 7) === month.month ? '' : 'other',
        marks.works(date) ? '' : 'off',
        date === month.today ? 'now' : '',
        target !== null && target.from <= date && date <= target.to ? 'drop' : '',
      ]
        .filter(Boolean)
        .join(' ')}
      role="group"
      aria-label={t('column', { day: format.dayLong(date), count })}
      data-cell={date}
      onPointerDown={(event) => onBackground(date, event)}
      onDoubleClick={(event) => {
        if (event.target === event.currentTarget) month.onNew(date);
      }}
    >
      <div className="x g6 month-top">
        <button
          type="button"
          className="month-number"
          data-number={date}
          onClick={() => month.onDay(date)}
          aria-label={[format.dayLong(date), mark?.mark, mark?.name].filter(Boolean).join(' ')}
        >
          {Number(date.slice(8))}
        </button>
        <DaySign mark={mark} />
        <span className="small t3 cut">{mark?.name || format.lunarShort(date)}</span>
      </div>
      {shown.map((line, index) => {
        if (line !== null && !('instance' in line)) return box(line);
        // On its further days it is there already: the box of its first day lies over them.
        if (line?.at !== at) return <div key={`line ${index}`} className="month-none" />;
        const { instance, span, before, after } = line;
        const joined = `${before ? 'from-before' : ''} ${after ? 'goes-on' : ''}`.trim();
        return box(instance, `over ${joined}`, vars({ '--span': span }));
      })}
      {hidden > 0 ? (
        <button type="button" className="link small month-more" onClick={() => month.onDay(date)}>
          {t('moreOf', { count: hidden })}
        </button>
      ) : null}
    </div>
  );
}
