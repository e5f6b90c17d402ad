import { useLayoutEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useCalendar, type Caret } from '../../state/calendar.ts';
import { vars } from '../../ui/vars.ts';

/** The free time that the keyboard is at. Seen only while it has the focus. */
export function GridCaret({ caret, onNew }: { caret: Caret; onNew: (caret: Caret) => void }): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const times = `${format.timeOfMinutes(caret.from)}–${format.timeOfMinutes(caret.to)}`;
  const box = useRef<HTMLDivElement>(null);
  // On another day it is another element: the focus goes along where it was on the one that is gone.
  useLayoutEffect(() => {
    const moved = useCalendar.getState().caret?.date === caret.date;
    if (moved && document.activeElement === document.body) box.current?.focus();
  }, [caret.date]);
  return (
    <div
      ref={box}
      className="grid-caret"
      data-caret=""
      role="button"
      tabIndex={0}
      aria-label={t('keys.caret', { when: `${format.dayOfWeek(caret.date, caret.date)} ${times}` })}
      style={vars({ '--a': caret.from / 60, '--b': caret.to / 60 })}
      onDoubleClick={() => onNew(caret)}
    >
      <span className="nw num">{times}</span>
    </div>
  );
}
