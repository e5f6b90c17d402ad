import type { i18n as I18n } from 'i18next';
import { useCallback, useMemo } from 'react';
import type { SearchHit, SyncState } from '../../src-shared/contract/desk.ts';
import { ask } from '../bridge/ask.ts';
import { run } from '../bridge/run.ts';
import { useLiveQuery } from '../bridge/use-live-query.ts';
import type { DeskData, Found, Line, Preferences, UndoOutcome } from './desk-data.ts';
import { firstLanguage, type Language } from './i18n/language.ts';
import { href } from './route.ts';
import { useWindowControls } from './window-controls.ts';
import { toldAs } from './told-phase.ts';

const NOTHING = {};

/** The desk's data from the core; see `desk-data.ts` for what each member means. */
export function useConnectedDesk(i18n: I18n): {
  desk: DeskData;
  zone: string | null;
  signedIn: boolean | null;
} {
  const session = useLiveQuery('session.state', NOTHING);
  const settings = useLiveQuery('settings.all', NOTHING);
  const counts = useLiveQuery('nav.counts', NOTHING);
  const sync = useLiveQuery('sync.state', NOTHING);
  const controls = useWindowControls();

  const language: Language =
    settings === undefined || settings.language === 'system'
      ? firstLanguage(navigator.languages)
      : settings.language;
  const preferences = useMemo<Preferences>(
    () => ({ language, theme: settings?.theme ?? 'system', density: settings?.density ?? 'regular' }),
    [language, settings?.theme, settings?.density],
  );
  const prefer = useCallback((change: Partial<Preferences>) => void run('settings.set', change), []);
  const me = session?.me ?? null;
  const name = me && (language === 'en' ? (me.name_en ?? me.name) : me.name);

  const desk: DeskData = {
    me: me === null ? null : { id: me.id, name: name ?? '' },
    sync: {
      line: lineOf(sync),
      waiting: counts?.waiting ?? 0,
      conflicts: counts?.conflicts ?? 0,
      rejected: sync?.refused ?? 0,
      toDecide: counts?.toDecide ?? 0,
    },
    inbox: counts?.inbox ?? 0,
    preferences,
    prefer,
    undo: takeBack(i18n, 'undo.undo', 'NothingToUndo'),
    redo: takeBack(i18n, 'undo.redo', 'NothingToRedo'),
    search,
    controls,
    now: Date.now,
  };
  return {
    desk,
    zone: settings?.zone ?? me?.zone ?? null,
    signedIn: session === undefined ? null : session.status === 'signed_in',
  };
}

function lineOf(sync: SyncState | undefined): Line {
  if (sync === undefined) return { phase: 'starting' };
  const phase = toldAs(sync);
  switch (phase) {
    case 'online':
      return { phase: 'online', syncedAt: sync.lastSyncAt };
    case 'syncing':
    case 'loading':
      return {
        phase: 'syncing',
        left: sync.progress?.total ? sync.progress.total - sync.progress.done : sync.waiting,
      };
    case 'offline':
    case 'update_needed':
      return { phase: 'offline', since: sync.since };
    case 'disk_full':
      return { phase: 'diskFull' };
    case 'refused':
    case 'signed_out':
      return { phase: 'signedOut' };
  }
}

const takeBack =
  (i18n: I18n, name: 'undo.undo' | 'undo.redo', nothing: string) =>
  async (step?: number): Promise<UndoOutcome> => {
    const done = await run(name, { step });
    if (done.ok) {
      const key = `did.${done.value.label}`;
      const what = i18n.exists(key) ? i18n.t(key as 'did.event.move') : null;
      return {
        type: 'done',
        ...(what !== null && { what }),
        ...(done.act !== undefined && { act: done.act }),
      };
    }
    return done.error.type === nothing ? { type: 'nothing' } : { type: 'failed', failure: done.error };
  };

async function search(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const hits = await ask('search.all', { text, limit: 20 });
  if (!hits.ok || signal.aborted) return [];
  const english = document.documentElement.lang === 'en';
  return hits.value.map((hit) => ({
    kind: hit.table,
    id: hit.id,
    title: (english ? hit.title_en : null) ?? hit.title,
    ...(hit.detail === null ? {} : { detail: hit.detail }),
    link: linkTo(hit),
  }));
}

function linkTo(hit: SearchHit): string {
  switch (hit.table) {
    case 'customer':
      return href('customers', hit.id);
    case 'event':
      return href('calendar', 'event', hit.id);
    case 'task':
      return href('tasks', hit.id);
    case 'note':
      return href('notes', hit.id);
    case 'person':
      return href('calendar', 'team', hit.id);
  }
}
