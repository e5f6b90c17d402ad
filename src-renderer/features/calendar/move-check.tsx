import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useKeys } from '../../app/use-keys.ts';
import { goesToInbox } from './asks-before.ts';
import { CheckPanel } from './check-panel.tsx';
import { DraftConflicts } from './draft-conflicts.tsx';

/** Before a drag that would clash is kept: what it clashes with, three free slots, or move anyway. */
export function MoveCheck({
  check,
  title,
  when,
  from,
  ownEvent,
  onTake,
  onAnyway,
  onCancel,
}: {
  check: QueryResult<'calendar.check'>;
  title: string;
  when: string;
  from: EpochMs;
  ownEvent: string;
  onTake: (slot: FreeSlot) => void;
  onAnyway: () => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  useKeys(
    'pane',
    check.slots.map((slot, index) => ({
      keys: String(index + 1),
      label: t('hints.slots'),
      run: () => onTake(slot),
    })),
  );
  return (
    <CheckPanel title={t('move.title')} onConfirm={onAnyway} onCancel={onCancel}>
      <div className="event-form">
        <b className="med">{title}</b>
        <span className="t2">{t('move.to', { when })}</span>
        <DraftConflicts check={check} from={from} ownEvent={ownEvent} keyPrefix="" onTake={onTake} />
        {goesToInbox(check.conflicts) ? <p className="small t3">{t('move.anyway')}</p> : null}
      </div>
    </CheckPanel>
  );
}
