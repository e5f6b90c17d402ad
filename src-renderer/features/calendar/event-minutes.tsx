import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { useAct } from '../../app/use-act.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';

/** The editor is most of what the notes weigh: it comes when somebody writes. */
const NoteEditor = lazy(async () => ({ default: (await import('../notes/note-editor.tsx')).NoteEditor }));

/**
 * The minutes of an event: notes that are linked to it, written right here. They lie with the event's first customer, so
 * that whoever looks after the customer reads them; those of a private event stay with their author.
 */
export function EventMinutes({ detail }: { detail: EventDetail }): ReactElement | null {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const act = useAct();
  const { event, instance, customers } = detail;
  const found = useLiveQuery('note.list', { text: '', customer_id: null, event_id: event.id, limit: 20 });
  const [open, setOpen] = useState<string | null>(null);
  const rows = found?.rows ?? [];
  if (!detail.editable && rows.length === 0) return null;
  const write = async (): Promise<void> => {
    const made = await act('note.create', {
      title: t('minutes.of', {
        title: names.title(event),
        day: format.dayShort(instance.startWall.slice(0, 10)),
      }),
      link: {
        customer_id: event.privacy === 'private' ? null : (customers[0]?.id ?? null),
        event_id: event.id,
      },
      text: '',
    });
    if (made !== undefined) setOpen(made.id);
  };
  return (
    <section className="sec" aria-label={t('minutes.title')}>
      <div className="h">
        {t('minutes.title')}
        {rows.length > 0 ? <span className="c">{rows.length}</span> : null}
        <span className="sp" />
        {detail.editable ? (
          <Button size="s" kind="quiet" icon="plus" onPress={() => void write()}>
            {t('minutes.write')}
          </Button>
        ) : null}
      </div>
      {rows.map((note) => (
        <div key={note.id}>
          <div className="x g6">
            <button
              type="button"
              className="link cut minutes-open"
              aria-expanded={open === note.id}
              onClick={() => setOpen(open === note.id ? null : note.id)}
            >
              {note.title || t('minutes.untitled')}
            </button>
            <span className="sp" />
            <span className="small t3 nw">{format.when(note.written_at, now)}</span>
            <a className="small acc nw" href={href('notes', note.id)}>
              {t('minutes.page')}
            </a>
          </div>
          {open === note.id ? <Written id={note.id} /> : <p className="small t2 cut">{note.excerpt ?? ''}</p>}
        </div>
      ))}
    </section>
  );
}

function Written({ id }: { id: string }): ReactElement | null {
  const body = useLiveQuery('note.body', { id });
  if (!body) return null;
  return (
    <div className="minutes-text">
      <Suspense fallback={null}>
        <NoteEditor body={body} autoFocus />
      </Suspense>
    </div>
  );
}
