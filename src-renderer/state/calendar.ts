import { create } from 'zustand';
import type { EventKind } from '../../src-shared/domain/calendar/tables.ts';
import type { DateText } from '../../src-shared/kernel/brand.ts';

/** What is being dragged, in minutes of the day it is over. Rows never live here. */
export interface Ghost {
  readonly mode: 'create' | 'move' | 'resize';
  /** Key of the occurrence; null for a new one. */
  readonly key: string | null;
  readonly date: DateText;
  readonly from: number;
  readonly to: number;
}

interface CalendarState {
  readonly ghost: Ghost | null;
  readonly setGhost: (ghost: Ghost | null) => void;
  /** Kinds that are hidden. */
  readonly hidden: ReadonlySet<EventKind>;
  readonly toggleKind: (kind: EventKind) => void;
  /** Colleagues whose calendars are laid over the own one. */
  readonly people: readonly string[];
  readonly togglePerson: (id: string) => void;
  readonly ownShown: boolean;
  readonly showOwn: (shown: boolean) => void;
}

export const useCalendar = create<CalendarState>()((set) => ({
  ghost: null,
  setGhost: (ghost) => set({ ghost }),
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
  ownShown: true,
  showOwn: (ownShown) => set({ ownShown }),
}));
