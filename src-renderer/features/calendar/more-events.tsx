import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Popover } from '../../ui/popover.tsx';
import { useEventWords } from './event-box.tsx';
import { isBanner } from './geometry.ts';

/** What there was no room for: how many there are, and on a press which, to be opened one by one. */
export function MoreEvents({
  instances,
  of,
  onOpen,
}: {
  instances: readonly CalendarInstance[];
  /** Whose they are, and of when. */
  of: string;
  onOpen: (instance: CalendarInstance) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const words = useEventWords();
  const [open, setOpen] = useState(false);
  const label = `${t('moreOf', { count: instances.length })}, ${of}`;
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button kind="quiet" size="s" className="more-events" label={label}>
          {`+${instances.length}`}
        </Button>
      }
    >
      <div className="more-list" role="group" aria-label={of} onKeyDown={alongTheList}>
        <p className="small t3">{of}</p>
        {instances.map((one, index) => {
          const { head, details } = words(one);
          return (
            <button
              key={one.key}
              type="button"
              ref={index === 0 ? focused : null}
              className={`more-line k-${one.kind} ${one.cancelled ? 'gone' : ''}`}
              onClick={() => {
                setOpen(false);
                onOpen(one);
              }}
            >
              <span className="num t2 nw">
                {isBanner(one) ? t('allDay') : format.timeRange(one.startWall, one.endWall)}
              </span>
              <span className="ki x">
                <Icon
                  name={one.kind === 'busy' ? 'lock' : one.kind}
                  size="xs"
                  label={t(`kinds.${one.kind}`)}
                />
              </span>
              <span className="cut">
                <b className="med">{head}</b> <span className="t3">{details.join(' · ')}</span>
              </span>
              {one.severity === 'hard' ? (
                <span className="hard x">
                  <Icon name="clash" size="xs" label={t('hardMark')} />
                </span>
              ) : null}
            </button>
          );
        })}
      </div>
    </Popover>
  );
}

/** The list opens with its first line ready. */
const focused = (line: HTMLElement | null): void => line?.focus();

function alongTheList(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = lines.findIndex((one) => one === document.activeElement);
  lines[Math.max(0, Math.min(lines.length - 1, at + by))]?.focus();
  event.preventDefault();
}
