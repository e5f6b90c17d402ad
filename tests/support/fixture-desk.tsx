import { useState, type ReactElement } from 'react';
import type { i18n as I18n } from 'i18next';
import { App } from '../../src-renderer/app/app.tsx';
import type { DeskData, Preferences, SyncSummary } from '../../src-renderer/app/desk-data.ts';
import { fixtureFound, fixtureNow, fixturePeople } from './fixture-desk-rows.ts';

const offline: SyncSummary = {
  line: { phase: 'offline', since: fixtureNow - 17 * 60_000 },
  waiting: 7,
  conflicts: 5,
  rejected: 0,
  toDecide: 0,
};
const online: SyncSummary = {
  line: { phase: 'online', syncedAt: fixtureNow + 9 * 60_000 },
  waiting: 0,
  conflicts: 5,
  rejected: 0,
  toDecide: 0,
};

/** What the address of the page asks for: `?language=en&theme=dark&line=online&shell=window`. */
export interface FixtureOptions extends Preferences {
  readonly line: 'online' | 'offline';
  readonly shell: 'window' | 'browser';
}

/** The desk without a core: it shows the frame and the kit with invented rows, for pictures and layout tests. */
export function FixtureDesk({ options, i18n }: { options: FixtureOptions; i18n: I18n }): ReactElement {
  const [preferences, setPreferences] = useState<Preferences>(options);
  const desk: DeskData = {
    me: { id: 'me', name: fixturePeople[preferences.language] },
    sync: options.line === 'online' ? online : offline,
    inbox: 5,
    preferences,
    prefer: (change) => setPreferences((now) => ({ ...now, ...change })),
    undo: async () => ({ type: 'nothing' }),
    redo: async () => ({ type: 'nothing' }),
    search: fixtureFound,
    controls: options.shell === 'window' ? windowControls : null,
    now: () => fixtureNow,
  };
  return <App desk={desk} i18n={i18n} />;
}

const windowControls = { minimize: () => {}, toggleMaximize: () => {}, close: () => {} };
