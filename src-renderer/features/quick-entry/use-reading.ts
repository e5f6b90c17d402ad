import { useEffect, useState } from 'react';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { QuickEntry, readQuickEntry } from '../../../src-shared/domain/quick-entry/quick-entry.ts';
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
const SHORTEST = 3;

/** What a sentence says, read anew with every key; null where it says no time and is called no task, and is about nothing that exists. */
export function useReading(text: string): QuickEntry | null {
  const [read, setRead] = useState<Read | null>(null);
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
  if (read === null || text.trim().length < SHORTEST) return null;
  const entry = read(text, instantToWall(now, zone));
  const named = entry.pieces.some(({ role }) => role === 'kind');
  return entry.title !== '' &&
    (entry.is === 'cancel' ||
      entry.is === 'move' ||
      entry.when !== null ||
      (entry.is === 'task' && named && entry.pieces[0]?.from === 0))
    ? entry
    : null;
}
