import { useLayoutEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { Icon } from '../../ui/icon.tsx';
import { useEventWords } from './event-box.tsx';
import { statesOf, type StateWords } from './event-states.ts';
import { bannerOn, isBanner, onDay } from './geometry.ts';
import type { DayMarks } from './use-day-marks.ts';

/** Paper has no stripes: what may not take place is said. */
const ON_PAPER: ReadonlySet<StateWords> = new Set(['team.legend.tentative', 'roomMark', 'cancelled']);

/** What the sheet of `@page calendar` leaves below the heading, and how far letters may shrink before a second one is begun. */
const SHEET_MM = { width: 277, height: 176 };
const SMALLEST = 0.65;

/**
 * A day, a week or a month on paper: everything that is on each day, with its whole name and place. The grid of hours is for
 * the screen; on paper most of it is empty, and what is short would be cut.
 */
export function PaperSheet({
  days,
  month = null,
  instances,
  marks,
}: {
  days: readonly DateText[];
  /** `YYYY-MM` where a month is printed: days of others stay empty. */
  month?: string | null;
  instances: readonly CalendarInstance[];
  marks: DayMarks;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const words = useEventWords();
  const columns = Math.min(7, days.length);
  const sheet = useRef<HTMLDivElement>(null);
  // A full month becomes smaller rather than two sheets. It is as wide as the paper already on the screen, where it is measured.
  useLayoutEffect(() => {
    const { style } = sheet.current!;
    style.zoom = '1';
    style.width = `${SHEET_MM.width}mm`;
    const fits = (SHEET_MM.height * (96 / 25.4)) / sheet.current!.offsetHeight;
    if (fits >= 1) return;
    const zoom = Math.max(SMALLEST, fits);
    style.zoom = String(zoom);
    style.width = `${SHEET_MM.width / zoom}mm`;
  });
  const timesOn = (one: CalendarInstance, date: DateText): string => {
    const part = isBanner(one) ? null : onDay(one, date);
    return part === null ? t('allDay') : format.minuteRange(part.from, part.to);
  };
  return (
    <div
      ref={sheet}
      className={days.length > 7 ? 'paper' : 'paper one-row'}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {days.map((date) => {
        const mark = marks.markOf(date);
        const its =
          month !== null && date.slice(0, 7) !== month
            ? []
            : instances
                .filter((one) => (isBanner(one) ? bannerOn(one, date) : onDay(one, date) !== null))
                .sort((a, b) => Number(isBanner(b)) - Number(isBanner(a)) || a.start - b.start);
        return (
          <section
            key={date}
            className={[
              'paper-day',
              marks.works(date) ? '' : 'off',
              month !== null && date.slice(0, 7) !== month ? 'other' : '',
            ]
              .filter(Boolean)
              .join(' ')}
          >
            <h2>
              {`${format.weekday(date)} ${month === null ? format.dayShort(date) : Number(date.slice(8))}`}
              <small>{[mark?.mark, mark?.name || format.lunarShort(date)].filter(Boolean).join(' ')}</small>
            </h2>
            {its.map((one) => {
              const { head, details } = words(one);
              const said = statesOf(one).filter((state) => ON_PAPER.has(state));
              const lines = [...details, ...said.map((state) => t(state))];
              return (
                <div key={one.key} className={`paper-event k-${one.kind} ${one.cancelled ? 'gone' : ''}`}>
                  {/* The mark stands before the title: after it, it would be taken for part of it, or stand on a line of its own. */}
                  <span className="num">{timesOn(one, date)}</span>{' '}
                  {one.severity === 'hard' ? <Icon name="clash" size="xs" label={t('hardMark')} /> : null}
                  <b>{head}</b>
                  {lines.length > 0 ? ` ${lines.join(' · ')}` : ''}
                </div>
              );
            })}
          </section>
        );
      })}
    </div>
  );
}
