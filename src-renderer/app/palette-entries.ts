import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { oneDirection } from '../../src-shared/kernel/one-direction.ts';
import type { IconName } from '../ui/icon.tsx';
import { useAllCommands, type Command } from './commands.ts';
import { useDesk, type Found } from './desk-data.ts';
import { matches } from './match.ts';
import { go } from './router.ts';
import { useCreate } from './use-global-keys.ts';

export interface Entry {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  readonly detail?: string;
  readonly keys?: string;
  readonly run: () => void;
}

export interface EntryGroup {
  readonly title: string;
  readonly entries: readonly Entry[];
}

const PER_KIND = 5;
const kindIcons = {
  customer: 'building',
  person: 'person',
  event: 'calendar',
  note: 'note',
  task: 'task',
} as const satisfies Record<Found['kind'], IconName>;
const kindTitles = {
  customer: 'palette.customers',
  person: 'palette.people',
  event: 'palette.events',
  note: 'palette.notes',
  task: 'palette.tasks',
} as const;
const kinds = ['customer', 'person', 'event', 'task', 'note'] as const;
const groupTitles = {
  here: 'palette.here',
  create: 'palette.create',
  go: 'palette.go',
  actions: 'palette.actions',
} as const;

/**
 * What the palette shows for a text: without one every command, with one what fits, what was found, what it could
 * create. A sentence that was `understood` makes its own things. `searched` tells whether what is found is of this text.
 */
export function usePaletteEntries(
  text: string,
  understood = false,
): { readonly groups: readonly EntryGroup[]; readonly searched: boolean } {
  const { t } = useTranslation();
  const commands = useAllCommands();
  const { found, searched } = useFound(text);
  const create = useCreate();
  const wanted = text.trim();
  const offered = commands.filter(({ label }) => wanted === '' || matches(label, wanted));
  const commandGroups = (['here', 'create', 'go', 'actions'] as const).map((group): EntryGroup => ({
    title: t(groupTitles[group]),
    entries: offered.filter((command) => (command.group ?? 'here') === group).map(entryOf),
  }));
  const foundGroups = kinds.map((kind): EntryGroup => ({
    title: t(kindTitles[kind]),
    entries: found
      .filter((one) => one.kind === kind)
      .slice(0, PER_KIND)
      .map((one) => ({
        id: `${kind}.${one.id}`,
        icon: kindIcons[kind],
        label: oneDirection(one.title),
        ...(one.detail ? { detail: oneDirection(one.detail) } : {}),
        run: () => go(one.link),
      })),
  }));
  const titled = commands.flatMap(({ id }): Entry[] => {
    if (wanted === '' || understood) return [];
    if (id === 'create.event')
      return [
        entry(id, 'calendar', t('palette.newEventTitled', { title: wanted }), () => create('event', wanted)),
      ];
    if (id === 'create.task')
      return [entry(id, 'task', t('palette.newTaskTitled', { title: wanted }), () => create('task', wanted))];
    if (id === 'create.note')
      return [entry(id, 'note', t('palette.newNoteTitled', { title: wanted }), () => create('note', wanted))];
    return [];
  });
  const groups =
    wanted === ''
      ? commandGroups
      : [...foundGroups, ...commandGroups, { title: t('palette.create'), entries: titled }];
  return { groups: groups.filter(({ entries }) => entries.length > 0), searched };
}

const entry = (id: string, icon: IconName, label: string, run: () => void): Entry => ({
  id: `titled.${id}`,
  icon,
  label,
  run,
});

const entryOf = ({ id, icon = 'right', label, keys, run }: Command): Entry => ({
  id,
  icon,
  label,
  run,
  ...(keys ? { keys } : {}),
});

/** Asks the core on every change; an answer that comes after the text has moved on is dropped. */
function useFound(text: string): { readonly found: readonly Found[]; readonly searched: boolean } {
  const { search } = useDesk();
  const [answer, setAnswer] = useState<{ readonly of: string; readonly found: readonly Found[] }>(NONE);
  const wanted = text.trim();
  useEffect(() => {
    const asked = new AbortController();
    if (wanted === '') setAnswer(NONE);
    else
      void search(wanted, asked.signal).then((found) => {
        if (!asked.signal.aborted) setAnswer({ of: wanted, found });
      });
    return () => asked.abort();
  }, [wanted, search]);
  return { found: answer.found, searched: answer.of === wanted };
}

const NONE = { of: '', found: [] };
