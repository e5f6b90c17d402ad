import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Notes about this customer, by whoever looks after it. */
export function CustomerNotes({ id, editable }: { id: string; editable: boolean }): ReactElement {
  const { t } = useTranslation('notes');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const tell = useOutcome();
  const once = useOneAtATime();
  const found = useLiveQuery('note.list', { text: '', customer_id: id, event_id: null, limit: 200 });
  const create = async (): Promise<void> => {
    const made = await run('note.create', { title: '', link: { customer_id: id, event_id: null }, text: '' });
    if (tell(made) && made.ok) go(href('notes', made.value.id));
  };
  const button = editable ? (
    <Button size="s" icon="plus" onPress={once(create)}>
      {t('new')}
    </Button>
  ) : null;
  return (
    <div className="scroll">
      {found?.rows.length === 0 ? (
        <EmptyState what={t('empty')} why={t('emptyWhy')} {...(button === null ? {} : { action: button })} />
      ) : (
        <div className="tasks-new">{button}</div>
      )}
      {found?.rows.map((note) => (
        <a key={note.id} className="customer-note" href={href('notes', note.id)}>
          <span className="x g6">
            <b className="med cut">{note.title || t('untitled')}</b>
            <span className="sp" />
            <span className="small t3 nw">
              {[note.author === null ? '' : names.name(note.author), format.when(note.written_at, now)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <span className="small t2 cut">{note.excerpt ?? ''}</span>
        </a>
      ))}
    </div>
  );
}
