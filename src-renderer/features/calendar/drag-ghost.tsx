import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { daysBetween } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useCalendar, type Ghost } from '../../state/calendar.ts';
import { Icon } from '../../ui/icon.tsx';
import { vars } from '../../ui/vars.ts';
import { DAY_MINUTES, wallAt } from './geometry.ts';

/** What of a ghost lies on a day, which may be the one before or after its own. */
function partOf(ghost: Ghost, date: DateText): { from: number; to: number } | null {
  if (ghost.whole) return null;
  if (date !== ghost.date && ghost.from >= 0 && ghost.to <= DAY_MINUTES) return null;
  const by = daysBetween(ghost.date, date) * DAY_MINUTES;
  const [from, to] = [Math.max(0, ghost.from - by), Math.min(DAY_MINUTES, ghost.to - by)];
  return from < to ? { from, to } : null;
}

/** What is being dragged. It alone is drawn again while the pointer moves. */
export function DragGhost({ date }: { date: DateText }): ReactElement | null {
  const format = useFormat();
  const { t } = useTranslation('calendar');
  const ghost = useCalendar(({ ghost: now }) => (now !== null && partOf(now, date) !== null ? now : null));
  const part = ghost === null ? null : partOf(ghost, date);
  if (ghost === null || part === null) return null;
  return (
    <div className="ghost dragged" role="status" style={vars({ '--a': part.from / 60, '--b': part.to / 60 })}>
      {ghost.mode === 'copy' ? <Icon name="plus" size="xs" label={t('several.copy')} /> : null}
      <span className="sr">{format.dayMedium(ghost.date)}</span>
      <span className="nw">
        {format.timeRange(wallAt(ghost.date, ghost.from), wallAt(ghost.date, ghost.to))}
      </span>
      {ghost.others > 0 ? <span className="nw">{t('several.others', { count: ghost.others })}</span> : null}
    </div>
  );
}
