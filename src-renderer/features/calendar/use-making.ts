import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { useDesk } from '../../app/desk-data.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useSay } from '../../ui/toast.tsx';
import { isChanged, type EventDraft } from './event-draft.ts';

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

/** A form that was left with the screen, and whose it is: it stands there again when its writer comes back. */
const useLeft = create<{ readonly left: { readonly by: string; readonly form: FormWork } | null }>(() => ({
  left: null,
}));

/**
 * The form of the calendar, whose text nobody loses: closed unsaved it can be taken up again, left with the screen it is
 * there again, and a time that is chosen in the grid meanwhile becomes the time of what is being written.
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
  readonly onDraft: (draft: EventDraft) => void;
} {
  const { t } = useTranslation('calendar');
  const say = useSay();
  const by = useDesk().me?.id ?? '';
  const [making, setMaking] = useState<Making>(() => {
    const { left } = useLeft.getState();
    return { form: left !== null && left.by === by ? left.form : null, importing: null, turn: 0 };
  });
  /** The form with what has been written in it so far; null where nothing of it is unsaved. */
  const unsaved = useRef<FormWork | null>(null);
  const shown = useRef(making.form);
  /** False once the screen is gone. */
  const here = useRef(true);
  const show = useCallback((form: FormWork | null, importing: Making['importing'] = null): void => {
    unsaved.current = null;
    shown.current = form;
    setMaking(({ turn }) => ({ form, importing, turn: turn + 1 }));
  }, []);
  const giveUp = useCallback((): void => {
    const form = unsaved.current;
    if (form !== null)
      say({
        text: t('form.closed'),
        action: {
          text: t('form.goOn'),
          run: () => {
            if (here.current) return show(form);
            // The line outlives the screen: it leads back to it.
            useLeft.setState({ left: { by, form } });
            go(href('calendar', 'week', form.begun?.startDay ?? form.initial.startDay));
          },
        },
      });
  }, [by, say, show, t]);
  const write = useCallback(
    (form: FormWork): void => {
      giveUp();
      show(form);
    },
    [giveUp, show],
  );
  useEffect(() => {
    here.current = true;
    useLeft.setState({ left: null });
    const ask = (event: BeforeUnloadEvent): void => {
      if (unsaved.current !== null) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      here.current = false;
      window.removeEventListener('beforeunload', ask);
      if (unsaved.current !== null) useLeft.setState({ left: { by, form: unsaved.current } });
    };
  }, [by]);
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
    onDraft: useCallback((draft) => {
      const form = shown.current;
      unsaved.current =
        form !== null && isChanged(form.initial, draft) ? { ...form, begun: draft, finding: false } : null;
    }, []),
  };
}
