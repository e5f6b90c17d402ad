import type { ReactElement } from 'react';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import { Keys } from '../../ui/kbd.tsx';
import { useSlotWords } from './conflict-words.ts';

/** Free slots, each with the key that takes it. */
export function SlotList({
  slots,
  from,
  onTake,
  keyPrefix = '',
  isTaken,
}: {
  slots: readonly FreeSlot[];
  from: EpochMs;
  onTake: (slot: FreeSlot) => void;
  keyPrefix?: string;
  /** Where taking one sends nothing yet: the one that is taken is marked, and not the first that is offered. */
  isTaken?: (slot: FreeSlot) => boolean;
}): ReactElement {
  const words = useSlotWords();
  return (
    <div role="list">
      {slots.map((slot, index) => {
        const { when, why } = words(slot, from, index === 0);
        const isMarked = isTaken === undefined ? index === 0 : isTaken(slot);
        return (
          <div key={slot.start} role="listitem">
            <button
              type="button"
              className={isMarked ? 'slot first' : 'slot'}
              {...(isTaken === undefined ? {} : { 'aria-pressed': isMarked })}
              onClick={() => onTake(slot)}
              aria-keyshortcuts={`${keyPrefix}${index + 1}`}
            >
              <span className="x g1">
                <Keys spec={`${keyPrefix}${index + 1}`} accent />
              </span>
              <span className="slot-when">{when}</span>
              <span className="small t2">{why}</span>
            </button>
          </div>
        );
      })}
    </div>
  );
}
