import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoteRow } from '../../../src-shared/contract/work.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Attachments } from '../../app/parts/attachments.tsx';
import { CustomerPicker } from '../../app/pickers/customer-picker.tsx';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useNow } from '../../app/use-now.ts';
import { useAct } from '../../app/use-act.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button, Toggle } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AsidePane, Pane } from '../../ui/panes.tsx';
import { NoteEditor } from './note-editor.tsx';

/** One note with its title, text, links and files. */
export function NotePage({ id, fresh }: { id: string; fresh: boolean }): ReactElement | null {
  const { t } = useTranslation('notes');
  const common = useTranslation();
  const body = useLiveQuery('note.body', { id });
  const act = useAct();
  const tell = useOutcome();
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const title = useDraft(
    { table: 'note', id, field: 'title' },
    body?.note.title ?? '',
    (text) => void act('note.update', { id, fields: { title: text.trim() } }),
  );
  if (body === undefined) return null;
  if (body === null) {
    return (
      <Pane label={t('body')}>
        <EmptyState
          icon="note"
          what={t('notFound')}
          why={t('notFoundWhy')}
          action={
            <Button size="s" onPress={() => go(href('notes'))}>
              {t('back')}
            </Button>
          }
        />
      </Pane>
    );
  }
  const { note } = body;
  const day = format.when(note.written_at, now);
  const time = format.time(note.written_at);
  const remove = async (): Promise<void> => {
    if (tell(await run('note.remove', { id }), t('removed', { title: note.title || t('untitled') })))
      go(href('notes'));
  };
  return (
    <>
      <Pane label={t('body')} className="note-page">
        <div className="bar note-head">
          <span className="note-title" onBlur={title.onBlur}>
            <TitleField
              value={title.text}
              onChange={title.onChange}
              editable={body.editable}
              autoFocus={fresh}
            />
          </span>
          <span className="small t3 nw">
            {t('by', {
              name: note.author === null ? '' : names.name(note.author),
              time: day === time ? time : `${day} ${time}`,
            })}
          </span>
          <Toggle
            size="s"
            kind="quiet"
            icon="pin"
            label={t(note.pinned === 1 ? 'unpin' : 'pin')}
            on={note.pinned === 1}
            onChange={(on) => void act('note.update', { id, fields: { pinned: on ? 1 : 0 } })}
          />
          <Button size="s" kind="quiet" icon="trash" label={t('remove')} onPress={() => void remove()} />
        </div>
        {body.editable ? null : <Notice icon="lock">{t('readOnly')}</Notice>}
        <NoteEditor body={body} autoFocus={false} />
      </Pane>
      <AsidePane label={t('links')} closeLabel={common.t('kit.close')} icon="link">
        <Links note={note} editable={body.editable} />
        <Attachments owner="note" id={id} editable={body.editable} />
      </AsidePane>
    </>
  );
}

function TitleField({
  value,
  onChange,
  editable,
  autoFocus,
}: {
  value: string;
  onChange: (text: string) => void;
  editable: boolean;
  autoFocus: boolean;
}): ReactElement {
  const { t } = useTranslation('notes');
  const field = useRef<HTMLInputElement>(null);
  // A new note begins with its name; once only, or the name would take back the focus when it is left.
  useEffect(() => {
    if (autoFocus && document.activeElement === document.body) field.current?.focus();
  }, [autoFocus]);
  return (
    <input
      ref={field}
      className="note-title-input"
      aria-label={t('titleField')}
      placeholder={t('untitled')}
      value={value}
      maxLength={200}
      readOnly={!editable}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing)
          document.querySelector<HTMLElement>('.note-text')?.focus();
      }}
    />
  );
}

function Links({ note, editable }: { note: NoteRow; editable: boolean }): ReactElement {
  const { t } = useTranslation('notes');
  const names = useNames();
  const tell = useOutcome();
  const link = async (customer: string | null, event: string | null): Promise<void> =>
    void tell(await run('note.link', { id: note.id, link: { customer_id: customer, event_id: event } }));
  return (
    <section aria-label={t('links')}>
      <GroupHeader text={t('links')} />
      <div className="note-links">
        {editable ? (
          <CustomerPicker
            label={t('customer')}
            value={note.customer === null ? null : { id: note.customer.id, name: names.name(note.customer) }}
            onChange={(customer) => void link(customer?.id ?? null, note.event_id)}
          />
        ) : null}
        {note.customer === null ? null : (
          <a className="small acc" href={href('customers', note.customer.id)}>
            {names.name(note.customer)}
          </a>
        )}
        {note.event === null ? null : (
          <a
            className="small acc"
            href={href('calendar', 'day', note.event.start.slice(0, 10), note.event.id)}
          >
            {names.title(note.event)}
          </a>
        )}
        <p className="small t3">{t(note.customer === null ? 'private' : 'shared')}</p>
      </div>
    </section>
  );
}
