import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { leftDrafts } from '../../app/kept-draft.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useSay } from '../../ui/toast.tsx';
import { ask } from '../../bridge/ask.ts';
import { isChanged, newDraft, type EventDraft } from './event-draft.ts';
import { formKeeper } from './form-keeper.ts';
import { lastForm, type KeptForm } from './kept-form.ts';

/** The form at the right of the grid. */
export interface FormWork {
  readonly initial: EventDraft;
  readonly editing: EventDetail | null;
  /** Changed already, by what led here. */
  readonly begun?: EventDraft | undefined;
  /** Common free times are looked for at once. */
  readonly finding?: boolean;
}

/** What is being made at the right of the grid, in place of the chosen event. */
export interface Making {
  readonly form: FormWork | null;
  /** A calendar file on its way in; `file` where it was dropped. */
  readonly importing: { readonly file: File | null } | null;
  /** Which form it is: another one begins anew. */
  readonly turn: number;
}

/**
 * The form of the calendar, whose text nobody loses: closed unsaved it can be taken up again; left with the screen, a desk
 * that locked or a window that ended it is there again, out of the core; and a time that is chosen in the grid meanwhile
 * becomes the time of what is being written.
 */
export function useMaking(): {
  readonly making: Making;
  readonly write: (form: FormWork) => void;
  /** A new event at a time that was pointed at. */
  readonly writeAt: (fresh: EventDraft) => void;
  readonly importFile: (file: File | null) => void;
  /** The form is given up, or the import closed. */
  readonly done: () => void;
  readonly saved: () => void;
  /** Told of what is written, and of what it changes. */
  readonly onDraft: (draft: EventDraft, base: EventDraft) => void;
} {
  const { t } = useTranslation('calendar');
  const say = useSay();
  const zone = useZone();
  const [making, setMaking] = useState<Making>({ form: null, importing: null, turn: 0 });
  /** The form with what has been written in it so far; null where nothing of it is unsaved. */
  const unsaved = useRef<FormWork | null>(null);
  const shown = useRef(making.form);
  /** False once the screen is gone. */
  const here = useRef(true);
  const [keeper] = useState(formKeeper);
  const show = useCallback(
    (form: FormWork | null, importing: Making['importing'] = null): void => {
      // What was begun elsewhere is not saved either.
      unsaved.current = form?.begun === undefined ? null : form;
      keeper.keep(unsaved.current);
      shown.current = form;
      setMaking(({ turn }) => ({ form, importing, turn: turn + 1 }));
    },
    [keeper],
  );
  const offer = useCallback(
    (form: FormWork): void =>
      say({
        text: t('form.closed'),
        action: {
          text: t('form.goOn'),
          run: () => {
            if (here.current) return show(form);
            // The line outlives the screen: it leads back to it.
            keeper.keep(form);
            go(href('calendar', 'week', form.begun?.startDay ?? form.initial.startDay));
          },
        },
      }),
    [keeper, say, show, t],
  );
  const giveUp = useCallback((): void => {
    if (unsaved.current !== null) offer(unsaved.current);
  }, [offer]);
  const write = useCallback(
    (form: FormWork): void => {
      giveUp();
      show(form);
    },
    [giveUp, show],
  );
  const whenLeft = useRef((_form: FormWork): void => undefined);
  useEffect(() => {
    // Where another form has been opened already, the one that was left can still be taken up.
    whenLeft.current = (form) => (shown.current === null ? show(form) : offer(form));
  });
  useEffect(() => {
    here.current = true;
    void leftDrafts('event').then(async (drafts) => {
      const form = await formOf(lastForm(drafts), zone);
      if (!here.current) return;
      if (form !== null) whenLeft.current(form);
      keeper.begin(drafts);
    });
    return () => {
      here.current = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- what was left is looked for once, as the screen opens
  }, []);
  return {
    making,
    write,
    writeAt: (fresh) => {
      const form = unsaved.current;
      if (form === null || form.editing !== null) return write({ initial: fresh, editing: null });
      const { allDay, startDay, startTime, endDay, endTime } = fresh;
      show({ ...form, begun: { ...form.begun!, allDay, startDay, startTime, endDay, endTime } });
    },
    importFile: useCallback(
      (file) => {
        giveUp();
        show(null, { file });
      },
      [giveUp, show],
    ),
    done: useCallback(() => {
      giveUp();
      show(null);
    }, [giveUp, show]),
    saved: useCallback(() => show(null), [show]),
    onDraft: useCallback(
      (draft, initial) => {
        const form = shown.current;
        unsaved.current =
          form !== null && isChanged(initial, draft)
            ? { ...form, initial, begun: draft, finding: false }
            : null;
        keeper.keep(unsaved.current);
      },
      [keeper],
    ),
  };
}

/** The form that was left, as it is opened again: of an event that is gone meanwhile, what was written makes a new one. */
async function formOf(kept: KeptForm | null, zone: string): Promise<FormWork | null> {
  if (kept === null) return null;
  const { initial, begun, event: id, recurrence: recurrence_id } = kept;
  if (id === null) return { initial, begun, editing: null };
  const found = await ask('calendar.event', { id, recurrence_id, zone });
  if (found.ok && found.value?.editable === true) return { initial, begun, editing: found.value };
  const empty = newDraft({ date: begun.startDay, from: null, to: null }, begun.zone, null);
  return { initial: empty, begun, editing: null };
}
