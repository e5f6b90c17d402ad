import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { Company } from '../../../src-shared/contract/inbox.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { addWall, instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { OthersAsOf } from '../../app/parts/others-as-of.tsx';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useDesk } from '../../app/desk-data.ts';
import { useNames } from '../../app/name-of.ts';
import { useAct } from '../../app/use-act.ts';
import { useKeptText, type KeptText } from '../../app/use-kept-text.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { Button } from '../../ui/button.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CompanyDay } from './company-day.tsx';
import { SlotList } from './slot-list.tsx';
import './propose-time.css';

interface Proposal {
  readonly day: string | null;
  readonly time: string | null;
  readonly note: string;
  readonly which: 'this' | 'all';
  readonly answer: 'tentative' | 'declined';
}

/** The form about one meeting, open while something stands in it. */
export function useProposal(
  invitation: string,
  recurrence: string | null,
): { kept: KeptText; isOpen: boolean; open: () => void } {
  const kept = useKeptText({ table: 'invitation', id: invitation, field: `counter ${recurrence ?? ''}` });
  return { kept, isOpen: kept.text !== null, open: () => kept.text ?? kept.set('{}') };
}

/** What was filled in, over the meeting as it stands. */
function filledIn(text: string | null, { startWall, all_day }: CalendarInstance): Proposal {
  const time = all_day === 1 ? null : startWall.slice(11);
  return {
    ...{ day: startWall.slice(0, 10), time, note: '', which: 'this', answer: 'tentative' },
    ...(JSON.parse(text ?? '{}') as Partial<Proposal>),
  };
}

/** Another time for a meeting one is asked to: the nearest that suit everybody, or any other, and a word with it. */
export function ProposeTime({
  invitationId,
  instance,
  kept,
  onDone,
  onCancel,
}: {
  invitationId: string;
  instance: CalendarInstance;
  /** The form as it is being filled in: it outlives a lock. */
  kept: KeptText;
  onDone: () => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  const zone = useZone();
  const act = useAct();
  const { sync } = useDesk();
  const isDay = instance.all_day === 1;
  const form = filledIn(kept.text, instance);
  const { day, time, note, which, answer } = form;
  const set = (change: Partial<Proposal>): void => kept.set(JSON.stringify({ ...form, ...change }));
  const wall = wallsOf(instance, day, time);
  const found = useLiveQuery(
    'invitation.times',
    wall === null ? null : { id: invitationId, ...wall, zone, near: instance.start },
  );
  const isSeries = instance.recurrence_id !== null && instance.series;
  const isOther = wall !== null && wall.start !== instance.startWall;
  const take = (slot: FreeSlot): void => {
    const start = instantToWall(slot.start, zone);
    set({ day: start.slice(0, 10), time: start.slice(11) });
  };
  const send = useOneAtATime()(async (): Promise<void> => {
    if (wall === null || !isOther) return;
    const done = await act(
      'invitation.propose',
      {
        id: invitationId,
        recurrence_id: which === 'this' ? instance.recurrence_id : null,
        ...wall,
        zone,
        note: note.trim() === '' ? null : note,
        answer,
      },
      t(['online', 'syncing'].includes(sync.line.phase) ? 'counter.sent' : 'counter.kept'),
    );
    if (done !== undefined) onDone();
  });
  useKeys('pane', [
    { keys: 'escape', label: common.t('kit.cancel'), run: onCancel },
    { keys: 'mod+enter', label: t('counter.send'), disabled: !isOther, run: send },
    ...(found?.slots ?? []).map((slot, index) => ({
      keys: String(index + 1),
      label: t('hints.slots'),
      run: () => take(slot),
    })),
  ]);
  const words = {
    open: common.t('kit.openCalendar'),
    previous: common.t('kit.previousMonth'),
    next: common.t('kit.nextMonth'),
  };
  return (
    <section className="propose" aria-label={t('counter.title')}>
      <div className="h">
        {t('counter.title')}
        {found === undefined || found === null ? null : (
          <span className="c">
            <OthersAsOf age={found.asOf} />
          </span>
        )}
      </div>
      {found && found.slots.length > 0 ? (
        <SlotList
          slots={found.slots}
          from={instance.start}
          onTake={take}
          isTaken={(slot) => wall !== null && instantToWall(slot.start, zone) === wall.start}
        />
      ) : null}
      <div className="propose-when">
        <DateField
          label={t('counter.day')}
          value={day}
          onChange={(next) => set({ day: next })}
          words={words}
        />
        {isDay ? null : (
          <TimeField label={t('counter.start')} value={time} onChange={(next) => set({ time: next })} />
        )}
      </div>
      {!found || wall === null ? null : isDay ? (
        <CompanyList company={found.company} />
      ) : (
        <CompanyDay
          company={found.company}
          proposed={{ startWall: wall.start, endWall: wall.end }}
          present={instance}
        />
      )}
      {isSeries ? (
        <Segmented
          label={t('counter.which')}
          size="s"
          value={which}
          options={[
            { value: 'this', text: t('counter.thisOne') },
            { value: 'all', text: t('counter.all') },
          ]}
          onChange={(next) => set({ which: next })}
        />
      ) : null}
      <TextField
        label={t('counter.note')}
        value={note}
        onChange={(next) => set({ note: next })}
        onEnter={send}
      />
      <div className="x g6 wrap">
        <span className="small t2">{t('counter.meanwhile')}</span>
        <Segmented
          label={t('counter.meanwhile')}
          size="s"
          value={answer}
          options={[
            { value: 'tentative', text: t('answers.tentative') },
            { value: 'declined', text: t('answers.declined') },
          ]}
          onChange={(next) => set({ answer: next })}
        />
      </div>
      <div className="x g6">
        <Button kind="primary" size="s" keys="mod+enter" disabled={!isOther} onPress={send}>
          {t('counter.send')}
        </Button>
        <Button kind="quiet" size="s" keys="escape" onPress={onCancel}>
          {common.t('kit.cancel')}
        </Button>
      </div>
    </section>
  );
}

/** The meeting's length from another day and time; null while they are being typed. */
function wallsOf(
  instance: CalendarInstance,
  day: string | null,
  time: string | null,
): { start: string; end: string } | null {
  if (day === null) return null;
  if (instance.all_day === 1) {
    const days = Math.round((Date.parse(instance.endWall) - Date.parse(instance.startWall)) / 86_400_000);
    return { start: day, end: addDays(day, days) };
  }
  if (time === null) return null;
  const start = `${day}T${time}`;
  return { start, end: addWall(start, Math.round((instance.end - instance.start) / 60_000)) };
}

/** Who could come, each with a word and not by colour alone. */
export function CompanyList({ company }: { company: readonly Company[] }): ReactElement {
  const { t } = useTranslation('calendar');
  const names = useNames();
  return (
    <ul className="propose-company small" aria-label={t('counter.company')}>
      {company.map((one) => (
        <li key={one.id} className="x g1">
          <span className={`x ${one.free ? 'ok' : one.required ? 'hard' : 'soft'}`}>
            <Icon name={one.free ? 'check' : 'clash'} size="xs" />
          </span>
          <span>{names.name(one)}</span>
          <span className="t2">{t(one.free ? 'counter.free' : 'counter.busy')}</span>
          {one.required ? null : <span className="t3">{t('roles.optional')}</span>}
        </li>
      ))}
    </ul>
  );
}
