import { create } from 'zustand';
import type { EventKind } from '../../src-shared/domain/calendar/tables.ts';
import type { DateText } from '../../src-shared/kernel/brand.ts';

/** What is being dragged, in minutes of the day it is over. Rows never live here. */
export interface Ghost {
  readonly mode: 'create' | 'move' | 'copy' | 'resize';
  /** Key of the occurrence; null for a new one. */
  readonly key: string | null;
  readonly date: DateText;
  readonly from: number;
  readonly to: number;
  /** It is over the row of whole days: it is that day, without an hour. */
  readonly whole?: true;
  /** How many more go along, all by as much. */
  readonly others: number;
}

/** Where on the grid the keyboard is, and where what was copied is pasted. */
export interface Caret {
  readonly date: DateText;
  readonly from: number;
  readonly to: number;
}

/** An occurrence that was copied: which one, and when it was. */
export interface Copied {
  readonly id: string;
  readonly recurrence_id: string | null;
  readonly series: boolean;
  readonly title: string | null;
  readonly title_en: string | null;
  readonly startWall: string;
  readonly endWall: string;
  readonly all_day: 0 | 1;
}

interface CalendarState {
  readonly ghost: Ghost | null;
  readonly setGhost: (ghost: Ghost | null) => void;
  readonly caret: Caret | null;
  readonly setCaret: (caret: Caret | null) => void;
  /** Keys of the occurrences that are chosen together. */
  readonly picked: ReadonlySet<string>;
  readonly pick: (keys: Iterable<string>) => void;
  readonly togglePick: (key: string) => void;
  /** True while a page turns under what is held: what is chosen goes along. */
  readonly carried: boolean;
  readonly carryPicked: () => void;
  /** Other days are shown: what was chosen is out of sight and let go, unless it was carried along. */
  readonly turnedPage: () => void;
  readonly copied: readonly Copied[];
  readonly copy: (copied: readonly Copied[]) => void;
  /** Kinds that are hidden. */
  readonly hidden: ReadonlySet<EventKind>;
  readonly toggleKind: (kind: EventKind) => void;
  /** Colleagues whose calendars are laid over the own one. */
  readonly people: readonly string[];
  readonly togglePerson: (id: string) => void;
  /** Whose days the team timeline shows: the chosen people, a team (null: the own), or the branch. */
  readonly team: { readonly by: 'person' | 'team' | 'branch'; readonly unit: string | null };
  readonly showTeam: (team: CalendarState['team']) => void;
  /** Groups of the timeline that are folded. */
  readonly folded: ReadonlySet<string>;
  readonly toggleFold: (group: string) => void;
  readonly ownShown: boolean;
  readonly showOwn: (shown: boolean) => void;
}

const NOBODY: ReadonlySet<string> = new Set();

export const useCalendar = create<CalendarState>()((set) => ({
  ghost: null,
  setGhost: (ghost) => set({ ghost }),
  caret: null,
  setCaret: (caret) => set({ caret }),
  picked: NOBODY,
  pick: (keys) =>
    set(({ picked }) => {
      const next = new Set(keys);
      return next.size === 0 && picked.size === 0 ? {} : { picked: next };
    }),
  togglePick: (key) =>
    set(({ picked }) => {
      const next = new Set(picked);
      if (!next.delete(key)) next.add(key);
      return { picked: next };
    }),
  carried: false,
  carryPicked: () => set({ carried: true }),
  turnedPage: () => set(({ carried }) => (carried ? { carried: false } : { picked: NOBODY })),
  copied: [],
  copy: (copied) => set({ copied }),
  hidden: new Set(),
  toggleKind: (kind) =>
    set(({ hidden }) => {
      const next = new Set(hidden);
      if (!next.delete(kind)) next.add(kind);
      return { hidden: next };
    }),
  people: [],
  togglePerson: (id) =>
    set(({ people }) => ({
      people: people.includes(id) ? people.filter((one) => one !== id) : [...people, id],
    })),
  team: { by: 'team', unit: null },
  showTeam: (team) => set({ team }),
  folded: NOBODY,
  toggleFold: (group) =>
    set(({ folded }) => {
      const next = new Set(folded);
      if (!next.delete(group)) next.add(group);
      return { folded: next };
    }),
  ownShown: true,
  showOwn: (ownShown) => set({ ownShown }),
}));
