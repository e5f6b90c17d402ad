import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import { OthersAsOf } from '../../app/parts/others-as-of.tsx';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { Icon } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useConflictWords } from './conflict-words.ts';
import { checkOf } from './draft-for-check.ts';
import { fieldsOf, slotOfEdited, type EventDraft } from './event-draft.ts';
import { SlotList } from './slot-list.tsx';

type Check = QueryResult<'calendar.check'>;

/** What a draft would clash with, kept up to date while it is written and while colleagues' data arrives. */
export function useDraftCheck(
  draft: EventDraft,
  editing: EventDetail | null,
  skip: boolean,
): Check | undefined {
  return useLiveQuery(
    'calendar.check',
    skip
      ? null
      : checkOf(
          { slot: slotOfEdited(draft, editing?.event), fields: fieldsOf(draft) },
          editing && { id: editing.instance.event_id, recurrence_id: editing.instance.recurrence_id },
        ),
  );
}

const SHOWN = 4;

export function DraftConflicts({
  check,
  from,
  ownEvent,
  keyPrefix = 'alt+',
  onTake,
}: {
  check: Check | undefined;
  from: EpochMs | null;
  ownEvent: string | null;
  /** Beside fields to write in a digit alone is text. */
  keyPrefix?: string;
  onTake: (slot: FreeSlot) => void;
}): ReactElement | null {
  const { t } = useTranslation('calendar');
  const words = useConflictWords();
  if (check === undefined || from === null) return null;
  const { conflicts, slots, asOf } = check;
  // Instances of a series that meet with the same are one line.
  const said = [...Map.groupBy(conflicts, (conflict) => words(conflict, ownEvent))];
  return (
    <div className="draft-check" role="status" aria-label={t('form.checking')}>
      {conflicts.length === 0 ? (
        <span className="x g1 small ok">
          <Icon name="check" size="xs" />
          {t('form.noConflict')}
        </span>
      ) : (
        <>
          {said.slice(0, SHOWN).map(([text, same]) => (
            <div key={text} className="x g6 first-line draft-conflict">
              <Pill tone={same[0]!.severity}>{t(`severity.${same[0]!.severity}`)}</Pill>
              <span className="small">
                {text}
                {same.length > 1 ? ` ${t('conflict.times', { count: same.length })}` : ''}
              </span>
            </div>
          ))}
          {said.length > SHOWN ? (
            <span className="small t3">{t('moreOf', { count: said.length - SHOWN })}</span>
          ) : null}
          {slots.length > 0 ? (
            <>
              <span className="small t3">{t('slotsDraft')}</span>
              <SlotList slots={slots} from={from} keyPrefix={keyPrefix} onTake={onTake} />
            </>
          ) : null}
        </>
      )}
      <OthersAsOf age={asOf} />
    </div>
  );
}
