import { createContext } from 'react';
import type { Act } from '../../src-shared/contract/done.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Failure } from '../../src-shared/kernel/result.ts';
import type { Appearance } from './appearance.ts';
import type { Language } from './i18n/language.ts';
import { useWithin } from './use-within.ts';

/** What the badge and the sync screen tell about the line to the server. */
export type Line =
  | { readonly phase: 'starting' }
  /** This desk was never connected to a server. */
  | { readonly phase: 'local' }
  /** `syncedAt` is null until the first sync has ended. */
  | { readonly phase: 'online'; readonly syncedAt: EpochMs | null }
  | { readonly phase: 'syncing'; readonly left: number }
  | { readonly phase: 'offline'; readonly since: EpochMs | null }
  /** The server may well answer: nothing of it can be written down. */
  | { readonly phase: 'diskFull' }
  | { readonly phase: 'signedOut' };

export interface SyncSummary {
  readonly line: Line;
  /** Changes of this device that the server does not have yet. */
  readonly waiting: number;
  /** Open conflicts in the inbox, schedule and edit together. */
  readonly conflicts: number;
  /** Changes that the server did not accept. */
  readonly rejected: number;
  /** Records that colleagues left, for this person to decide about. */
  readonly toDecide: number;
}

/** What the palette finds; `link` is where Enter leads. */
export interface Found {
  readonly kind: 'customer' | 'person' | 'event' | 'note' | 'task';
  readonly id: string;
  readonly title: string;
  readonly detail?: string;
  readonly link: string;
}

export type UndoOutcome =
  | { readonly type: 'done'; readonly what?: string; readonly act?: Act }
  | { readonly type: 'nothing' }
  | { readonly type: 'failed'; readonly failure: Failure };

/** Only in the desktop window; in a browser the system draws these itself. */
export interface WindowControls {
  minimize(): void;
  toggleMaximize(): void;
  close(): void;
}

/** Stored for this person on this device. */
export interface Preferences extends Appearance {
  readonly language: Language;
}

/** Everything the frame needs from outside; the bridge provides it, and so does the fixture of the screenshots. */
export interface DeskData {
  readonly me: { readonly id: string; readonly name: string } | null;
  readonly sync: SyncSummary;
  /** Unhandled entries in the inbox, for the rail. */
  readonly inbox: number;
  readonly preferences: Preferences;
  /** Takes effect at once and is stored. */
  readonly prefer: (change: Partial<Preferences>) => void;
  /** Takes the newest act back, or `step` where that is the newest. */
  readonly undo: (step?: number) => Promise<UndoOutcome>;
  readonly redo: (step?: number) => Promise<UndoOutcome>;
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Found[]>;
  readonly controls: WindowControls | null;
  /** The clock, for ages and as-of stamps. */
  readonly now: () => EpochMs;
}

export const DeskDataContext = createContext<DeskData | null>(null);

export const useDesk = (): DeskData => useWithin(DeskDataContext, 'useDesk');
