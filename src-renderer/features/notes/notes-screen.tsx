import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoteRow } from '../../../src-shared/contract/work.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { go, leadOn, useRoute } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pane, SidePane } from '../../ui/panes.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { NotePage } from './note-page.tsx';
import './notes.css';

const ROW = 58;
const LIMIT = 500;

/** Notes: the list at the left, the chosen one in the middle, its links and files at the right. */
export default function NotesScreen(): ReactElement {
  const { t } = useTranslation('notes');
  const common = useTranslation();
  const route = useRoute();
  const tell = useOutcome();
  const once = useOneAtATime();
  const [filter, setFilter] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const chosen = route.path[0] ?? null;
  const list = useLiveQuery('note.list', { text: filter, customer_id: null, event_id: null, limit: LIMIT });
  const rows = list?.rows ?? null;
  const asked = route.query['new'];
  const made = useRef<string | null>(null);

  const create = useCallback(
    async (title: string): Promise<void> => {
      const done = await run('note.create', { title, link: { customer_id: null, event_id: null }, text: '' });
      if (!tell(done) || !done.ok) return;
      made.current = done.value.id;
      go(href('notes', done.value.id));
    },
    [tell],
  );
  useEffect(() => {
    if (asked === undefined) return;
    leadOn(href('notes'));
    void create(asked);
  }, [asked, create]);

  const step = (by: number): void => {
    if (rows === null || rows.length === 0) return;
    const at = rows.findIndex((note) => note.id === chosen);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) go(href('notes', next.id));
  };
  useKeys('screen', [
    { keys: 'n', label: t('hints.new'), run: () => once(create)('') },
    { keys: '/', label: t('hints.filter'), run: () => search.current?.focus() },
    { keys: 'j', label: t('hints.move'), run: () => step(1) },
    { keys: 'k', label: t('hints.move'), run: () => step(-1), unlisted: true },
  ]);
  useHints([
    { keys: 'n', label: t('hints.new') },
    { keys: '/', label: t('hints.filter') },
    { keys: ['j', 'k'], label: t('hints.move') },
  ]);

  const renderRow = useCallback((note: NoteRow) => <NoteCells note={note} />, []);
  return (
    <>
      <SidePane
        label={t('list')}
        width={280}
        openFor={chosen === null ? 'list' : null}
        closeLabel={common.t('kit.close')}
        icon="note"
      >
        <div className="bar">
          <h1>{t('title')}</h1>
          <span className="t3 small">{rows?.length ?? ''}</span>
          <span className="sp" />
          <Button icon="plus" size="s" label={t('new')} keys="n" onPress={() => once(create)('')} />
        </div>
        <div className="notes-filter">
          <TextField
            label={t('filter')}
            labelHidden
            icon="search"
            type="search"
            placeholder={t('filter')}
            value={filter}
            onChange={setFilter}
            inputRef={search}
          />
        </div>
        {rows === null ? null : (
          <VirtualList
            label={t('list')}
            items={rows}
            keyOf={(note) => note.id}
            groupOf={(note) =>
              note.pinned === 1 ? { id: 'pinned', text: t('pinned') } : { id: 'recent', text: t('recent') }
            }
            renderRow={renderRow}
            rowHeight={ROW}
            selected={chosen}
            onSelect={(note) => go(href('notes', note.id))}
            empty={
              filter === '' ? (
                <EmptyState
                  what={t('empty')}
                  why={t('emptyWhy')}
                  action={
                    <Button size="s" keys="n" onPress={() => once(create)('')}>
                      {t('new')}
                    </Button>
                  }
                />
              ) : (
                <EmptyState
                  what={t('noMatch', { text: filter })}
                  why={t('noMatchWhy')}
                  action={
                    <Button size="s" onPress={() => setFilter('')}>
                      {t('clear')}
                    </Button>
                  }
                />
              )
            }
          />
        )}
      </SidePane>
      {chosen === null ? (
        <Pane label={t('body')}>
          <EmptyState
            what={t('none')}
            why={t('noneWhy')}
            action={
              <Button size="s" keys="n" onPress={() => once(create)('')}>
                {t('new')}
              </Button>
            }
          />
        </Pane>
      ) : (
        <NotePage key={chosen} id={chosen} fresh={made.current === chosen} />
      )}
    </>
  );
}

function NoteCells({ note }: { note: NoteRow }): ReactElement {
  const { t } = useTranslation('notes');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const about = note.customer
    ? names.either(note.customer.short_name, null) || names.name(note.customer)
    : note.event
      ? names.title(note.event)
      : '';
  return (
    <span className="note-cells">
      <span className="x g6">
        <b className="med cut">{names.title(note) || t('untitled')}</b>
        <span className="sp" />
        {note.attachments > 0 ? <Icon name="attach" size="xs" label={t('files.title')} /> : null}
        <span className="small t3 nw">{format.when(note.written_at, now)}</span>
      </span>
      <span className="small t3 cut">{[about, note.excerpt ?? ''].filter(Boolean).join(' · ')}</span>
    </span>
  );
}
