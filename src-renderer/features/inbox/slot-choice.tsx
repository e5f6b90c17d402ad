import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Keys } from '../../ui/kbd.tsx';

/** Free slots beside each other, each with what speaks for it and the key that takes it. */
export function SlotChoice({
  options,
  from,
  onTake,
}: {
  options: readonly FreeSlot[];
  from: number;
  onTake: (slot: FreeSlot) => void;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  return (
    <div className="inbox-slots">
      {options.map((slot, index) => {
        const away = Math.round((slot.start - from) / 60_000);
        return (
          <button
            key={slot.start}
            type="button"
            className={index === 0 ? 'slot first' : 'slot'}
            onClick={() => onTake(slot)}
            aria-keyshortcuts={String(index + 1)}
          >
            <Keys spec={String(index + 1)} accent />
            <b className="med nw">{`${format.dayOfWeek(format.dateOf(slot.start), format.dateOf(from))} ${format.between(slot.start, slot.end)}`}</b>
            <ul className="small t2">
              <li className="x g1">
                <span className={slot.allFree ? 'ok x' : 'soft x'}>
                  <Icon name={slot.allFree ? 'check' : 'warn'} size="xs" />
                </span>
                {slot.allFree ? t('allFree') : t('missing', { count: slot.missingOptional.length })}
              </li>
              {slot.outsideHours ? (
                <li className="x g1">
                  <span className="info x">
                    <Icon name="warn" size="xs" />
                  </span>
                  {t('outside')}
                </li>
              ) : null}
              <li className="x g1">
                <span className="t3 x">
                  <Icon name="clock" size="xs" />
                </span>
                {away === 0
                  ? t('sameTime')
                  : t(away > 0 ? 'later' : 'earlier', { duration: format.duration(Math.abs(away)) })}
              </li>
            </ul>
          </button>
        );
      })}
    </div>
  );
}
