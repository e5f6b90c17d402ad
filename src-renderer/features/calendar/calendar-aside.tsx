import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance, EventDetail } from '../../../src-shared/contract/calendar.ts';
import { wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useExpectedKeys } from '../../app/use-keys.ts';
import { AsidePane } from '../../ui/panes.tsx';
import { EventAside } from './event-aside.tsx';
import { EventForm } from './event-form.tsx';
import { CalendarImport } from './file/calendar-import.tsx';
import { listsChosen } from './meant.ts';
import { MoveCheck } from './move-check.tsx';
import { SeriesCheck } from './series-check.tsx';
import { SeveralCheck } from './several-check.tsx';
import { SeveralAside } from './several-aside.tsx';
import type { Address } from './use-address.ts';
import type { EventMoves } from './use-event-moves.ts';
import type { useMaking } from './use-making.ts';
import { useWhenWords } from './use-when-words.ts';

/** The right of the calendar: a file that comes in, a move that would clash, the form, or the chosen event. */
export function CalendarAside({
  address,
  detail,
  making,
  some,
  moves,
  onEdit,
}: {
  address: Address;
  detail: EventDetail | null | undefined;
  making: ReturnType<typeof useMaking>;
  /** What is chosen together. */
  some: readonly CalendarInstance[];
  moves: EventMoves;
  onEdit: () => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  const { done, saved, onDraft } = making;
  const { form, importing, turn } = making.making;
  const names = useNames();
  const { several, pendingSeries } = moves;
  const waiting = moves.pending !== null || pendingSeries !== null || several.pending !== null;
  const listed = listsChosen({ some, open: detail?.instance });
  const busy = form !== null || importing !== null || waiting;
  useExpectedKeys(address.chosen !== null && detail === undefined);
  const close = (): void => {
    done();
    moves.giveUp();
  };
  return (
    <AsidePane
      label={t('detail')}
      icon="calendar"
      closeLabel={common.t('kit.close')}
      openFor={listed ? 'several' : (detail?.instance.key ?? null)}
      {...(busy ? { open: true, width: 340, onOpenChange: (next: boolean) => !next && close() } : {})}
    >
      {importing !== null ? (
        <CalendarImport file={importing.file} onClose={done} />
      ) : moves.pending?.check ? (
        <PendingCheck moves={moves} pending={moves.pending} check={moves.pending.check} />
      ) : pendingSeries !== null ? (
        <SeriesCheck
          check={pendingSeries.check}
          title={names.title(pendingSeries.move.instance)}
          series={pendingSeries.move.instance.event_id}
          onAnyway={moves.moveSeries}
          onCancel={moves.giveUp}
        />
      ) : several.pending !== null ? (
        <SeveralCheck pending={several.pending} moves={several} onCancel={moves.giveUp} />
      ) : form !== null ? (
        <EventForm
          key={turn}
          initial={form.initial}
          editing={form.editing}
          begun={form.begun}
          startFinding={form.finding === true}
          onDraft={onDraft}
          onClose={done}
          onSaved={(id, recurrence) => {
            const { view, date } = address;
            saved();
            address.choose(id, recurrence, view === 'day' || view === 'team' ? form.initial.startDay : date);
          }}
        />
      ) : listed ? (
        <SeveralAside some={some} moves={moves} />
      ) : address.chosen === null ? (
        <EmptyState what={t('nothing')} why={t('nothingWhy')} />
      ) : detail === null ? (
        <EmptyState what={t('gone')} why={t('goneWhy')} />
      ) : detail === undefined ? null : (
        <EventAside
          key={detail.instance.key}
          detail={detail}
          onEdit={onEdit}
          onRemove={() => moves.remove(detail)}
          onMoveTo={(slot) => moves.moveTo(detail.instance, slot)}
        />
      )}
    </AsidePane>
  );
}

function PendingCheck({
  moves,
  pending,
  check,
}: {
  moves: EventMoves;
  pending: NonNullable<EventMoves['pending']>;
  check: NonNullable<NonNullable<EventMoves['pending']>['check']>;
}): ReactElement {
  const names = useNames();
  const zone = useZone();
  const whenWords = useWhenWords();
  const { instance, start, end } = pending;
  return (
    <MoveCheck
      check={check}
      title={names.title(instance)}
      when={whenWords(start, end)}
      from={wallToInstant(start, zone)}
      ownEvent={instance.event_id}
      onTake={(slot) => moves.moveTo(instance, slot)}
      onAnyway={() => moves.move({ ...pending, check: null })}
      onCancel={moves.giveUp}
    />
  );
}
