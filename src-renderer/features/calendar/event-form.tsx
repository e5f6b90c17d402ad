import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { EVENT_KINDS } from '../../../src-shared/domain/calendar/tables.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import type { Which } from '../../../src-shared/contract/shapes.ts';
import { slotTaken } from '../../../src-shared/domain/calendar/slot.ts';
import { wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import { zoneLabel } from '../../../src-shared/domain/calendar/zone-city.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useDateWords } from '../../app/pickers/date-words.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import {
  changedOf,
  fieldsOf,
  ofWholeDays,
  overLimit,
  problemsOf,
  slotOf,
  slotOfEdited,
  startedAt,
  timesOf,
  type EventDraft,
} from './event-draft.ts';
import { goesToInbox } from './asks-before.ts';
import { ClockHints } from './clock-hints.tsx';
import { DraftConflicts, useDraftCheck } from './draft-conflicts.tsx';
import { EventParties } from './event-parties.tsx';
import { FindTime } from './find-time.tsx';
import { MeanwhileNote } from './meanwhile-note.tsx';
import { MoreFields } from './more-fields.tsx';
import { ReminderFields } from './reminder-fields.tsx';
import { RepeatFields } from '../../app/repeat/repeat-fields.tsx';
import { scopesOf } from './scopes-of.ts';
import { SeriesLine } from './series-line.tsx';
import { useMeanwhile } from './use-meanwhile.ts';
import { WhichDialog } from './which-dialog.tsx';

/** Makes or edits an event. What it would clash with is shown while it is written, with free slots to take by a key. */
export function EventForm({
  initial,
  editing,
  begun = initial,
  startFinding = false,
  onDraft,
  onClose,
  onSaved,
}: {
  initial: EventDraft;
  /** The event that is edited; null: a new one. */
  editing: EventDetail | null;
  /** What the form begins with, where something of the event is changed already. */
  begun?: EventDraft | undefined;
  /** Begins with looking for a time that suits everybody. */
  startFinding?: boolean;
  /** Told of all that is written, so that it can be kept where the form goes away. */
  onDraft: (draft: EventDraft, base: EventDraft) => void;
  onClose: () => void;
  /** What was saved, and of a series which of its instances. */
  onSaved: (id: string, recurrence: string | null) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  const words = useDateWords();
  const format = useFormat();
  const tell = useOutcome();
  const once = useOneAtATime();
  const [draft, setDraft] = useState(begun);
  const meanwhile = useMeanwhile(editing, initial, draft, setDraft);
  const { base, clashing } = meanwhile;
  const asked = useRef<HTMLDivElement>(null);
  useEffect(() => onDraft(draft, base), [draft, base, onDraft]);
  const [tried, setTried] = useState(false);
  const [more, setMore] = useState<'led' | boolean>(
    begun.isPrivate ||
      begun.tentative ||
      begun.description !== '' ||
      begun.travelMin !== null ||
      begun.contract !== '',
  );
  const [asking, setAsking] = useState<{ following: boolean; all: boolean } | null>(null);
  const [finding, setFinding] = useState<'led' | boolean>(startFinding);
  const finder = useRef<HTMLButtonElement>(null);
  const set = (change: Partial<EventDraft>): void => setDraft((now) => ({ ...now, ...change }));
  const problems = problemsOf(draft, base.rrule);
  const tooLong = (field: Parameters<typeof overLimit>[1]): { problem?: string } => {
    const count = overLimit(draft, field);
    return count === null ? {} : { problem: t('form.tooLong', { count }) };
  };
  const check = useDraftCheck(draft, editing, problems.includes('time') || problems.includes('order'));
  const series = editing !== null && editing.instance.series;
  const clashes = goesToInbox(check?.conflicts ?? []);

  /** What was looked at goes: the keyboard goes on beside it. */
  const find = (next: 'led' | boolean): void => {
    if (next === false) finder.current?.focus();
    setFinding(next);
  };
  const take = (slot: FreeSlot): void => {
    const { start, end, rrule } = slotTaken(slotOf(draft), slot);
    set({ ...timesOf(start, end), rrule });
  };
  const moveStart = (startDay: string, startTime: string | null): void => {
    // The length stays when the start moves, as people expect.
    if (draft.allDay || draft.startTime === null || draft.endTime === null || startTime === null) {
      const days = Math.round((Date.parse(draft.endDay) - Date.parse(draft.startDay)) / 86_400_000);
      return set({
        startDay,
        startTime,
        endDay: new Date(Date.parse(startDay) + Math.max(0, days) * 86_400_000).toISOString().slice(0, 10),
      });
    }
    setDraft(startedAt(draft, `${startDay}T${startTime}`));
  };
  const save = async (which?: Which): Promise<void> => {
    setTried(true);
    if (problems.length > 0) return;
    if (clashing.length > 0) return asked.current?.querySelector('button')?.focus();
    if (editing === null) {
      const made = await run('event.create', { fields: fieldsOf(draft), slot: slotOf(draft) });
      if (tell(made, t('created', { title: draft.title.trim() })) && made.ok) onSaved(made.value.id, null);
      return;
    }
    if (series && which === undefined) return setAsking(await scopesOf(editing, base, draft));
    setAsking(null);
    const moved = JSON.stringify(slotOf(draft)) !== JSON.stringify(slotOf(base));
    const { event } = meanwhile.current ?? editing;
    const fields = changedOf(base, draft);
    if (!moved && Object.keys(fields).length === 0) return onClose();
    const done = await run('event.update', {
      id: editing.instance.event_id,
      recurrence_id: editing.instance.recurrence_id,
      which: which ?? 'all',
      fields,
      ...(moved ? { slot: slotOfEdited(draft, event) } : {}),
    });
    if (tell(done, t('saved', { title: draft.title.trim() })) && done.ok)
      onSaved(done.value.id, done.value.recurrence_id);
  };
  useKeys('pane', [
    { keys: 'mod+enter', label: t('form.save'), run: () => once(save)() },
    { keys: 'alt+f', label: t('find.open'), whileTyping: true, run: () => find(finding === false && 'led') },
    ...(check?.slots ?? []).map((slot, index) => ({
      keys: `alt+${index + 1}`,
      label: t('hints.slots'),
      // In a form one is always in a field.
      whileTyping: true,
      run: () => take(slot),
    })),
  ]);
  return (
    <>
      <Panel
        title={t(editing === null ? 'form.newTitle' : 'form.editTitle')}
        onClose={onClose}
        closeLabel={common.t('kit.close')}
        foot={
          <>
            <Button kind="primary" keys="mod+enter" onPress={() => once(save)()}>
              {t('form.save')}
            </Button>
            <Button kind="quiet" onPress={onClose}>
              {t('form.cancel')}
            </Button>
          </>
        }
      >
        <div
          className="event-form"
          onKeyDownCapture={(event) => {
            // A button that has the focus would take Ctrl Enter for a press of its own.
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.stopPropagation();
            once(save)();
          }}
        >
          <div ref={asked} className="asked">
            <MeanwhileNote meanwhile={meanwhile} />
          </div>
          <TextField
            label={t('form.title')}
            required
            value={draft.title}
            onChange={(title) => set({ title })}
            autoFocus
            {...(tried && problems.includes('title')
              ? { problem: t('form.titleMissing') }
              : tooLong('title'))}
          />
          <Select
            label={t('form.kind')}
            value={draft.kind}
            options={EVENT_KINDS.map((value) => ({ value, text: t(`kinds.${value}`), icon: value }))}
            onChange={(kind) => set({ kind })}
          />
          <div className="form-pair">
            <DateField
              label={t('form.start')}
              value={draft.startDay}
              onChange={(day) => day !== null && moveStart(day, draft.startTime)}
              words={words}
            />
            {draft.allDay ? null : (
              <TimeField
                label={t('form.startTime')}
                value={draft.startTime}
                onChange={(time) => moveStart(draft.startDay, time)}
              />
            )}
          </div>
          <div className="form-pair">
            <DateField
              label={t('form.end')}
              value={draft.endDay}
              onChange={(day) => day !== null && set({ endDay: day })}
              words={words}
              problem={
                problems.includes('order')
                  ? t('form.endBeforeStart')
                  : problems.includes('time') && tried
                    ? t('form.timeMissing')
                    : undefined
              }
            />
            {draft.allDay ? null : (
              <TimeField
                label={t('form.endTime')}
                value={draft.endTime}
                onChange={(endTime) => set({ endTime })}
              />
            )}
          </div>
          <Checkbox
            on={draft.allDay}
            onChange={(allDay) => setDraft(ofWholeDays(draft, allDay, begun.reminders))}
          >
            {t('form.allDay')}
          </Checkbox>
          {draft.allDay || problems.includes('time') ? null : <ClockHints slot={slotOf(draft)} />}
          <DraftConflicts
            check={check}
            from={problems.includes('time') ? null : wallToInstant(slotOf(draft).start, draft.zone)}
            onTake={take}
            ownEvent={editing?.event.id ?? null}
          />
          <EventParties draft={draft} set={set} />
          {draft.allDay || problems.includes('time') ? null : (
            <Button ref={finder} size="s" icon="search" keys="alt+f" onPress={() => find(finding === false)}>
              {t(finding !== false ? 'find.close' : 'find.open')}
            </Button>
          )}
          {finding !== false && !draft.allDay && !problems.includes('time') ? (
            <FindTime
              draft={draft}
              except={editing?.event.id ?? null}
              led={finding === 'led'}
              onTake={(answer, room) => {
                find(false);
                set({
                  startDay: answer.startWall.slice(0, 10),
                  startTime: answer.startWall.slice(11),
                  endDay: answer.endWall.slice(0, 10),
                  endTime: answer.endWall.slice(11),
                  ...(room === null ? {} : { resources: [...draft.resources, room] }),
                });
              }}
            />
          ) : null}
          <TextField
            label={t('form.place')}
            value={draft.place}
            onChange={(place) => set({ place })}
            {...tooLong('place')}
          />
          {editing !== null && editing.series !== null ? (
            // How its series repeats is changed at a meeting that is as the rule has it.
            <SeriesLine series={editing.series} title={editing.event.title} />
          ) : (
            <RepeatFields
              rrule={draft.rrule}
              day={draft.startDay}
              start={draft.startTime === null ? draft.startDay : `${draft.startDay}T${draft.startTime}`}
              zone={draft.zone}
              onChange={(rrule) => set({ rrule })}
            />
          )}
          <ReminderFields reminders={draft.reminders} onChange={(reminders) => set({ reminders })} />
          {more !== false ? (
            <MoreFields led={more === 'led'} draft={draft} set={set} tooLong={tooLong} />
          ) : (
            <Button size="s" kind="quiet" icon="expand" onPress={() => setMore('led')}>
              {t('form.more')}
            </Button>
          )}
          {clashes ? <p className="small t3">{t('form.saveAnyway')}</p> : null}
          <p className="small t3">{`${zoneLabel(draft.zone, format.language)} · ${format.dayLong(draft.startDay)}`}</p>
        </div>
      </Panel>
      {asking !== null ? (
        <WhichDialog
          what="edit"
          // One occurrence alone does not repeat: how it does is a matter of those that follow, or of all.
          alone={draft.rrule === base.rrule}
          goes={asking}
          onChoose={(which) => void save(which)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}
