import { useEffect, useState } from 'react';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { Refusal } from '../../../src-shared/domain/quick-entry/doubt.ts';
import type { QuickEntry, readQuickEntry } from '../../../src-shared/domain/quick-entry/quick-entry.ts';
import { useLanguage } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNow } from '../../app/use-now.ts';

type Read = typeof readQuickEntry;

/** The reader brings two languages' grammars: it is fetched when the palette first opens, not with the desk. */
let reader: Promise<Read> | null = null;
const loadReader = (): Promise<Read> =>
  (reader ??= import('../../../src-shared/domain/quick-entry/quick-entry.ts').then(
    (file) => file.readQuickEntry,
  ));

/** Fewer characters say no appointment. */
const SHORTEST = 2;

interface Reading {
  /** Null where it says no time and is called no task, and is about nothing that exists. */
  readonly entry: QuickEntry | null;
  /** Why nothing is made of what looks like an appointment. */
  readonly refused: Refusal | null;
}

const NOTHING: Reading = { entry: null, refused: null };

/** What a sentence says, read anew with every key. */
export function useReading(text: string): Reading {
  const [read, setRead] = useState<Read | null>(null);
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  useEffect(() => {
    let gone = false;
    void loadReader().then((loaded) => {
      if (!gone) setRead(() => loaded);
    });
    return () => {
      gone = true;
    };
  }, []);
  if (read === null || text.trim().length < SHORTEST) return NOTHING;
  const entry = read(text, instantToWall(now, zone), { language, zone });
  const named = entry.pieces.some(({ role }) => role === 'kind');
  const isSaid =
    entry.refused === null &&
    entry.title !== '' &&
    (entry.is === 'cancel' ||
      entry.is === 'move' ||
      entry.when !== null ||
      (entry.is === 'task' && named && entry.pieces[0]?.from === 0));
  return { entry: isSaid ? entry : null, refused: entry.refused };
}
