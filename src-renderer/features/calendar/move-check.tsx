import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
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
  const common = useTranslation();
  useKeys('pane', [
    { keys: 'enter', label: t('move.confirm'), run: onAnyway },
    ...check.slots.map((slot, index) => ({
      keys: String(index + 1),
      label: t('hints.slots'),
      run: () => onTake(slot),
    })),
  ]);
  return (
    <Panel
      title={t('move.title')}
      onClose={onCancel}
      closeLabel={common.t('kit.close')}
      focusFoot
      foot={
        <>
          <Button kind="primary" keys="enter" onPress={onAnyway}>
            {t('move.confirm')}
          </Button>
          <Button kind="quiet" keys="escape" onPress={onCancel}>
            {t('move.cancel')}
          </Button>
        </>
      }
    >
      <div className="event-form">
        <b className="med">{title}</b>
        <span className="t2">{t('move.to', { when })}</span>
        <DraftConflicts check={check} from={from} ownEvent={ownEvent} keyPrefix="" onTake={onTake} />
        <p className="small t3">{t('move.anyway')}</p>
      </div>
    </Panel>
  );
}
